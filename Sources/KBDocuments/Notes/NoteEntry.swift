/// A note as a document of somebody else's has it.
package struct NoteEntry: Hashable, Sendable {
    /// The line on which it begins, from 1.
    package var line: Int
    /// The code, as it is written.
    package var code = ""
    /// The book, where a column of its own names it.
    package var book = ""
    package var body = ""
    package var tags: [String] = []
    /// Who wrote it; nil where the document does not say.
    package var author: String?
    /// When it was written, in whatever form.
    package var date: String?
    /// The passage that it is about.
    package var quote: String?
    /// The note's name in the knowledge base that wrote the document.
    package var id: String?

    /// Makes an entry that says nothing yet.
    package init(line: Int, code: String = "") {
        self.line = line
        self.code = code
    }

    /// What a column, a key or a line of Markdown can say.
    enum Role: CaseIterable {
        case code, book, body, tags, author, date, quote, id

        private static let roles: [String: Role] = Dictionary(
            allCases.flatMap { role in role.names.map { ($0, role) } }
        ) { first, _ in first }

        private var names: [String] {
            switch self {
            case .code: ["code", "ref", "reference", "key", "代码", "错误码", "状态码", "编码"]
            case .book: ["book", "书", "书名"]
            case .body:
                [
                    "text", "body", "note", "notes", "comment", "content", "remark", "文字", "内容", "笔记", "备注",
                    "说明",
                ]
            case .tags: ["tags", "tag", "labels", "label", "标签"]
            case .author: ["author", "by", "user", "creator", "作者", "谁"]
            case .date: ["date", "created", "createdat", "time", "timestamp", "日期", "时间"]
            case .quote: ["quote", "exact", "passage", "原文", "引文"]
            case .id: ["id", "uuid", "编号"]
            }
        }

        /// The role of a name; nil for one that says nothing.
        init?(_ name: String) {
            guard let role = Self.roles[name.lowercased().filter { $0.isLetter || $0.isNumber }] else {
                return nil
            }
            self = role
        }
    }

    /// Takes what a column, a key or a line says; an empty text says nothing.
    mutating func take(_ text: String, as role: Role) {
        let short = text.collapsingWhiteSpace
        guard !short.isEmpty else { return }
        switch role {
        case .code: code = short
        case .book: book = short
        case .body: body = text
        case .tags: tags += Self.list(text)
        case .author: author = short
        case .date: date = short
        case .quote: quote = text
        case .id: id = short
        }
    }

    /// The tags of a list such as `nginx, 值班` or `#a #b`.
    static func list(_ text: String) -> [String] {
        text.split { $0.isWhitespace || ",，、;；|".contains($0) }.map(String.init)
    }
}

/// What is wrong with a line of a document of notes.
package enum NoteEntryFault: Hashable, Sendable {
    /// The text is not UTF-8.
    case notUTF8
    /// The line, or what begins there, is no JSON object.
    case notJSON
    /// A quotation mark is misplaced, or not closed.
    case quotationMark
    /// Neither a column nor a key says which code, or what the note says.
    case noColumn(names: [String])
    /// Something else than facts about a note stands between the lines `--`.
    case badHead(String)
}
