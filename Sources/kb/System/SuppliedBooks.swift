import Glibc
import KBCore
import KBInput
import KBPresentation

/// The books of codes that come with kb: documents in a folder, which `books.tsv` there lists.
struct SuppliedBooks {
    /// A book that has not been imported yet.
    struct Book {
        /// What `kb import` calls it, and its slug.
        var name: String
        /// The path of its document.
        var document: String
        /// What it is about, in the user's language.
        var title: String
    }

    /// The books, in the order in which they are listed.
    let books: [Book]

    /// Finds the books where `make install` has put them beside the program, else in the project's folder.
    ///
    /// - Throws: ``SourceFileError`` where their list cannot be read.
    init() throws {
        let folder = Self.folders.first { SourceFile.exists($0 + "/books.tsv") }
        books = try folder.map(Self.read) ?? []
    }

    /// The document that an argument of `kb import` means, and its book where the argument is the name of one.
    ///
    /// A file goes before a book of the same name.
    ///
    /// - Throws: ``NoSuchDocument`` for a name that is neither.
    func source(_ argument: String) throws -> (path: String, book: String?) {
        guard argument != InputPath.standardInput, !SourceFile.exists(argument) else {
            return (argument, nil)
        }
        if let book = books.first(where: { $0.name == argument.lowercased() }) {
            return (book.document, book.name)
        }
        // What has a dot or a slash is meant to be a path.
        guard access(argument, F_OK) != 0, !argument.contains(where: { "./".contains($0) }) else {
            return (argument, nil)
        }
        throw NoSuchDocument(name: argument, books: books.map(\.name))
    }

    private static var folders: [String] {
        var program = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard readlink("/proc/self/exe", &program, program.count - 1) > 0 else { return ["seed"] }
        let path = program.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }
        let prefix = path.split(separator: "/").dropLast(2)
        return ["/" + (prefix + ["share", "kb", "seed"]).joined(separator: "/"), "seed"]
    }

    private static func read(_ folder: String) throws -> [Book] {
        let list = try SourceFile(reading: folder + "/books.tsv")
        return String(decoding: list.bytes, as: UTF8.self).split(whereSeparator: \.isNewline).dropFirst()
            .compactMap { line in
                let fields = line.split(separator: "\t").map(String.init)
                guard fields.count == 4 else { return nil }
                return Book(
                    name: fields[0], document: "\(folder)/\(fields[1])",
                    title: message(zh: fields[2], en: fields[3]))
            }
    }
}
