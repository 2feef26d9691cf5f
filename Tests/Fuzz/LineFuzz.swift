import Foundation
import KBCore
import KBDocuments
import KBPresentation
import KBText
import TestSupport

/// Exports of notes from strangers, as `kb import notes` reads them.
struct LineFuzz: Fuzz {
    struct Input {
        /// The lines of each file.
        var files: [[String]]
        /// Whether a document brings the codes that notes wait for.
        var bringsCodes: Bool
        var isHealthChecked: Bool
    }

    private let here: ResettableStore
    private let there: ResettableStore
    private let lines: LineMutations

    init(folder: String) throws {
        let path = folder + "/template.db"
        let store = try Material.make(path, books: ["http"], withWords: false)
        _ = try Notes(store).importRevisions(LineMutations.base)
        lines = LineMutations(try Self.exported(store))
        let template = try Data(contentsOf: URL(filePath: path))
        here = try ResettableStore(folder + "/import.db", content: template)
        there = try ResettableStore(folder + "/other.db", content: template)
    }

    func input(_ random: inout SeededRandom) -> Input {
        Input(
            files: (0..<random.number(1...3)).map { _ in lines.file(&random) }, bringsCodes: random.oneIn(4),
            isHealthChecked: random.oneIn(10))
    }

    func check(_ input: Input) throws {
        try here.reset()
        let store = here.store
        let notes = Notes(store)
        var known = try Self.exported(store)
        for file in input.files {
            do {
                let outcome = try notes.importRevisions(file)
                let now = try Self.exported(store)
                try expect(Set(now).isSuperset(of: known), "a revision is gone, or another one now")
                try expect(
                    now.count == known.count + outcome.added, "\(now.count) revisions after \(known.count)")
                known = now
                let again = try notes.importRevisions(file)
                try expect(again.added == 0, "the same file twice adds \(again.added)")
            } catch NoteError.badLines(let faults) {
                try expect((1...100).contains(faults.count), "\(faults.count) faults")
                let numbers = faults.map(\.line)
                try expect(
                    numbers == numbers.sorted() && file.indices.contains(numbers[0] - 1), "lines \(numbers)")
                try expect(try Self.exported(store) == known, "a part of a bad file was taken")
            }
        }
        try checkUnion(known, store)
        if input.bringsCodes { try bringCodes(to: store) }
        if input.isHealthChecked { try Material.checkHealth(store) }
    }

    /// The same revisions in another order make the same notes.
    private func checkUnion(_ lines: [String], _ store: Store) throws {
        try there.reset()
        let other = there.store
        _ = try Notes(other).importRevisions(lines.reversed())
        try expect(try Self.exported(other) == lines, "a union in another order has other revisions")
        let (here, there) = (try Self.heads(store), try Self.heads(other))
        let (only, others) = (Set(here).subtracting(there), Set(there).subtracting(here))
        try expect(
            here == there, "a union in another order has other heads: \(others), not \(only)")
    }

    /// Codes that notes have waited for.
    private func bringCodes(to store: Store) throws {
        let before = try Statistics(store).overview()
        let text = "999 Later 后来。\n\n998 Latest 最后。\n"
        let document = try DocumentReader.read(Array(text.utf8), format: .text)
        _ = try Importer(store).apply(
            ImportSource(document, name: "later", sha256: String(repeating: "0", count: 64)), book: "later")
        let after = try Statistics(store).overview()
        try expect(
            after.noteRevisions == before.noteRevisions && after.notes >= before.notes,
            "codes made or took revisions")
    }

    private static func exported(_ store: Store) throws -> [String] {
        var lines: [String] = []
        try Notes(store).exportRevisions { lines.append($0) }
        return lines
    }

    private static func heads(_ store: Store) throws -> [String] {
        try Notes(store).list(limit: 10_000).map { note in
            var note = note
            note.id = 0
            return JSONValue(note).text
        }.sorted()
    }
}
