/// A note that is about to be written.
package struct NoteDraft: Hashable, Sendable {
    /// The UUID that the note is to have; nil for a new one.
    package var uuid: String?
    /// The code that the note is about.
    package var reference: CodeReference
    /// The text.
    package var body: String
    /// The tags, as a person writes them.
    package var tags: [String]
    /// Who writes; empty when nobody says.
    package var author: String
    /// The place in the code's text that the note is about.
    package var anchor: TextQuote?

    /// Makes a draft; ``Notes/add(_:)`` checks it.
    package init(
        reference: CodeReference, body: String, tags: [String] = [], author: String = "",
        anchor: TextQuote? = nil
    ) {
        self.reference = reference
        self.body = body
        self.tags = tags
        self.author = author
        self.anchor = anchor
    }

    static func check(body: String, author: String) throws {
        guard body.unicodeScalars.contains(where: { !$0.properties.isWhitespace }) else {
            throw NoteError.emptyBody
        }
        guard body.utf8.count <= Note.longestBody else { throw NoteError.longBody(bytes: body.utf8.count) }
        guard !body.utf8.contains(0), !author.utf8.contains(0) else { throw NoteError.nulCharacter }
    }
}
