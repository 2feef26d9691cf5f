/// What `kb import` was given is neither a file nor a book that comes with kb.
package struct NoSuchDocument: ReportableError {
    package var name: String
    /// The books that come with kb; none where they are not installed.
    package var books: [String]

    package init(name: String, books: [String]) {
        self.name = name
        self.books = books
    }

    package var report: ErrorReport {
        let list = books.joined(separator: message(zh: "、", en: ", "))
        let likely = Typo.nearest(to: name.lowercased(), among: books)
        let hint =
            if books.isEmpty {
                message(
                    zh: "自带的书没有装（share/kb/seed）；make install 会装上",
                    en: """
                        the books that come with kb are not installed (share/kb/seed); make install \
                        installs them
                        """)
            } else if let likely {
                message(zh: "是不是 kb import \(likely)", en: "did you mean kb import \(likely)")
            } else {
                message(zh: "自带的有：\(list)", en: "these come with kb: \(list)")
            }
        let fault =
            books.isEmpty
            ? message(zh: "没有文件 \(name)", en: "no such file: \(name)")
            : message(
                zh: "没有文件 \(name)，自带的书里也没有它",
                en: "no such file: \(name), and no book of this name comes with kb")
        return ErrorReport([fault], hint: hint, .noInput)
    }
}
