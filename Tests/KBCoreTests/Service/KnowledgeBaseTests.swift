import Foundation
import Testing

@testable import KBCore

/// What an embedding program does besides searching, importing and noting.
@Suite("the façade")
struct KnowledgeBaseTests {
    private let place: TemporaryPlace
    private let knowledge: KnowledgeBase
    private let conflict = CodeReference(book: "http", code: "409")

    init() throws {
        place = try TemporaryPlace()
        knowledge = try KnowledgeBase(place.path(), creatingIfMissing: true)
        let document = "404 Not Found 找不到。\n\n409 Conflict 资源冲突。\n"
        try knowledge.apply(ImportJob(Array(document.utf8), name: "codes.txt"))
    }

    private func other(_ name: String) throws -> KnowledgeBase {
        try KnowledgeBase(place.path(name), creatingIfMissing: true)
    }

    @Test("aliases and synonyms are found as soon as they are added, and not once they are removed")
    func words() throws {
        #expect(try knowledge.addAliases(["撞车", "撞车"], to: conflict) == ["撞车"])
        #expect(try knowledge.aliases(of: conflict).map(\.text) == ["撞车"])
        #expect(try knowledge.search("撞车").results.map(\.code.reference) == [conflict])
        try knowledge.removeAliases(["撞车"], from: conflict)
        #expect(try knowledge.search("撞车").results.isEmpty)
        #expect(try knowledge.addSynonyms(["冲突", "打架"]).terms == ["冲突", "打架"])
        #expect(try knowledge.search("打架").results.map(\.code.reference) == [conflict])
        try knowledge.removeSynonyms(["打架"])
        #expect(try knowledge.synonyms().isEmpty)
    }

    @Test("an exported book imports as the same codes, and an unknown one is an error with those there are")
    func codes() throws {
        var document = ""
        try knowledge.exportCodes(of: "http", as: .csv) { document += $0 }
        let copy = try other("copy.db")
        try copy.apply(ImportJob(Array(document.utf8), name: "x.csv", ImportJob.Options(book: "http")))
        #expect(try copy.codes().map(\.title) == ["Not Found", "Conflict"])
        #expect(throws: BookError.unknown("smtp", books: ["http"])) {
            try knowledge.exportCodes(of: "smtp") { _ in }
        }
    }

    @Test(
        "notes that were changed in two files are in conflict after their exchange, and one text replaces both"
    )
    func notes() throws {
        let note = try knowledge.addNote("先拉取。", to: conflict)
        let copy = try other("copy.db")
        try copy.apply(ImportJob(Array("409 Conflict 资源冲突。\n".utf8), name: "codes.txt"))
        var lines: [String] = []
        try knowledge.exportNotes { lines.append($0) }
        #expect(try copy.importNotes(lines).added == 1)
        for (knowledge, body) in [(knowledge, "先合并。"), (copy, "先变基。")] {
            var changed = try knowledge.note(note.uuid)
            changed.body = body
            try knowledge.editNote(changed)
        }
        lines.removeAll()
        try copy.exportNotes { lines.append($0) }
        #expect(try knowledge.importNotes(lines).conflicts == [note.uuid])
        let merge = try #require(try knowledge.conflicts().first)
        try knowledge.resolve(merge, with: "先拉取，再合并。")
        #expect(try knowledge.conflicts().isEmpty)
        #expect(try knowledge.note(note.uuid).body == "先拉取，再合并。")
    }

    @Test("a backup is whole and has everything; what is wrong with a file is told, and repaired")
    func file() throws {
        try knowledge.backUp(to: place.path("copy.db"))
        let copy = try KnowledgeBase(place.path("copy.db"))
        #expect(try copy.check() == [])
        #expect(try copy.codes() == knowledge.codes())
        try PlainSQLite(place.path()).script("DROP TRIGGER aliases_after_insert")
        #expect(try knowledge.check() == [.missing(name: "aliases_after_insert")])
        try knowledge.repair()
        #expect(try knowledge.check() == [])
    }
}
