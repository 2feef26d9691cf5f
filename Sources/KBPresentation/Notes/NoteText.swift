import KBCore
import KBText

/// How notes and annotations are shown to people.
package enum NoteText {
    private static let mark = "✎ "
    private static let indent = "  "

    /// The lines of a note as they stand under its code; the last one says who, when and which, and may be dimmed.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - number: What its passage is numbered by; nil where it has no number.
    ///   - width: The columns that a line may take.
    ///   - marks: The parts of the body and of the quote that were looked for, as offsets of scalars.
    ///   - terminal: Where the marks are shown.
    /// - Returns: Two lines or more, safe for a terminal.
    package static func lines(
        for note: Note, number: Int? = nil, width: Int,
        marks: (body: [Range<Int>], quote: [Range<Int>]) = ([], []),
        on terminal: Terminal
    ) -> [String] {
        let facts = [note.author, TimeText.local(note.updatedAt), tags(note.tags), note.shortID]
        return lines(
            quote: note.anchor, number: number, body: note.body, facts: facts, width: width, marks: marks,
            on: terminal)
    }

    /// The same of a long note without most of its lines, and which command has all of it.
    ///
    /// Of a text that would take long to be cut into lines, only the beginning is looked at.
    package static func beginning(
        of note: Note, number: Int? = nil, width: Int, most: Int,
        marks: (body: [Range<Int>], quote: [Range<Int>]) = ([], []),
        on terminal: Terminal
    ) -> [String] {
        var (shown, marks) = (note, marks)
        let bytes = note.body.utf8.count
        if bytes > longestWrapped {
            let scalars = max(width, 1) * (most + 2)
            shown.body = String(note.body.unicodeScalars.prefix(scalars))
            marks.body.removeAll { $0.upperBound > scalars }
        }
        var lines = lines(for: shown, number: number, width: width, marks: marks, on: terminal)
        // The last line says who wrote it and when.
        let more = lines.count - 1 - most
        guard more > 1 || bytes > longestWrapped else { return lines }
        let rest =
            bytes > longestWrapped
            ? message(
                zh: "  ……全文 \(grouped(bytes)) 字节：kb note show \(note.shortID)",
                en: "  … \(grouped(bytes)) bytes in all: kb note show \(note.shortID)")
            : message(
                zh: "  ……还有 \(more) 行：kb note show \(note.shortID)",
                en: "  … \(more) more lines: kb note show \(note.shortID)")
        lines.replaceSubrange(min(most, lines.count - 1)..<lines.count - 1, with: [oneLine(rest)])
        return lines
    }

    /// A text of more bytes is not cut into lines where only its beginning is shown.
    private static let longestWrapped = 65_536

    /// The lines of one state that a note has had.
    private static func lines(
        for revision: NoteRevision, isBack: Bool, width: Int, on terminal: Terminal
    ) -> [String] {
        let removed =
            revision.isDeleted
            ? message(zh: "已删除", en: "removed") : isBack ? message(zh: "已恢复", en: "restored") : ""
        let facts = [
            removed, revision.author, TimeText.local(revision.createdAt), tags(revision.tags),
            String(revision.revision.prefix(8)),
        ]
        return lines(
            quote: revision.anchor, body: revision.isDeleted ? "" : revision.body, facts: facts, width: width,
            on: terminal)
    }

    private static func lines(
        quote: TextQuote?, number: Int? = nil, body: String, facts: [String], width: Int,
        marks: (body: [Range<Int>], quote: [Range<Int>]) = ([], []), on terminal: Terminal
    ) -> [String] {
        var lines: [String] = []
        let inner = max(8, width - DisplayWidth.of(indent))
        if let quote {
            let lost = quote.isOrphaned ? message(zh: "（原文已变）", en: " (no longer in the text)") : ""
            let before = number.map { "[\($0)] " } ?? ""
            let text = before + message(zh: "「\(quote.exact)」", en: "“\(quote.exact)”") + lost
            // The quotation mark before it, too.
            let shift = before.unicodeScalars.count + 1
            let marks = text.scalarRanges(
                marks.quote.map { $0.lowerBound + shift..<$0.upperBound + shift })
            lines += MarkedText(text, marks: marks, keepingNewlines: false, tab: " ")
                .lines(width: inner, on: terminal)
        }
        if !body.isEmpty { lines += block(body, marks: marks.body, width: inner, on: terminal) }
        let facts = facts.map { oneLine($0) }.filter { !$0.isEmpty }.joined(separator: " · ")
        lines += LineWrapping.wrap(facts, width: inner).map(String.init)
        return lines.enumerated().map { index, line in
            line.isEmpty ? "" : (index == 0 ? mark : indent) + line
        }
    }

    /// A code with its name, on one line.
    package static func title(of code: Code) -> String { heading(code.reference) + " " + oneLine(code.title) }

    /// A text between quotation marks, on one line.
    package static func quoted(_ text: String) -> String {
        message(zh: "「\(oneLine(text))」", en: "“\(oneLine(text))”")
    }

    /// A text from the file, safe for a terminal, on one line.
    package static func oneLine(_ text: String) -> String {
        TerminalText.escaped(text, keepingNewlines: false).split(separator: "\t").joined(separator: " ")
    }

    /// The beginning of a text, on one line.
    package static func excerpt(_ text: String) -> String {
        // Of a text that is one character with a million accents, too.
        let scalars = text.unicodeScalars.prefix(241)
        let beginning = String(scalars: scalars.prefix(240))
        let isCut = scalars.count > 240 || beginning.count > 60
        return oneLine(String(beginning.prefix(60))) + (isCut ? "…" : "")
    }

    /// The first line that says something.
    package static func firstLine(_ text: String) -> String {
        oneLine(
            text.split(whereSeparator: \.isNewline).lazy.map(String.init).first {
                !$0.allSatisfy(\.isWhitespace)
            } ?? "")
    }

    /// A code for people.
    package static func heading(_ reference: CodeReference) -> String {
        oneLine(reference.description)
    }

    private static func tags(_ tags: [String]) -> String {
        tags.map { "#" + $0 }.joined(separator: " ")
    }

    /// The lines of a text, wrapped, with its marks, without empty lines at its end.
    private static func block(
        _ text: String, marks: [Range<Int>], width: Int, on terminal: Terminal
    ) -> [String] {
        var lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        while let last = lines.last, last.allSatisfy(\.isWhitespace), lines.count > 1 { lines.removeLast() }
        let marks = text.scalarRanges(marks)
        var next = 0
        return lines.flatMap { line in
            while next < marks.count, marks[next].upperBound <= line.startIndex { next += 1 }
            let here = marks[next...].prefix { $0.lowerBound < line.endIndex }
                .map { $0.clamped(to: line.startIndex..<line.endIndex) }
            return MarkedText(line, marks: here, keepingNewlines: false, tab: "    ")
                .lines(width: width, on: terminal)
        }
    }
}

extension NoteText {
    /// The lines of a note on a terminal, the last one dimmed; of a long one the beginning where there is a limit.
    package static func text(of note: Note, most: Int? = nil, on terminal: Terminal) -> String {
        let lines =
            most.map { beginning(of: note, width: terminal.width, most: $0, on: terminal) }
            ?? lines(for: note, width: terminal.width, on: terminal)
        return styled(lines, on: terminal)
    }

    /// The lines of one state of a note on a terminal, the last one dimmed.
    ///
    /// - Parameters:
    ///   - revision: The state.
    ///   - before: The state that it followed.
    ///   - terminal: Where it is shown.
    /// - Returns: The lines.
    package static func text(
        of revision: NoteRevision, after before: NoteRevision? = nil, on terminal: Terminal
    ) -> String {
        let isBack = before?.isDeleted == true && !revision.isDeleted
        return styled(
            lines(for: revision, isBack: isBack, width: terminal.width, on: terminal), on: terminal)
    }

    private static func styled(_ lines: [String], on terminal: Terminal) -> String {
        guard let last = lines.last else { return "" }
        return (lines.dropLast() + [terminal.styled(last, .dim)]).joined(separator: "\n")
    }
}
