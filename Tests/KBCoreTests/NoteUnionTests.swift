import GRDB
import KBDocuments
import TestSupport
import Testing

@testable import KBCore

/// Several people write into several files, and exchange what they have whenever and in whatever order.
@Suite("notes of several files")
struct NoteUnionTests {
    private static let texts = [
        "请求失败，资源未被发现。请检查地址。", "注意：请求失败，资源未被发现。请检查地址。", "请检查地址。请求失败，找不到资源。",
        "请求失败。请检查地址和权限。", "资源未被发现，所以请求失败。",
    ]

    /// One of the files, by kb and by another tool.
    private final class Place {
        let fixture: NotesFixture
        let plain: PlainSQLite
        /// What somebody has written here, and was told to be kept.
        var written: Set<String> = []

        init() throws {
            fixture = try NotesFixture(codes: [("404", NoteUnionTests.texts[0]), ("500", "服务器错误")])
            plain = try PlainSQLite(fixture.store.path)
        }

        /// The aliases and synonyms that there are.
        func words() throws -> [[String?]] {
            try plain.run(
                """
                SELECT book, name, word, language, source, author FROM words ORDER BY 1, 2, 3
                """)
        }

        func revisions() throws -> [NoteRevision] {
            try fixture.store.read {
                try NoteRevision.fetchAll($0, sql: "SELECT \(NoteRevision.columns) FROM note_revisions")
            }
        }
    }

    /// Something that a person does with kb.
    private func act(_ place: Place, _ random: inout SeededRandom) throws {
        if random.below(4) == 0 { return try giveWord(place, &random) }
        let (notes, author) = (place.fixture.notes, ["", "a", "b"][random.below(3)])
        let body = "text \(random.next())"
        let all = try notes.list()
        guard let note = all.randomElement(using: &random), random.below(4) > 0 else {
            let code = try #require(try Codes(place.fixture.store).find("http:404").first)
            let anchor = random.below(2) == 0 ? code.quotes(of: "地址").first : nil
            _ = try notes.add(
                NoteDraft(
                    reference: code.reference, body: body, tags: ["t\(random.below(3))"], author: author,
                    anchor: anchor))
            place.written.insert(body)
            return
        }
        switch random.below(8) {
        case 0: try notes.remove(note, author: author)
        case 1:
            var changed = note
            changed.tags = (0..<3).filter { _ in random.below(2) == 0 }.map { "t\($0)" }
            _ = try notes.edit(changed)
        case 2:
            let choice = [NoteChoice.mine, .theirs, .both].randomElement(using: &random) ?? .both
            let merge = try notes.merge(note.uuid)
            if merge.isConflict { _ = try? notes.resolve(merge, by: choice, author: author) }
        case 3:
            let removed = try place.revisions().filter(\.isDeleted).randomElement(using: &random)
            if let removed { _ = try? notes.restore(removed.note, to: nil, author: author) }
        case 4:
            if let change = try? notes.lastChange(by: author) { _ = try? notes.undo(change, author: author) }
        case 5:
            let text = Self.texts[random.below(Self.texts.count)]
            try Importer(place.fixture.store).apply(
                try .text("404 Not Found \(text)\n\n500 Not Found 服务器错误\n"), book: "http")
        default:
            var changed = note
            changed.body = body
            changed.author = author
            _ = try notes.edit(changed)
            place.written.insert(body)
        }
    }

    /// Something that a person says of an alias or a synonym.
    private func giveWord(_ place: Place, _ random: inout SeededRandom) throws {
        let (store, word) = (place.fixture.store, "词\(random.below(5))")
        let reference = CodeReference(book: "http", code: ["404", "500"][random.below(2)])
        let author = ["", "a", "b"][random.below(3)]
        switch random.below(4) {
        case 0: try? Aliases(store).remove([word], from: reference, author: author)
        case 1: _ = try? Synonyms(store).remove([word], isOfAll: true, author: author)
        case 2: _ = try Synonyms(store).add([word, "义"], author: author)
        default: _ = try Aliases(store).add([word], to: reference, author: author)
        }
    }

    /// The like by another tool.
    private func actByTool(_ place: Place, _ random: inout SeededRandom) throws {
        let body = "text \(random.next())"
        let some = "(SELECT id FROM notes ORDER BY id * \(1 + random.below(100)) % 101 LIMIT 1)"
        switch random.below(11) {
        case 8:
            try place.plain.run("DELETE FROM \(["aliases", "synonyms"][random.below(2)]) WHERE id % 3 = 0")
        case 9:
            try place.plain.run(
                "INSERT OR REPLACE INTO aliases (book, code, alias) VALUES ('http', '500', '词1')")
        case 10: try place.plain.run("UPDATE OR REPLACE synonyms SET term = '词2' WHERE term = '词3'")
        case 0: try place.plain.run("DELETE FROM notes WHERE id = \(some)")
        case 1:
            try place.plain.run("UPDATE notes SET tags = json_insert(tags, '$[#]', 't\(random.below(4))')")
        case 2: try place.plain.run("UPDATE notes SET tags = '[]', code = '500' WHERE id = \(some)")
        case 3:
            try place.plain.run(
                "UPDATE note_revisions SET deleted = 0 WHERE note = (SELECT note FROM note_revisions WHERE deleted LIMIT 1)"
            )
        case 4:
            try place.plain.run(
                "INSERT OR REPLACE INTO notes (id, note, book, code, body) SELECT id, note, book, code, ? FROM notes WHERE id = \(some)",
                body)
        case 5: try place.plain.run("INSERT INTO notes (book, code, body) VALUES ('http', '500', ?)", body)
        case 6: try place.plain.run("UPDATE notes SET field = NULL, exact = NULL WHERE id = \(some)")
        default: try place.plain.run("UPDATE notes SET body = ?, author = 'tool' WHERE id = \(some)", body)
        }
        if try place.plain.value("SELECT count(*) FROM note_revisions WHERE body = '\(body)'") != "0" {
            place.written.insert(body)
        }
    }

    /// Brings what one file has into another, in any order, with repetitions, and sometimes cut short.
    private func exchange(
        _ from: Place, _ to: Place, _ random: inout SeededRandom, isWhole: Bool = false
    ) throws {
        if random.below(3) == 0 {
            try to.plain.run("ATTACH ? AS other", from.fixture.store.path)
            defer { _ = try? to.plain.run("DETACH other") }
            let columns =
                "revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, \"start\", \"end\", anchor, deleted, created_at"
            let cut = isWhole ? "" : "WHERE random() % 4 <> 0"
            try to.plain.run(
                "INSERT INTO note_revisions (\(columns)) SELECT \(columns) FROM other.note_revisions \(cut) ORDER BY random()"
            )
            try to.plain.run(
                "INSERT INTO word_revisions (\(WordRevision.columns)) SELECT \(WordRevision.columns) FROM other.word_revisions \(cut) ORDER BY random()"
            )
        }
        if isWhole || random.below(3) > 0 {
            var lines = try from.fixture.exported().shuffled(using: &random)
            if !isWhole, random.below(3) == 0 { lines.removeLast(random.below(lines.count + 1)) }
            _ = try to.fixture.notes.importRevisions(lines + lines.prefix(random.below(lines.count + 1)))
        }
    }

    @Test("in whatever order files exchange what they have, no text is lost and all end with the same notes")
    func union() throws {
        var random = SeededRandom(printedFor: "union")
        for _ in 0..<4 {
            let places = try (0..<2 + random.below(4)).map { _ in try Place() }
            for _ in 0..<5 {
                for place in places {
                    for _ in 0..<random.below(4) { try act(place, &random) }
                    for _ in 0..<random.below(3) { try actByTool(place, &random) }
                }
                for _ in 0..<random.below(places.count + 1) {
                    let pair = places.shuffled(using: &random).prefix(2)
                    try exchange(pair[0], pair[1], &random)
                }
            }
            for place in places.dropFirst() { try exchange(place, places[0], &random, isWhole: true) }
            for place in places.dropFirst() { try exchange(places[0], place, &random, isWhole: true) }

            let (lines, state) = (try places[0].fixture.exported(), try places[0].fixture.state())
            let words = try places[0].words()
            let revisions = try places[0].revisions()
            #expect(places.flatMap(\.written).allSatisfy { text in revisions.contains { $0.body == text } })
            let heads = NoteMergeModel(revisions).heads
            for place in places {
                #expect(try place.fixture.exported() == lines)
                #expect(try place.fixture.state() == state)
                #expect(try place.words() == words)
                #expect(
                    Set(try place.fixture.notes.list().map(NoteMergeModel.Head.init)) == heads)
                #expect(try Health(place.fixture.store).check() == [])
            }
        }
    }

    @Test("a text that is changed here and a tag that is given there are one note, by whichever tool")
    func fields() throws {
        let (a, b) = (try Place(), try Place())
        let note = try a.fixture.add("one", tags: ["x", "y"])
        _ = try b.fixture.notes.importRevisions(try a.fixture.exported())
        try a.plain.run("UPDATE notes SET body = 'two'")
        try b.plain.run("UPDATE notes SET tags = '[\"y\",\"z\"]'")
        let outcome = try a.fixture.notes.importRevisions(try b.fixture.exported())
        #expect(outcome.merged == [note.uuid] && outcome.conflicts.isEmpty && outcome.kept.isEmpty)
        _ = try b.fixture.notes.importRevisions(try a.fixture.exported())
        let merged = try a.fixture.notes.find(note.uuid)
        #expect(merged.body == "two" && merged.tags == ["y", "z"])
        #expect(try a.fixture.state() == (try b.fixture.state()))
        #expect(try a.fixture.revisionCount() == 3)
        try a.plain.run("UPDATE notes SET body = 'three'")
        #expect(try a.fixture.notes.history(note.uuid).last?.parents.count == 2)
        #expect(try a.plain.value("SELECT count(*) FROM note_merges") == "0")
    }

    @Test("a text changed here and removed there is kept, both sides are told, and either can decide")
    func keptText() throws {
        let (a, b) = (try Place(), try Place())
        var conflicts = NoteFilter()
        conflicts.isInConflict = true
        let note = try a.fixture.add("one")
        _ = try b.fixture.notes.importRevisions(try a.fixture.exported())
        try a.plain.run("UPDATE notes SET body = 'two'")
        try b.plain.run("DELETE FROM notes")
        #expect(try a.fixture.notes.importRevisions(try b.fixture.exported()).kept == [note.uuid])
        #expect(try b.fixture.notes.importRevisions(try a.fixture.exported()).kept == [note.uuid])
        #expect(try a.fixture.notes.list().map(\.body) == ["two"])
        for place in [a, b] {
            let merge = try #require(try place.fixture.notes.merges().first)
            #expect(merge.heads.map(\.body) == ["two"] && merge.removals.count == 1)
            #expect(try place.fixture.notes.list(conflicts).count == 1)
        }
        // Here the text is one's own, there the removal.
        let mine = try #require(try b.fixture.notes.merges().first)
        #expect(try b.fixture.notes.resolve(mine, by: .mine, author: "b") == nil)
        _ = try a.fixture.notes.importRevisions(try b.fixture.exported())
        #expect(try a.fixture.notes.list().isEmpty)
        #expect(try a.fixture.notes.merges().isEmpty)
        #expect(try a.fixture.notes.restore(note.uuid, to: nil, author: "a").body == "two")
    }

    @Test("a removal counts where the other side has only followed its passage")
    func removalAndMove() throws {
        let (a, b) = (try Place(), try Place())
        let code = try #require(try Codes(a.fixture.store).find("http:404").first)
        _ = try a.fixture.notes.add(
            NoteDraft(reference: code.reference, body: "one", anchor: code.quotes(of: "地址").first))
        _ = try b.fixture.notes.importRevisions(try a.fixture.exported())
        try Importer(a.fixture.store).apply(
            try .text("404 Not Found \(Self.texts[1])\n\n500 Not Found 服务器错误\n"), book: "http")
        try b.plain.run("DELETE FROM notes")
        _ = try a.fixture.notes.importRevisions(try b.fixture.exported())
        #expect(try a.fixture.revisionCount() == 3)
        #expect(try a.fixture.notes.list().isEmpty)
    }
}
