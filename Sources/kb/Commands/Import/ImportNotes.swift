import ArgumentParser
import KBCore
import KBPresentation

/// `kb import notes`: brings in the revisions that `kb export notes` wrote.
struct ImportNotes: Command {
    static let configuration = CommandConfiguration(
        commandName: "notes",
        abstract: KBPresentation.message(
            zh: "读入 kb export notes 写出的笔记；两边的历史都保留。",
            en: "Read notes that kb export notes wrote; both histories are kept."),
        discussion: KBPresentation.message(
            zh: "同一个文件再读一次，或几个文件换个顺序读，结果都一样。",
            en: "Reading the same file again, or files in another order, changes nothing."))

    @OptionGroup var store: StoreOptions

    @Argument(
        help: ArgumentHelp(zh: "文件；- 表示标准输入。", en: "The file, or - for standard input.", .file),
        completion: .file())
    var path: String

    func run(_ settings: Settings) throws {
        let source = try SourceFile(reading: path)
        guard let text = String(validating: source.bytes, as: UTF8.self) else {
            throw ImportError.notUTF8(path: source.path)
        }
        // Empty lines stay, so that faults have the right line numbers.
        let lines = text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
        let outcome = try Notes(try store.open(settings)).importRevisions(lines)
        for note in NotesSummary(outcome).notes { Output.note(note) }
        try Output.say(NotesSummary(outcome).text)
    }
}
