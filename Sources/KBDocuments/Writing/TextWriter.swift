/// Writes entries as paragraphs of the plain format.
enum TextWriter {
    /// Returns an entry's paragraph without its line end.
    ///
    /// A description that starts with a Han character follows the name on its line, as people write it;
    /// any other goes on the next line. The paragraph is read back, and must be the same entry.
    static func paragraph(for entry: Entry) throws(UnwritableEntry) -> String {
        let name = entry.qualifier.map { "\(entry.name) (\($0))" } ?? entry.name
        let head = "\(entry.code) \(name)"
        if entry.description.isEmpty {
            if readsBack(head, as: entry) { return head }
        } else {
            for separator in [" ", "\n"] {
                let paragraph = head + separator + entry.description
                if readsBack(paragraph, as: entry) { return paragraph }
            }
        }
        throw UnwritableEntry(reason(for: entry, head: head))
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

    private static func reason(for entry: Entry, head: String) -> WritingFault {
        if (entry.name + (entry.qualifier ?? "")).unicodeScalars.contains(where: isHan) { return .hanInName }
        let bare = Entry(
            code: entry.code, name: entry.name, qualifier: entry.qualifier, description: "", line: 1)
        return readsBack(head, as: bare) ? .blankLineInDescription : .ambiguousName
    }
}
