import Foundation
import KBCore
import KBPresentation
import KBText

/// What somebody has typed into the form of a note, kept when it cannot be saved: no text is lost.
struct NoteForm {
    var reference: CodeReference
    var body = ""
    var tags = ""
    var quote: String?
    /// The passage that was selected, where it is not typed.
    var place: [(name: String, value: String)] = []
    /// The UUID that the note gets, so that sending the form twice writes one note.
    var note = NoteForm.newUUID()
    /// Why it could not be saved.
    var error: String?
    /// The note and the revision that are changed; nil for a new note.
    var edited: (uuid: String, revision: String)?

    init(reference: CodeReference) { self.reference = reference }

    /// What a new note was to be.
    init(_ form: Fields) throws {
        guard let book = try form.text("book"), let code = try form.one("code") else {
            throw WebError.missingField("book, code")
        }
        reference = CodeReference(book: book, code: code)
        body = try form.lines("body")
        tags = try form.one("tags") ?? ""
        quote = try form.text("exact")
        for name in ["field", "start", "prefix", "suffix"] {
            if let value = try form.text(name) { place.append((name, value)) }
        }
        if let uuid = try form.text("note") {
            guard uuid.isUUID else { throw WebError.badField("note", expected: "UUID") }
            note = uuid.lowercased()
        }
    }

    /// The tags, as people part them.
    var tagList: [String] {
        tags.split { $0.isWhitespace || $0 == "," || $0 == "，" || $0 == "、" }.map(String.init)
    }

    /// A random UUID (RFC 9562 §5.4).
    static func newUUID() -> String { UUID().uuidString.lowercased() }
}

extension Pages {
    /// The form as it is shown.
    func formView(_ form: NoteForm, for code: Code? = nil) -> View {
        var hidden: [(String, String)] = []
        var view = View()
        if let edited = form.edited {
            view["action"] = HTML(links.note(edited.uuid))
            hidden.append(("revision", edited.revision))
            view["cancel"] = HTML(links.code(form.reference) + "#note-" + String(edited.uuid.prefix(8)))
            view["rows"] = "12"
        } else {
            view["action"] = HTML("\(links.base)/-/notes")
            hidden += [("book", form.reference.book), ("code", form.reference.code), ("note", form.note)]
            hidden += form.place.map { ($0.name, $0.value) }
            view.set("asksQuote", true)
            view["rows"] = "4"
        }
        view.set("hidden", hidden.map { View(["name": HTML($0.0), "value": HTML($0.1)]) })
        view["bodyLabel"] = HTML(message(zh: "笔记", en: "Note"))
        view["body"] = HTML(form.body)
        view["tags"] = HTML(form.tags)
        view["quote"] = form.quote.map { HTML($0) }
        view["submit"] = Words.view["save"]
        if let error = form.error { view["error"] = HTML(error) }
        return view
    }
}
