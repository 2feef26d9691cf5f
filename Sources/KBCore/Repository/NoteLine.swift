import Foundation

/// Reads one line of an exchange file of notes.
enum NoteLine {
    /// Returns the revision that a line holds.
    ///
    /// - Throws: ``NoteLineFault/Reason`` when it is none, or one that the file could not hold.
    static func revision(_ line: some StringProtocol) throws -> NoteRevision {
        let revision: NoteRevision
        do {
            revision = try JSONDecoder().decode(NoteRevision.self, from: Data(line.utf8))
        } catch let error as DecodingError {
            throw NoteLineFault.Reason.malformed(key(of: error))
        }
        if let key = badKey(of: revision) { throw NoteLineFault.Reason.malformed(key) }
        return revision
    }

    /// Returns the revision of an alias or a synonym that a line holds; nil for any other line.
    ///
    /// - Throws: ``NoteLineFault/Reason`` when it is one that the file could not hold.
    static func word(_ line: some StringProtocol) throws -> WordRevision? {
        guard line.contains(#""word""#), !line.contains(#""note""#) else { return nil }
        let revision: WordRevision
        do {
            revision = try JSONDecoder().decode(WordRevision.self, from: Data(line.utf8))
        } catch let error as DecodingError {
            throw NoteLineFault.Reason.malformed(key(of: error))
        }
        let names = [revision.revision] + revision.parents
        let (key, texts) = (revision.key, [revision.language, revision.source, revision.author])
        let fault: String? =
            if !names.allSatisfy(isIdentifier) || revision.parents.contains(revision.revision) {
                "revision"
            } else if key.word.isEmpty || key.word.utf8.contains(0)
                || (!key.book.isEmpty && key.word.utf8.contains(0x0A))
            {
                "word"
            } else if key.name.isEmpty
                || ([key.book, key.name] + texts).contains(where: { $0.utf8.contains(0) })
            {
                key.book.isEmpty ? "meaning" : "code"
            } else if !isTime(revision.createdAt) {
                "created"
            } else {
                nil
            }
        if let fault { throw NoteLineFault.Reason.malformed(fault) }
        return revision
    }

    private static func badKey(of revision: NoteRevision) -> String? {
        if !isIdentifier(revision.revision) { return "revision" }
        if !isIdentifier(revision.note) { return "note" }
        if !revision.parents.allSatisfy(isIdentifier) || revision.parents.contains(revision.revision) {
            return "parents"
        }
        if revision.reference.book.isEmpty { return "book" }
        if revision.reference.code.isEmpty { return "code" }
        if revision.body.isEmpty { return "body" }
        if revision.anchor?.exact.isEmpty == true { return "anchor" }
        if !isTime(revision.createdAt) { return "created" }
        if revision.anchor?.isWithinBounds == false { return "anchor" }
        // SQLite's tools do not read past U+0000, so the file could not give back what it was given.
        let texts = [
            revision.reference.book, revision.reference.code, revision.body, revision.author,
            revision.anchor?.exact ?? "", revision.anchor?.prefix ?? "", revision.anchor?.suffix ?? "",
        ]
        return (texts + revision.tags).contains { $0.utf8.contains(0) } ? "\\u0000" : nil
    }

    /// Other tools may name their notes otherwise than by UUID.
    static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100 && text.utf8.allSatisfy { $0 > 0x20 && $0 != 0x7F }
    }

    /// Tells whether SQLite can read a time: `2026-01-31`, `2026-01-31T12:00:00.000Z` and what is between them.
    private static func isTime(_ text: String) -> Bool {
        guard text.utf8.count <= 40 else { return false }
        var rest = Substring(text).utf8
        func take(_ signs: String) -> Bool {
            guard let first = rest.first, signs.utf8.contains(first) else { return false }
            rest.removeFirst()
            return true
        }
        func number(_ digits: Int, _ range: ClosedRange<Int>) -> Bool {
            let number = rest.prefix(digits)
            guard number.count == digits, number.allSatisfy({ (0x30...0x39).contains($0) }) else {
                return false
            }
            rest.removeFirst(digits)
            return Int(Substring(number)).map(range.contains) ?? false
        }
        guard number(4, 0...9999), take("-"), number(2, 1...12), take("-"), number(2, 1...31) else {
            return false
        }
        if take("T ") {
            guard number(2, 0...24), take(":"), number(2, 0...59) else { return false }
            if take(":") {
                guard number(2, 0...59) else { return false }
                if take(".") {
                    let fraction = rest.prefix { (0x30...0x39).contains($0) }
                    guard !fraction.isEmpty else { return false }
                    rest.removeFirst(fraction.count)
                }
            }
        }
        _ = take("Z")
        return rest.isEmpty
    }

    private static func key(of error: DecodingError) -> String {
        switch error {
        case .keyNotFound(let key, _): key.stringValue
        case .typeMismatch(_, let context), .valueNotFound(_, let context), .dataCorrupted(let context):
            context.codingPath.map(\.stringValue).first ?? ""
        @unknown default: ""
        }
    }
}
