import KBText

/// Plain text: a paragraph an entry, see ``TextParser``.
struct TextFormat: Format {
    var fileExtensions: [String] { ["txt", "text"] }
    var skipsRanges: Bool { false }
    var frame: DocumentFrame { DocumentFrame(separator: "\n\n") }
    var fields: FieldPlace { .nowhere }

    /// Any text may be plain text: it is what is left.
    func isFormat(of beginning: DocumentBeginning) -> Bool { false }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        TextParser(text.bytes, isValid: text.isValid).parse(into: register, body)
    }

    /// Returns an entry's paragraph without its line end.
    ///
    /// A description that starts with a Han character follows the name on its line, as people write it;
    /// any other goes on the next line. The paragraph is read back, and must be the same entry.
    func written(_ entry: Entry) throws(UnwritableEntry) -> String {
        if Self.hasCodeLine(entry) { throw UnwritableEntry(.codeInDescription) }
        let name = entry.qualifier.map { "\(entry.name) (\($0))" } ?? entry.name
        let head = "\(entry.code) \(name)"
        if entry.description.isEmpty {
            if Self.readsBack(head, as: entry) { return head }
        } else {
            for separator in [" ", "\n"] {
                let paragraph = head + separator + entry.description
                if Self.readsBack(paragraph, as: entry) { return paragraph }
            }
        }
        throw UnwritableEntry(Self.reason(for: entry, head: head))
    }

    private static func readsBack(_ paragraph: String, as entry: Entry) -> Bool {
        var paragraph = paragraph
        var entries: [Entry] = []
        let isRead = paragraph.withUTF8 { bytes in
            (try? TextParser(UnsafeRawBufferPointer(bytes)).forEachEntry { entries.append($0) }) != nil
        }
        guard isRead, entries.count == 1, let read = entries.first else { return false }
        return read.code.utf8.elementsEqual(entry.code.utf8)
            && read.name.utf8.elementsEqual(entry.name.utf8)
            && (read.qualifier ?? "").utf8.elementsEqual((entry.qualifier ?? "").utf8)
            && read.description.utf8.elementsEqual(entry.description.utf8)
    }

    /// Whether a line of the description begins like an entry: in some documents it would be one.
    private static func hasCodeLine(_ entry: Entry) -> Bool {
        var description = entry.description
        return description.withUTF8 { buffer in
            let bytes = UnsafeRawBufferPointer(buffer)
            var lines = Lines(bytes)
            // A description may begin on the line of the name or on the next.
            while let line = lines.next() {
                if LineHead(bytes, from: line.start, to: line.end) != nil { return true }
            }
            return false
        }
    }

    private static func reason(for entry: Entry, head: String) -> WritingFault {
        let bare = Entry(
            code: entry.code, name: entry.name, qualifier: entry.qualifier, description: "", line: 1)
        if readsBack(head, as: bare) { return .blankLineInDescription }
        let hasHan = (entry.name + (entry.qualifier ?? "")).unicodeScalars.contains(where: Han.isOfScript)
        return hasHan ? .hanInName : .ambiguousName
    }
}
