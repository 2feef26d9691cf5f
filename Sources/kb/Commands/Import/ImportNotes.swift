import ArgumentParser
import KBCore
import KBPresentation

/// `kb import notes`: brings in the revisions that `kb export notes` wrote.
struct ImportNotes: ParsableCommand {
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

    func run() throws {
        let source = try SourceFile(reading: path)
        guard let text = String(validating: source.bytes, as: UTF8.self) else {
            throw ImportError.notUTF8(path: source.path)
        }
        // Empty lines stay, so that faults have the right line numbers.
        let lines = text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "\n" || $0 == "\r\n" })
        let outcome = try Notes(try store.open()).importRevisions(lines)
        for note in NotesSummary(outcome).notes { Output.note(note) }
        try Output.write(NotesSummary(outcome).text)
    }
}

/// What reading notes did, for people.
private struct NotesSummary {
    private let outcome: NoteImportOutcome

    init(_ outcome: NoteImportOutcome) {
        self.outcome = outcome
    }

    var text: String {
        message(
            zh: "新增 \(outcome.added) 个版本，已有 \(outcome.known) 个",
            en:
                "\(outcome.added) \(outcome.added == 1 ? "revision" : "revisions") added, \(outcome.known) known"
        )
    }

    var notes: [String] {
        var notes: [String] = []
        if !outcome.conflicts.isEmpty {
            let list = outcome.conflicts.map { String($0.prefix(8)) }.joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(outcome.conflicts.count) 条笔记两处都改过：\(list)；kb note show 看两个版本",
                    en: """
                        \(Self.notes(outcome.conflicts.count, "was", "were")) changed in two places: \(list); \
                        kb note show has both
                        """))
        }
        if !outcome.parked.isEmpty {
            let codes = Set(outcome.parked.map(\.reference.description)).sorted().joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(outcome.parked.count) 条笔记的代码还没有：\(codes)；导入文档后出现",
                    en: """
                        \(Self.notes(outcome.parked.count, "waits", "wait")) for a code that is not here: \(codes); \
                        import the document
                        """))
        }
        return notes.map(CodeText.oneLine)
    }

    private static func notes(_ count: Int, _ one: String, _ several: String) -> String {
        count == 1 ? "1 note \(one)" : "\(count) notes \(several)"
    }
}
