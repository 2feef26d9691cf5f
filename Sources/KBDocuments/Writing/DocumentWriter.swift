import KBText

/// Writes entries as documents that read back as the same entries, lines aside.
///
/// Plain text cannot hold a name with Han characters that would end earlier, as at a space, a name that ends in a
/// bracketed part, or a description with a blank line, nor further fields; tab-separated text no description with a tab
/// and a line end; all formats but plain text leave out codes such as `105-199`. Such entries are errors rather than
/// entries that would read back differently. In a table each field has a column, in the order in which they are met, other
/// names have one, and each further language has two. What a format has no room for is left out and counted: other names
/// and translations in plain text, and in tables languages that no reader knows again.
public enum DocumentWriter {
    /// A table has no more columns for fields.
    static let mostColumns = 500

    /// Writes entries as one text.
    ///
    /// - Parameters:
    ///   - entries: The entries, in the order to write; their lines are not used, but in errors.
    ///   - format: The format to write.
    /// - Returns: The document, with lines ending in `\n`.
    /// - Throws: ``DocumentError`` with the entries that the format cannot represent, and the codes that are there
    ///   twice.
    public static func write(
        _ entries: some Sequence<Entry>, as format: DocumentFormat
    ) throws(DocumentError) -> String {
        let entries = Array(entries)
        var columns = EntryColumns()
        if format.format.fields == .columns { for entry in entries { columns.add(entry) } }
        var stream = DocumentStream(format, columns)
        var text = ""
        for entry in entries { text += stream.next(entry) }
        return text + (try stream.finish())
    }

    /// Writes entries piece by piece: memory holds one of them, and the codes.
    ///
    /// - Parameters:
    ///   - format: The format to write.
    ///   - forEachEntry: Calls its argument for each entry, in the order to write; twice for a table, whose header has
    ///     what all of them need.
    ///   - output: Takes the next piece of the document.
    /// - Returns: What the entries have and the format cannot hold.
    /// - Throws: ``DocumentError`` at the end, with every entry that cannot be written: what `output` has taken is no
    ///   document then. What `forEachEntry` and `output` throw, at once.
    @discardableResult
    public static func write(
        as format: DocumentFormat, _ forEachEntry: ((Entry) throws -> Void) throws -> Void,
        to output: @escaping (String) throws -> Void
    ) throws -> WritingOmissions {
        var columns = EntryColumns()
        if format.format.fields == .columns { try forEachEntry { columns.add($0) } }
        var stream = DocumentStream(format, columns)
        try forEachEntry { try output(stream.next($0)) }
        try output(stream.finish())
        return stream.omissions
    }
}
