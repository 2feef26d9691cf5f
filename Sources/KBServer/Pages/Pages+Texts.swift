import KBCore
import KBPresentation
import KBText

/// Parts that several pages have.
extension Pages {
    /// The language of a text, for fonts, hyphens and readers of screens: where there is Han it is Chinese.
    static func language(of text: String) -> HTML { Han.occurs(in: text) ? "zh-CN" : "en" }

    /// How a code is coloured: by its class; the class is told in words, too.
    static func tone(_ reference: CodeReference) -> HTML {
        switch CodeClass(reference) {
        case .informational: "c1"
        case .successful: "c2"
        case .redirection: "c3"
        case .clientError: "c4"
        case .serverError: "c5"
        case nil: "c0"
        }
    }

    /// A text on one line, nothing in it invisible.
    static func line(_ text: String) -> HTML { HTML(NoteText.oneLine(text)) }

    /// The beginning of a text, on one line.
    static func excerpt(_ text: String, most: Int = 160) -> HTML {
        let scalars = text.unicodeScalars
        let cut = String(scalars.prefix(most))
        return line(cut.split(whereSeparator: \.isWhitespace).joined(separator: " "))
            + (scalars.count > most ? "…" : "")
    }

    /// The beginning of a note, without its marks.
    static func excerpt(of note: Note, most: Int = 160) -> HTML {
        excerpt(Markdown.words(note.body, most: most), most: most)
    }

    /// What a language is called in itself; its tag where that is not known.
    static func name(ofLanguage tag: String) -> HTML {
        switch tag {
        case "en": "English"
        case "zh": "中文"
        case "zh-Hant", "zh-TW", "zh-HK": "繁體中文"
        case "ja": "日本語"
        default: HTML(tag)
        }
    }

    /// Who wrote a note, and when.
    static func facts(_ note: Note) -> HTML {
        HTML.joined(
            [note.author.isEmpty ? HTML() : line(note.author), HTML(TimeText.local(note.updatedAt))]
                .filter { !$0.isEmpty }, by: " · ")
    }

    /// A time as programs read it; nothing for what is none.
    static func machineTime(_ time: String) -> HTML { HTML(String(time.unicodeScalars.prefix(30))) }

    /// A note as it stands under its code.
    func noteView(_ note: Note, on code: Code? = nil, isConflict: Bool = false) -> View {
        var view = View()
        view["anchor"] = HTML("note-\(note.shortID)")
        view["shortID"] = Self.line(note.shortID)
        view["body"] = Markdown.html(note.body)
        view["bodyLang"] = Self.language(of: note.body)
        if !note.author.isEmpty { view["author"] = Self.line(note.author) }
        view["time"] = Self.machineTime(note.updatedAt)
        view["shownTime"] = HTML(TimeText.local(note.updatedAt))
        view["url"] = HTML(links.note(note.uuid))
        view.set(
            "tags",
            note.tags.map { View(["text": Self.line($0), "url": HTML(links.tag($0))]) })
        view.set("isConflict", isConflict)
        view.set("canWrite", call.visitor.mayWrite)
        if let quote = note.anchor {
            view["quote"] = Self.line(quote.exact)
            view["quoteLang"] = Self.language(of: quote.exact)
            view.set("isOrphaned", quote.isOrphaned)
            if let code, let range = Passages.range(of: quote, in: code) {
                view["range"] = HTML("\(quote.field.rawValue) \(range.lowerBound) \(range.upperBound)")
            }
        }
        return view
    }

    /// What is different between two texts, word by word; of long texts that are the same, only the ends are shown.
    static func difference(from old: String, to new: String) -> HTML {
        HTML.joined(
            WordDifference(from: old, to: new).parts.map { part -> HTML in
                switch part {
                case .same(let text): HTML.visible(shortened(text))
                case .removed(let text): "<del>" + HTML.visible(text) + "</del>"
                case .added(let text): "<ins>" + HTML.visible(text) + "</ins>"
                }
            })
    }

    private static func shortened(_ text: String) -> String {
        let scalars = text.unicodeScalars
        guard scalars.count > 160 else { return text }
        return String(scalars.prefix(70)) + " … " + String(scalars.suffix(70))
    }

    /// What became of a code: for each part that is different, its name and the difference.
    static func difference(_ change: ChangeLog.CodeChange) -> HTML {
        guard let before = change.before else {
            return change.after.map { "<ins>" + line($0.title) + "</ins>" } ?? HTML()
        }
        guard let after = change.after else { return "<del>" + line(before.title) + "</del>" }
        var rows: [(String, String, String)] = [
            (message(zh: "名称", en: "name"), before.title, after.title),
            (message(zh: "说明", en: "description"), before.description, after.description),
            (
                message(zh: "状态", en: "state"), before.state.rawValue, after.state.rawValue
            ),
        ]
        let names = before.fields.map(\.name) + after.fields.map(\.name)
        for name in names.unique() {
            rows.append(
                (
                    name, before.fields.first { $0.name == name }?.text ?? "",
                    after.fields.first { $0.name == name }?.text ?? ""
                ))
        }
        return HTML.joined(
            rows.filter { $0.1 != $0.2 }.map { name, old, new in
                "<p><b>" + line(name) + "</b> " + difference(from: old, to: new) + "</p>"
            })
    }
}

/// Where annotations stand in the text of their code.
enum Passages {
    /// The place of a quote; nil where it is lost, or stands there more than once and nobody says which.
    static func range(of quote: TextQuote, in code: Code) -> Range<Int>? {
        guard !quote.isOrphaned else { return nil }
        let places = code.quotes(of: quote.exact, in: quote.field).compactMap { place in
            place.start.flatMap { start in place.end.map { start..<$0 } }
        }
        return places.first { $0.lowerBound == quote.start } ?? (places.count == 1 ? places[0] : nil)
    }

    /// The places of all annotations in a text of a code.
    static func ranges(_ notes: [Note], in field: TextQuote.Field, of code: Code) -> [Range<Int>] {
        notes.compactMap { $0.anchor }.filter { $0.field == field }.compactMap { range(of: $0, in: code) }
    }

    /// The quote that a reader has selected, as the text has it now.
    ///
    /// Of several places, the one that was pointed at counts; else the one with the same words around it.
    ///
    /// - Throws: ``WebError/lostPassage``, ``WebError/severalPassages(_:)``.
    static func quote(
        of exact: String, in field: TextQuote.Field?, start: Int?, prefix: String?, suffix: String?,
        code: Code
    ) throws -> TextQuote {
        var places = code.quotes(of: exact, in: field)
        // A form sends every line end as CR LF.
        func lines(_ text: String) -> String { text.replacing("\r\n", with: "\n") }
        if places.isEmpty { places = code.quotes(of: lines(exact), in: field) }
        guard let first = places.first else { throw WebError.lostPassage }
        if places.count == 1 { return first }
        if let start, let place = places.first(where: { $0.start == start }) {
            guard let prefix, !lines(place.prefix).hasSuffix(lines(prefix)) else { return place }
        }
        let around = places.filter { place in
            (prefix.map { !$0.isEmpty && lines(place.prefix).hasSuffix(lines($0)) } ?? false)
                && (suffix.map { lines(place.suffix).hasPrefix(lines($0)) } ?? true)
        }
        guard around.count == 1 else { throw WebError.severalPassages(places.count) }
        return around[0]
    }
}
