import ArgumentParser
import Foundation
import KBCore
import KBDocuments
import KBPresentation

/// `kb export all`: everything, as documents in a folder.
struct ExportAll: Command {
    static let configuration = CommandConfiguration(
        commandName: "all",
        abstract: KBPresentation.message(
            zh: "把全部内容写进一个新目录：每本书一个文档，加上别名、同义词和笔记。",
            en: "Export everything into a new folder: a document for each book, aliases, synonyms, notes."),
        discussion: KBPresentation.message(
            zh: "在别处这样导入：kb import 目录/*.json，再 kb import notes 目录/notes.jsonl。停用的代码不写。",
            en: """
                To import it elsewhere: kb import FOLDER/*.json, then kb import notes FOLDER/notes.jsonl. \
                Retired codes are left out.
                """))

    @OptionGroup var store: StoreOptions

    @Argument(
        help: ArgumentHelp(zh: "目录，不能已经存在。", en: "The folder, which must not exist yet.", .file),
        completion: .directory)
    var folder: String

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        let books = try Codes(store).books().filter { $0.active > 0 }.map(\.slug)
        guard !books.isEmpty else { throw UnchosenBook(books: []) }
        guard mkdir(folder, 0o700) == 0 else { throw UnwritableFolder(path: folder, code: errno) }
        for book in books {
            var text = ""
            try KnowledgeBase(store).exportCodes(of: book, as: .json) { text += $0 }
            try write(text, to: "\(book).json")
        }
        try write(WordLists.aliases(in: store, of: nil), to: "aliases.tsv")
        try write(WordLists.synonyms(in: store), to: "synonyms.tsv")
        var notes = ""
        try Notes(store).exportRevisions { notes += $0 + "\n" }
        try write(notes, to: "notes.jsonl")
        try Output.say(
            KBPresentation.message(
                zh: "\(folder) 里有 \(books.count) 本书、别名、同义词和笔记",
                en: "\(counted(books.count, "book", "books")), aliases, synonyms and notes are in \(folder)"))
    }

    private func write(_ text: String, to name: String) throws {
        let path = folder + "/" + name
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw UnwritableFolder(path: path, code: errno) }
        defer { close(file) }
        try Output.send(text, to: file)
    }
}
