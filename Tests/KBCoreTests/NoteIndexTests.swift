import GRDB
import KBText
import TestSupport
import Testing

@testable import KBCore
@testable import KBIndex

/// Notes are documents of the index like codes.
@Suite("notes in the index")
struct NoteIndexTests {
    private static let characters = Array("重定向缓存锁的的文件，。ab 9é\u{F902}車\u{200B}".unicodeScalars)

    private func text(_ length: ClosedRange<Int>, using random: inout SeededRandom) -> String {
        var text = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: length, using: &random) {
            text.append(Self.characters.randomElement(using: &random) ?? "的")
        }
        return String(text)
    }

    @Test("whatever other tools do with notes, every search of them is an exhaustive ranking")
    func ranking() throws {
        let seed = SeededRandom.printedSeed("ranking of notes")
        var random = SeededRandom(seed: seed)
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        for code in 0..<5 {
            try plain.run("INSERT INTO codes (book, code, name) VALUES ('h', ?, 'Name')", String(code))
        }
        for step in 0..<40 {
            for _ in 0..<Int.random(in: 0...5, using: &random) {
                let code = String(Int.random(in: 0..<5, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0...1:
                    try plain.run(
                        "INSERT INTO notes (book, code, body) VALUES ('h', ?, ?)", code,
                        "x" + text(0...30, using: &random))
                case 2:
                    try plain.run(
                        "UPDATE notes SET body = ? WHERE id = (SELECT max(id) FROM notes WHERE code = ?)",
                        "y" + text(0...30, using: &random), code)
                default:
                    try plain.run(
                        "DELETE FROM notes WHERE id = (SELECT min(id) FROM notes WHERE code = ?)", code)
                }
            }
            if Int.random(in: 0..<4, using: &random) == 0 { try store.write(IndexMaintenance.update) }
            let query = text(1...4, using: &random)
            let comment: Comment = "seed \(seed), step \(step): \(query.debugDescription)"
            try store.read { db in
                let index = try IndexSearcher(db, NoteSource())
                var expected: [IndexHit] = []
                if let phrase = IndexPhrase(query) {
                    try NoteSource().forEachDocument(of: "h", db) { document in
                        let tokens = TokenList(document.description).tokens
                        guard Self.holds(tokens, phrase) else { return }
                        expected.append(
                            IndexHit(
                                id: document.id, level: .description, isRetired: false,
                                score: 40 / (40 + Double(tokens.count)), length: UInt32(tokens.count)))
                    }
                }
                expected.sort(by: IndexHit.isBetter)
                for limit in [1, 5, 50] {
                    #expect(
                        try index.descriptions(holding: query, limit: limit).map(\.id)
                            == expected.prefix(limit).map(\.id), comment)
                }
            }
        }
        #expect(try Health(store).check() == [], "seed \(seed)")
    }

    @Test("whatever other tools do with notes, those of a tag, of an author and orphaned ones are all found")
    func picked() throws {
        let seed = SeededRandom.printedSeed("notes that are picked")
        var random = SeededRandom(seed: seed)
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        for code in 0..<5 {
            try plain.run("INSERT INTO codes (book, code, name) VALUES ('h', ?, 'Name')", String(code))
        }
        let names = [
            "dns", "DNS", "值班", "Émile", "E\u{301}mile", "émile", "7", "a'b", "车", "車", "x:y",
            String(repeating: "长", count: 40), String(repeating: "长", count: 40) + "短", "",
        ]
        for step in 0..<60 {
            for _ in 0..<Int.random(in: 0...4, using: &random) {
                let code = String(Int.random(in: 0..<5, using: &random))
                let (tag, author) = (random.pick(names), random.pick(names))
                let tags = JSONValue.strings(Bool.random(using: &random) ? [tag, random.pick(names)] : [])
                    .text
                let body = "text" + (Bool.random(using: &random) ? " #\(random.pick(names))" : "")
                switch Int.random(in: 0..<5, using: &random) {
                case 0...1:
                    try plain.run(
                        "INSERT INTO notes (book, code, body, tags, author) VALUES ('h', ?, ?, ?, ?)", code,
                        body,
                        tags, author)
                case 2:
                    try plain.run(
                        """
                        INSERT INTO notes (book, code, body, author, field, exact, prefix, suffix, "start", "end", anchor)
                        VALUES ('h', ?, ?, ?, 'name', 'gone', '', '', 0, 4, ?)
                        """, code, body, author, random.pick(["orphaned", "anchored"]))
                case 3:
                    try plain.run(
                        "UPDATE notes SET tags = ?, author = ? WHERE id = (SELECT max(id) FROM notes WHERE code = ?)",
                        tags, author, code)
                default:
                    try plain.run(
                        "DELETE FROM notes WHERE id = (SELECT min(id) FROM notes WHERE code = ?)", code)
                }
            }
            if Int.random(in: 0..<4, using: &random) == 0 { try store.write(IndexMaintenance.update) }
            var filter = NoteFilter()
            filter.tags = Bool.random(using: &random) ? [random.pick(names)] : []
            if Bool.random(using: &random) { filter.author = random.pick(names) }
            if Int.random(in: 0..<3, using: &random) == 0 { filter.kind = .orphaned }
            if Bool.random(using: &random) { filter.order = .newestFirst }
            let comment: Comment = "seed \(seed), step \(step): \(filter)"
            try store.read { db in
                let scanned = try Notes.list(db, filter, among: nil, after: nil, limit: 1000)
                #expect(try Notes.list(db, filter, after: nil, limit: 1000) == scanned, comment)
                var pages: [Note] = []
                try Notes.forEachPage(db, of: filter) { pages += $0 }
                #expect(pages == scanned, comment)
                if let picked = try Notes.picked(db, filter) {
                    let places = try Notes.places(db, filter, among: picked)
                    #expect(places.map(\.id) == scanned.map(\.id), comment)
                }
                let isPicked = filter.author != nil || !filter.tags.isEmpty || filter.kind == .orphaned
                #expect(try (Notes.picked(db, filter) != nil) == isPicked, comment)
            }
        }
        #expect(try Health(store).check() == [], "seed \(seed)")
    }

    private static func holds(_ tokens: [TokenList.Token], _ phrase: IndexPhrase) -> Bool {
        if let character = phrase.character {
            return tokens.contains { $0.isHan && $0.term.bytes.starts(with: character.bytes) }
        }
        guard tokens.count >= phrase.parts.count else { return false }
        return (0...tokens.count - phrase.parts.count).contains { start in
            zip(phrase.parts, tokens[start...]).allSatisfy { part, token in
                part.isPrefix ? token.term.bytes.starts(with: part.term.bytes) : token.term == part.term
            }
        }
    }

    @Test(
        "of a code with very many notes those of one person are shown, and how many others there are",
        arguments: [1300, 6000])
    func wanted(count: Int) throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        try plain.run("INSERT INTO codes (book, code, name) VALUES ('h', 'A1', 'Name'), ('h', 'A2', 'Name')")
        let authors = (0..<count).map {
            $0 % 2 == 0 ? "li" : $0 >= count - 24 ? "Wang" : $0 % 100 == 1 ? "rare" : "zhao"
        }
        try plain.run(
            """
            INSERT INTO notes (book, code, body, author)
            SELECT 'h', 'A1', 'text ' || key, value FROM json_each(?)
            """, JSONValue.strings(authors).text)
        let all = try Notes(store).list(limit: count)
        func search(_ author: String, _ text: String = "") throws -> (
            notes: [Note], more: SearchAnswer.Total?
        ) {
            var options = Searcher.Options()
            options.notes = NoteUse(author: author)
            let answer = try Searcher(store).search(text, options)
            #expect(answer.results.map(\.code.reference.code) == ["A1"])
            let reference = CodeReference(book: "h", code: "A1")
            return (answer.notes[reference] ?? [], answer.moreNotes[reference])
        }
        // The index does not know the notes at first: so many are not looked for one by one.
        for isIndexed in [false, true] {
            if isIndexed { try store.write(IndexMaintenance.update) }
            for author in ["li", "wang", "rare"] {
                let wanted = all.filter { $0.author.lowercased() == author }
                let (notes, more) = try search(author)
                let newest = try #require(wanted.last)
                let first = notes.last == newest && more != nil ? Array(notes.dropLast()) : notes
                #expect(first == Array(wanted.prefix(first.count)) && notes.contains(newest), "\(author)")
                #expect(notes.count >= min(wanted.count, 11), "\(author)")
                if case .exact(let count)? = more ?? .exact(0) {
                    #expect(notes.count + count == wanted.count, "\(author)")
                } else {
                    #expect(notes.count <= wanted.count, "\(author)")
                }
                let areFew = wanted.count <= Notes.mostPicked
                #expect(more == nil || more?.isExact == (isIndexed && areFew), "\(author)")
            }
        }
        #expect(try search("wang", "A1").notes.count == 12)
        #expect(try search("wang", "text").notes.count == 12)
    }

    @Test("many short notes of one code do not hide another code whose note is long")
    func grouped() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        for code in ["A1", "A3"] {
            try plain.run("INSERT INTO codes (book, code, name) VALUES ('h', ?, 'Name')", code)
        }
        for number in 0..<15 {
            try plain.run("INSERT INTO notes (book, code, body) VALUES ('h', 'A1', ?)", "xyzzy \(number)")
        }
        try plain.run(
            "INSERT INTO notes (book, code, body) VALUES ('h', 'A3', ?)",
            String(repeating: "一段很长的文字，", count: 50) + "xyzzy")
        let results = try Searcher(store).search("xyzzy", .init(limit: 10)).results
        #expect(results.map(\.code.reference.code) == ["A1", "A3"])
    }

    @Test("notes are found by traditional characters, pinyin and synonyms")
    func forms() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        try plain.run("INSERT INTO codes (book, code, name) VALUES ('h', 'A1', 'Name')")
        try plain.run("INSERT INTO notes (book, code, body) VALUES ('h', 'A1', '网关协议不一致')")
        try plain.run("INSERT INTO synonyms (meaning, term) VALUES ('协议', '条约'), ('协议', '协议')")
        for query in ["協議", "xieyi", "条约"] {
            let results = try Searcher(store).search(query).results
            #expect(results.map(\.code.reference.code) == ["A1"], "\(query)")
        }
    }
}
