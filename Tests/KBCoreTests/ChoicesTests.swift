import Foundation
import Testing

@testable import KBCore

@Suite("choices for a shell")
struct ChoicesTests {
    private let place: TemporaryPlace
    private let store: Store

    init() throws {
        place = try TemporaryPlace()
        store = try Store(path: place.path("kb.db"), access: .creating)
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO codes (book, code, name, qualifier, position, state) VALUES
                      ('http', '404', 'Not Found', NULL, 2, 'active'), ('http', '403', 'Forbidden', NULL, 1, 'active'),
                      ('http', '423', 'Locked', 'WebDAV', 3, 'active'), ('sip', '404', 'Not Found', NULL, 1, 'active'),
                      ('errno', 'ENOENT', 'No such file', NULL, 1, 'active');
                    INSERT INTO notes (note, book, code, body, tags, exact, field) VALUES
                      ('aaaa1111-0000-4000-8000-000000000000', 'http', '404', '先看网关', '["网关","常见"]', NULL, NULL),
                      ('bbbb2222-0000-4000-8000-000000000000', 'http', '403', 'second', '["网关"]', 'Forbidden', 'name');
                    INSERT INTO aliases (book, code, alias) VALUES ('http', '404', '找不到'), ('sip', '404', '没有此人');
                    INSERT INTO synonyms (meaning, term) VALUES ('锁定', '锁定'), ('锁定', 'Locked'), ('锁定', 'lock');
                    """)
        }
    }

    private func texts(_ text: String) throws -> [String] {
        try Choices(store).codes(beginning: text).map(\.text)
    }

    @Test(
        "codes come in the order of their documents, alone where one book has them, else with each book too")
    func codes() throws {
        #expect(try texts("40") == ["403", "404", "http:404", "sip:404"])
        #expect(try texts("") == ["ENOENT", "403", "404", "http:404", "423", "sip:404"])
        #expect(try texts("en") == ["ENOENT"] && texts("9").isEmpty)
        let about = try Choices(store).codes(beginning: "4").map(\.about)
        #expect(about == ["Forbidden", "http, sip", "Not Found", "Locked (WebDAV)", "Not Found"])
    }

    @Test("a book, or the beginning of its name, brings its codes")
    func qualified() throws {
        #expect(try texts("http:40") == ["http:403", "http:404"])
        #expect(try texts("http:") == ["http:403", "http:404", "http:423"])
        #expect(try texts("s") == ["sip:404"])
        #expect(try texts("sip:5").isEmpty && texts("none:4").isEmpty)
        #expect(try Choices(store).books().map(\.text) == ["errno", "http", "sip"])
    }

    @Test("notes are the newest first, with what they are about")
    func notes() throws {
        let choices = Choices(store)
        let all = try choices.notes(beginning: "")
        #expect(all.map(\.text) == ["bbbb2222", "aaaa1111"])
        #expect(all.map(\.about) == ["http:403 second", "http:404 先看网关"])
        #expect(try choices.notes(beginning: "AA").map(\.text) == ["aaaa1111"])
        #expect(
            try choices.notes(beginning: "aaaa1111-0").map(\.text) == ["aaaa1111-0000-4000-8000-000000000000"]
        )
        #expect(try choices.notes(beginning: "", isAnnotation: true).map(\.text) == ["bbbb2222"])
    }

    @Test("tags, aliases and synonyms")
    func words() throws {
        let choices = Choices(store)
        #expect(try choices.tags().map(\.text) == ["网关", "常见"])
        #expect(try choices.tags(ofNote: "bbbb").map(\.text) == ["网关"])
        #expect(try choices.aliases(of: CodeReference(book: "sip", code: "404")).map(\.text) == ["没有此人"])
        #expect(try choices.terms(beginning: "LO").map(\.text) == ["lock", "Locked"])
        #expect(try choices.terms(beginning: "锁").map(\.text) == ["锁定"])
    }

    @Test("more than can be shown are none, because a shell would take them for all")
    func limit() throws {
        try store.write { db in
            for number in 0...Choices.limit {
                try db.execute(
                    sql: "INSERT INTO codes (book, code, name, position) VALUES ('big', ?, 'x', ?)",
                    arguments: ["B\(number)", number])
            }
        }
        #expect(try texts("B").isEmpty)
        #expect(try texts("B199").count == 11)
        #expect(try texts("big:B199").count == 11)
    }
}
