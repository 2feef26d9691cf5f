import KBCore
import KBText

/// The results of a search, for people.
package struct ResultText {
    package let terminal: Terminal
    /// Whether each result says why it matched in full.
    package let explains: Bool
    /// Which notes are shown.
    package let notes: NoteUse

    /// The most notes of a code that are shown with it.
    package static let mostNotes = 10

    package init(terminal: Terminal, explains: Bool, notes: NoteUse = NoteUse()) {
        self.terminal = terminal
        self.explains = explains
        self.notes = notes
    }

    /// The results one under the other, with an empty line between them.
    package func lines(for answer: SearchAnswer) -> [String] {
        var lines: [String] = []
        for result in answer.results {
            let reference = result.code.reference
            if !lines.isEmpty { lines.append("") }
            lines += self.lines(for: result)
            let (notes, more) = shown(answer.notes[reference] ?? [], of: result)
            for note in notes { lines += self.lines(for: note, of: result) }
            lines += self.more((answer.moreNotes[reference] ?? .exact(0)).adding(more), on: reference)
        }
        return lines
    }

    /// The first of the notes of a code, with the one that answered among them, and how many others there are.
    private func shown(_ notes: [Note], of result: SearchResult) -> (notes: [Note], more: Int) {
        guard notes.count > Self.mostNotes else { return (notes, 0) }
        var shown = Array(notes.prefix(Self.mostNotes))
        if let note = result.note, !shown.contains(where: { $0.id == note.id }) {
            shown[shown.count - 1] = note
        }
        return (shown, notes.count - shown.count)
    }

    /// That a code has more notes than are shown; nothing where it has none.
    func more(_ total: SearchAnswer.Total, on reference: CodeReference) -> [String] {
        guard total.count > 0 else { return [] }
        let filter = notes.tags.flatMap { ["--tag", $0] } + (notes.author.map { ["--author", $0] } ?? [])
        let command = (["kb", "note", "list", "\(reference)"] + filter).map { ShellWord($0).text }
            .joined(separator: " ")
        let text =
            total.isExact
            ? message(
                zh: "另有 \(grouped(total.count)) 条笔记：\(command)",
                en: "\(counted(total.count, "more note", "more notes")): \(command)")
            : message(zh: "还有更多笔记：\(command)", en: "more notes: \(command)")
        return CodeText.indented(text, terminal: terminal)
    }

    /// One result without its notes.
    ///
    /// Without `allFields`, only those of the document's further fields are shown that answered.
    package func lines(
        for result: SearchResult, allFields: Bool = false, passages: AnnotationMarks? = nil
    ) -> [String] {
        let (code, language) = shown(result)
        let title = CodeText.title(of: code)
        let described = language.map(result.marks(inLanguage:)) ?? result.marks(in: .description)
        var marks = Marks(
            title: code.title == result.code.title ? title.scalarRanges(result.marks(in: .name)) : [],
            description: code.description.scalarRanges(described),
            fields: Dictionary(
                code.fields.map { ($0.name, $0.text.scalarRanges(result.marks(inField: $0.name))) },
                uniquingKeysWith: { first, _ in first }))
        marks.passages = passages
        var lines = CodeText.lines(for: code, marks: marks, allFields: allFields, terminal: terminal)
        if let reason = explains ? result.explanation : result.reason {
            // The alias that answered is shown nowhere else: its words are marked here.
            let shown = "↳ " + reason
            let alias = result.alias.flatMap { alias in
                shown.range(of: alias).map { place in
                    let start = shown.unicodeScalars.distance(from: shown.startIndex, to: place.lowerBound)
                    return result.marks(in: .alias).map {
                        start + $0.lowerBound..<start + $0.upperBound
                    }
                }
            }
            lines += CodeText.indented(shown, marks: shown.scalarRanges(alias ?? []), terminal: terminal)
        }
        return lines
    }

    /// The code as the reader is to see it, and the language where it is a further one: that of the reader, unless only
    /// the document's own text has what was looked for.
    func shown(_ result: SearchResult) -> (code: Code, language: String?) {
        guard let text = result.code.textForReader,
            result.field != .description || !result.marks(inLanguage: text.language).isEmpty
        else { return (result.code, nil) }
        return (result.code.inLanguageOfReader, text.language)
    }

    /// A note under its code, with the words marked where it is the note that answered.
    ///
    /// Of a long one the beginning is shown, and which command has all of it.
    package func lines(for note: Note, of result: SearchResult?, most: Int = 6, number: Int? = nil)
        -> [String]
    {
        let answer = result?.note?.id == note.id ? result : nil
        return NoteText.beginning(
            of: note, number: number, width: terminal.width - CodeText.indent.count, most: most,
            marks: (answer?.marks(in: .note) ?? [], answer?.marks(in: .quote) ?? []), on: terminal
        ).map { CodeText.indent + $0 }
    }

    /// Says after the results that there are more; nil where all are shown.
    package static func remainder(of answer: SearchAnswer) -> String? {
        guard answer.isCut else { return nil }
        let shown = answer.results.count
        switch answer.total {
        case .exact(let count):
            return message(
                zh: "共 \(count) 个，显示了 \(shown) 个；-n \(count) 显示全部",
                en: "\(shown) of \(count); -n \(count) shows all")
        case .atLeast:
            let more = min(shown * 5, 10_000)
            return message(
                zh: "显示了 \(shown) 个，还有更多；-n \(more) 多看一些",
                en: "\(shown) shown, and there are more; -n \(more) shows more")
        }
    }
}
