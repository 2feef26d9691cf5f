import ArgumentParser
import Glibc
import KBCore
import KBPresentation

/// `kb export notes`.
struct ExportNotes: Command {
    static let configuration = CommandConfiguration(
        commandName: "notes",
        abstract: KBPresentation.message(
            zh: "写出笔记：连同历史，或给别的程序和人看。",
            en: "Export notes: with their history, or for people and other programs."),
        discussion: KBPresentation.message(
            zh: """
                jsonl 是每条笔记的每次修订，一行一个 JSON 对象：导入另一个知识库，就是把两边的笔记和历史合在一起。其他格式只写\
                笔记现在的样子：markdown 和 csv 可以改了再用 kb import notes 读回来，w3c 是 W3C Web Annotation（JSON-LD）。
                例如：
                  kb export notes > notes.jsonl  全部笔记和历史
                  kb export notes --format markdown > notes.md  给人看的，也读得回来
                  kb export notes --format w3c > notes.json  给别的批注程序
                """,
            en: """
                jsonl has every revision of every note, one JSON object a line; importing it elsewhere \
                merges the notes of both. The other formats have the current notes: you can edit markdown \
                and csv and import them again; w3c is W3C Web Annotation (JSON-LD).
                For example:
                  kb export notes > notes.jsonl  all notes with their history
                  kb export notes --format markdown > notes.md  for people; kb can import it again
                  kb export notes --format w3c > notes.json  for other annotation programs
                """))

    @OptionGroup var store: StoreOptions

    @Option(
        help: ArgumentHelp(
            zh: "格式：\(NoteExport.Format.list)。默认 jsonl。",
            en: "The format: \(NoteExport.Format.list). Default: jsonl.", .format),
        completion: .list(NoteExport.Format.allCases.map(\.rawValue)),
        transform: Self.format)
    var format: NoteExport.Format = .jsonl

    @Flag(help: .salvage)
    var salvage = false

    func validate() throws {
        guard !salvage || format == .jsonl else {
            throw ValidationError(
                KBPresentation.message(zh: "--salvage 只写 jsonl", en: "--salvage writes jsonl only"))
        }
    }

    func run(_ settings: Settings) throws {
        let store = try store.open(settings)
        guard format == .jsonl else { return try writeNotes(of: store) }
        var lines: [String] = []
        func write(_ line: String) throws {
            lines.append(line)
            if lines.count == 500 {
                try Output.write(lines.joined(separator: "\n"))
                lines.removeAll()
            }
        }
        let lost = salvage ? try Salvage(store).revisions(write) : 0
        if !salvage { try Notes(store).exportRevisions(to: write) }
        if !lines.isEmpty { try Output.write(lines.joined(separator: "\n")) }
        if lost > 0 { throw LostPlaces(count: lost) }
    }

    /// Writes notes as they are, a page at a time.
    private func writeNotes(of store: Store) throws {
        let notes = Notes(store)
        // Nothing else says how many there are, and which have several versions.
        let several = format == .w3c ? Set(try notes.conflicts().compactMap(\.first?.uuid)) : []
        let total = format == .w3c ? try notes.count() : 0
        try Output.send(NoteExport.start(format, total: total), to: STDOUT_FILENO)
        var isFirst = true
        var titles: [CodeReference: String] = [:]
        try notes.forEachPage(size: 500) { page in
            if titles.count > 5000 { titles = [:] }
            var text = ""
            for note in page {
                if format == .markdown, titles[note.reference] == nil {
                    titles[note.reference] = try Codes(store).find(note.reference)?.title ?? ""
                }
                text += NoteExport.text(
                    of: note, title: titles[note.reference] ?? "", format, isFirst: isFirst,
                    isOnly: !several.contains(note.uuid))
                isFirst = false
            }
            try Output.send(text, to: STDOUT_FILENO)
            return true
        }
        try Output.send(NoteExport.end(format), to: STDOUT_FILENO)
    }

    private static func format(_ name: String) throws -> NoteExport.Format {
        let names = ["md": "markdown", "jsonld": "w3c", "json-ld": "w3c"]
        guard let format = NoteExport.Format(rawValue: names[name.lowercased()] ?? name.lowercased()) else {
            throw ValidationError(
                KBPresentation.message(
                    zh: "可以是 \(NoteExport.Format.list)", en: "expected one of \(NoteExport.Format.list)"))
        }
        return format
    }
}
