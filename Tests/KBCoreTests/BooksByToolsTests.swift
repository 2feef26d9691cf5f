import KBFile
import TestSupport
import Testing

@testable import KBCore

/// Books that another tool renames or removes.
@Suite("books under other tools")
struct BooksByToolsTests {
    private let place: TemporaryPlace
    private let store: Store
    private let plain: PlainSQLite

    init() throws {
        place = try TemporaryPlace()
        store = try place.store()
        try Importer(store).apply(try .text("404 Not Found 找不到。\n\n500 Server Error 服务器出错。\n"), book: "http")
        try Importer(store).apply(try .text("404 Elsewhere 别处。\n"), book: "other")
        plain = try PlainSQLite(place.path())
        try plain.script("INSERT INTO aliases (book, code, alias) VALUES ('http', '404', '失踪')")
        try plain.script("UPDATE codes SET description = '不见了。' WHERE book = 'http' AND code = '404'")
        try plain.script(
            """
            INSERT INTO code_texts (book, code, language, description) VALUES ('http', '404', 'en', 'gone');
            INSERT INTO code_links VALUES ('http', '404', 'http', '500'), ('http', '404', 'web', '500');
            INSERT INTO code_links VALUES ('other', '404', 'http', '404');
            """)
    }

    /// Every place in which a book is named.
    private func uses(of book: String) throws -> [String: String] {
        var uses: [String: String] = [:]
        for table in [
            "codes", "aliases", "notes", "code_revisions", "imports", "index_segments", "code_texts",
            "code_links",
        ] {
            let count = try plain.value("SELECT count(*) FROM \(table) WHERE book = ?", book) ?? ""
            if count != "0" { uses[table] = count }
        }
        return uses
    }

    @Test("the codes of each book are counted, whichever is the largest, and whatever tools write")
    func counted() throws {
        let changes = [
            "",
            "INSERT INTO codes (book, code, name) VALUES ('a', '1', 'x'), ('z', '1', 'x'), ('z', '2', 'x')",
            "DELETE FROM codes WHERE book = 'http'", "UPDATE codes SET state = 'retired' WHERE book = 'z'",
            "INSERT INTO codes (book, code, name) SELECT 'm', value, 'x' FROM json_each('[11,12,13,14,15]')",
            "UPDATE codes SET book = 'z' WHERE book = 'm' AND code < '14'",
        ]
        for change in changes {
            try plain.script(change)
            let counted = try plain.run(
                """
                SELECT slug, (SELECT count(*) FROM codes WHERE book = slug AND state <> 'retired'),
                  (SELECT count(*) FROM codes WHERE book = slug AND state = 'retired') FROM books ORDER BY slug
                """)
            for isIndexed in [false, true] {
                if isIndexed { _ = try KnowledgeBase(place.path()).search("x") }
                let books = try Bookshelf(store).list().map {
                    [$0.book.slug, "\($0.book.active)", "\($0.book.retired)"]
                }
                #expect(books == counted, "\(change)")
            }
        }
    }

    @Test("a book that is renamed takes everything along", arguments: [false, true])
    func renamed(foreignKeys: Bool) throws {
        let note = try Notes(store).add(
            NoteDraft(reference: CodeReference(book: "http", code: "404"), body: "笔记"))
        let before = try uses(of: "http")
        #expect(before.count == 8)
        try plain.script("DELETE FROM code_links WHERE to_book = 'web'")
        try plain.script("INSERT INTO code_links VALUES ('http', '404', 'web', '500')")
        try plain.script(
            "PRAGMA foreign_keys = \(foreignKeys); UPDATE books SET slug = 'web' WHERE slug = 'http'")
        #expect(try uses(of: "http") == [:])
        #expect(try uses(of: "web") == before.merging(["code_links": "1"]) { $1 })
        #expect(
            try plain.run("SELECT book, code, also_book, also_code FROM see_also ORDER BY 1, 2, 3, 4") == [
                ["other", "404", "web", "404"], ["web", "404", "other", "404"], ["web", "404", "web", "500"],
                ["web", "500", "web", "404"],
            ])
        #expect(try Notes(store).find(note.uuid).reference.book == "web")
        #expect(try Notes(store).history(note.uuid).map(\.reference.book) == ["http", "web"])
        #expect(try Searcher(store).search("失踪").results.map(\.code.reference.description) == ["web:404"])
        #expect(try Searcher(store).search("服务器出错").results.map(\.code.reference.description) == ["web:500"])
        #expect(try Health(store).check() == [])
        #expect(throws: PlainSQLite.Failure.self) {
            try plain.script("UPDATE OR REPLACE books SET slug = 'other'")
        }
    }

    @Test(
        "a book that is removed leaves nothing behind but what was written about it",
        arguments: [false, true])
    func removed(recursiveTriggers: Bool) throws {
        let note = try Notes(store).add(
            NoteDraft(reference: CodeReference(book: "http", code: "404"), body: "笔记"))
        try plain.script("PRAGMA recursive_triggers = \(recursiveTriggers)")
        #expect(throws: PlainSQLite.Failure.self) {
            try plain.script("DELETE FROM books WHERE slug = 'http'")
        }
        // A code that goes leaves its notes waiting.
        try plain.script("INSERT INTO departures (book, code) VALUES ('http', '404')")
        #expect(try Notes(store).list().isEmpty)
        #expect(try plain.value("SELECT count(*) FROM note_heads") == "1")
        try plain.script("INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Not Found')")
        #expect(try Notes(store).find(note.uuid).revision == note.revision)
        try Notes(store).remove(note)
        try plain.script("INSERT OR REPLACE INTO books (slug, title) VALUES ('http', 'HTTP')")
        #expect(try uses(of: "http")["codes"] == "2")
        try plain.script("DELETE FROM books WHERE slug = 'http'")
        #expect(try uses(of: "http") == [:])
        #expect(try plain.value("SELECT count(*) FROM note_revisions") == "2")
        #expect(try Searcher(store).search("服务器出错").results.isEmpty)
        #expect(try Searcher(store).search("404").results.map(\.code.reference.description) == ["other:404"])
        #expect(try Health(store).check() == [])
    }
}
