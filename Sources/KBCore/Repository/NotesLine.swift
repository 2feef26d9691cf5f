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
        if !isIdentifier(revision.createdAt) { return "created" }
        // SQLite's tools do not read past U+0000, so the file could not give back what it was given.
        let texts = [
            revision.reference.book, revision.reference.code, revision.body, revision.author,
            revision.anchor?.exact ?? "", revision.anchor?.prefix ?? "", revision.anchor?.suffix ?? "",
        ]
        return (texts + revision.tags).contains { $0.utf8.contains(0) } ? "\\u0000" : nil
    }

    /// Other tools may name their notes otherwise than by UUID.
    private static func isIdentifier(_ text: String) -> Bool {
        !text.isEmpty && text.utf8.count <= 100 && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
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
