import KBDocuments

extension SourceFile {
    /// Calls `body` for every entry of the document, in its order.
    ///
    /// The format is that of the content, or that of the extension where the content does not tell.
    ///
    /// - Parameters:
    ///   - format: The format, where it is known.
    ///   - columns: Which columns hold what, where their names do not tell.
    ///   - isByBook: Whether entries of different books may have the same code.
    ///   - progress: Called now and then with the share of the document that has been read, up to 1.
    ///   - body: What to do with an entry.
    /// - Returns: What was noticed besides the entries.
    /// - Throws: `DocumentError` with every error, at the end; what `body` throws, at once.
    package func forEachEntry(
        format: DocumentFormat? = nil, columns: ColumnMapping? = nil, isByBook: Bool = false,
        progress: @escaping (Double) -> Void = { _ in },
        _ body: (Entry) throws -> Void
    ) throws -> DocumentSummary {
        var released = 0
        return try DocumentReader.forEachEntry(
            in: content.bytes, content.encoding, format: format,
            fallback: DocumentFormat(fileExtension: fileExtension) ?? .text,
            columns: columns, isByBook: isByBook,
            progress: { offset in
                // The document is gone through several times: for its encoding, for the shape of a text, and for its entries.
                if offset < released {
                    released = 0
                }
                // The line at hand may have begun a little before.
                let done = max(released, offset - (1 << 20))
                content.release(released..<done)
                released = done
                progress(Double(offset) / Double(max(1, content.bytes.count)))
            }, body)
    }
}
