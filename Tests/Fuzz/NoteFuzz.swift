import Foundation
import KBCore
import KBDocuments
import KBPresentation
import KBText
import TestSupport

/// Texts of notes: written, read, searched, changed, shown and removed.
struct NoteFuzz: Fuzz {
    struct Input {
        var code: String
        var texts: [String]
        var tags: [String]
        var author: String
        var width: Int
        var isKept: Bool
    }

    private let store: Store
    private let notes: Notes
    private let searcher: Searcher
    private let codes: Set<String>

    init(folder: String) throws {
        store = try Material.make(folder + "/notes.db", books: ["http"], withWords: true)
        notes = Notes(store)
        searcher = Searcher(store)
        codes = Set(try Codes(store).list().map(\.reference.code))
    }

    func input(_ random: inout SeededRandom) -> Input {
        Input(
            code: random.oneIn(50) ? random.pieces(upTo: 2) : random.pick(["404", "502", "100", "511"]),
            texts: (0..<random.number(1...3)).map { _ in text(&random) },
            tags: (0..<random.number(0...3)).map { _ in
                random.oneIn(10)
                    ? random.pieces(upTo: 3) : random.pick(["nginx", "#网关", "é", "e\u{301}", "1", "null"])
            },
            author: random.oneIn(2) ? "" : random.pieces(upTo: 2), width: random.number(1...120),
            isKept: random.oneIn(200))
    }

    private func text(_ random: inout SeededRandom) -> String {
        switch random.number(0...19) {
        case 0: return random.garbage(upTo: 200)
        case 1...4: return random.scalars(upTo: 60)
        case 5: return random.pieces(upTo: 4) + "\0" + random.pieces(upTo: 4)
        case 6: return random.pick(["", " ", "\u{3000}\n", "\u{200B}"])
        case 7 where random.oneIn(20):
            let unit = random.oneIn(2) ? random.pieces(upTo: 20) : random.scalars(upTo: 20)
            return random.repeated(
                unit, bytes: random.pick([10_000, 60_000, Note.longestBody, Note.longestBody + 50]))
        case 8...11:
            return (0..<random.number(1...5)).map { _ in random.pieces(upTo: 10) }.joined(separator: "\n")
        default: return random.pieces(upTo: 30)
        }
    }

    func check(_ input: Input) throws {
        let reference = CodeReference(book: "http", code: input.code)
        let draft = NoteDraft(
            reference: reference, body: input.texts[0], tags: input.tags, author: input.author)
        guard var note = try accepted(input, input.texts[0], { try notes.add(draft) }) else { return }
        try check(note, input, input.texts[0], without: [])
        var revisions = 1
        // A tag that stands in a text goes with it, even if it was given.
        var gone: Set<String> = []
        for text in input.texts.dropFirst() {
            var changed = note
            changed.body = text
            guard let edited = try accepted(input, text, { try notes.edit(changed) }) else { continue }
            if !text.utf8.elementsEqual(note.body.utf8) { revisions += 1 }
            gone.formUnion(Set(NoteTags.standing(in: note.body)).subtracting(NoteTags.standing(in: text)))
            note = edited
            try check(note, input, text, without: gone)
        }
        let history = try notes.history(note.uuid)
        try expect(history.count == revisions, "\(history.count) revisions, not \(revisions)")
        try expect(
            history.last.map { $0.body.utf8.elementsEqual(note.body.utf8) } == true,
            "the history ends otherwise")
        if !input.isKept { try notes.remove(note) }
    }

    /// The longest texts are indexed in some tenths of a second, each time they are written or removed.
    func patience(with input: Input) -> Double {
        max(1, (input.texts.reduce(0.0) { $0 + Double($1.utf8.count) } / 150_000).rounded(.up))
    }

    /// What is written, or nil when it is refused as it should be.
    private func accepted(_ input: Input, _ body: String, _ write: () throws -> Note) throws -> Note? {
        do {
            return try write()
        } catch NoteError.emptyBody {
            try expect(body.unicodeScalars.allSatisfy { $0.properties.isWhitespace }, "is called empty")
        } catch NoteError.longBody(let bytes) {
            try expect(bytes == body.utf8.count && bytes > Note.longestBody, "is called too long")
        } catch NoteError.nulCharacter {
            try expect(body.utf8.contains(0) || input.author.utf8.contains(0), "is said to have a NUL")
        } catch NoteError.badTag(let tag) {
            try expect(input.tags.contains(tag), "no such tag: \(tag.debugDescription)")
        } catch NoteError.unknownCode(let reference) {
            try expect(!codes.contains(reference.code), "\(reference) is called unknown")
        }
        return nil
    }

    /// A note that was written is found, and is what was written.
    private func check(_ written: Note, _ input: Input, _ body: String, without gone: Set<String>) throws {
        let note = try notes.find(written.uuid)
        try expect(note.body.utf8.elementsEqual(body.utf8), "reads back as \(note.body.debugDescription)")
        try expect(
            note.author.utf8.elementsEqual(input.author.utf8), "the author is \(note.author.debugDescription)"
        )
        let given = try NoteTags.normalized(input.tags).filter { !gone.contains($0) }
        // Emphasis inside of a word is no part of a tag.
        let texts = [body, MarkdownProse.text(of: body)]
        try expect(
            note.tags.starts(with: given)
                && note.tags.dropFirst(given.count).allSatisfy { tag in
                    // A mark that is invisible may follow, in the same character.
                    texts.contains { $0.utf8.contains("#\(tag)".utf8) || $0.contains("#" + tag) }
                },
            "the tags are \(note.tags)")
        for tag in note.tags {
            let tagged = try notes.list(NoteFilter(reference: note.reference, tag: tag))
            try expect(
                tagged.contains { $0.uuid == note.uuid }, "is not listed under \(tag.debugDescription)")
        }
        let query = String(body.unicodeScalars.prefix(30).map(Character.init))
        do {
            _ = try searcher.search(query)
        } catch SearchError.empty {}
        try checkJSON(note)
        try Self.checkShown(note.body, width: input.width)
    }

    /// JSON says the same, and has nothing in it that could drive a terminal.
    private func checkJSON(_ note: Note) throws {
        let line = JSONValue(note).text
        try expect(
            !line.unicodeScalars.contains { Self.isHarmful($0) || $0 == "\n" || $0 == "\t" },
            "JSON is not safe")
        let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
        let body = object?["body"] as? String
        try expect(body?.utf8.elementsEqual(note.body.utf8) == true, "JSON has \(body.debugDescription)")
        for revision in try notes.history(note.uuid) {
            let back = try JSONDecoder().decode(NoteRevision.self, from: Data(revision.json.text.utf8))
            try expect(
                back == revision && back.body.utf8.elementsEqual(revision.body.utf8),
                "a revision's JSON differs")
        }
    }

    /// A terminal shows it within its lines, and obeys nothing in it.
    private static func checkShown(_ body: String, width: Int) throws {
        let shown = TerminalText.escaped(body)
        try expect(!shown.unicodeScalars.contains(where: isHarmful), "a terminal would obey it")
        for line in LineWrapping.wrap(shown, width: width) {
            try expect(
                DisplayWidth.of(line) <= width || line.count == 1,
                "a line of \(DisplayWidth.of(line)) columns, not \(width): \(String(line).debugDescription)")
        }
    }

    /// What a terminal obeys or hides; a joiner inside an emoji is neither.
    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x200D: false
        case 0...0x1F, 0x7F...0x9F, 0x61C, 0x200B...0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
