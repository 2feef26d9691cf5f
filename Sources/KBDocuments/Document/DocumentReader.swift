/// Reads documents of every format.
///
/// A document is accepted as a whole or not at all: every error in it is listed, with its line.
public enum DocumentReader {
    /// Reads a document from memory.
    ///
    /// - Parameters:
    ///   - bytes: The document in UTF-8, in UTF-16 with a byte-order mark, or in GB 18030.
    ///   - format: The document's format, or nil to guess it from the content.
    ///   - columns: Which columns hold what, where their names do not tell.
    /// - Returns: The entries, at least one.
    /// - Throws: ``DocumentError`` with every error of the document.
    public static func read(
        _ bytes: some Collection<UInt8>, format: DocumentFormat? = nil, columns: ColumnMapping? = nil
    ) throws(DocumentError) -> Document {
        let result = bytes.withContiguousStorageIfAvailable {
            collect(UnsafeRawBufferPointer($0), format, columns)
        }
        if let result { return try result.get() }
        return try Array(bytes).withUnsafeBytes { collect($0, format, columns) }.get()
    }

    /// Calls `body` for every entry of a document in memory or in a mapped file, in document order.
    ///
    /// After the first error of the document `body` is not called any more, but the rest is checked. Memory
    /// beyond the bytes: the codes seen, about 50 bytes each, and one entry at a time; a document that is
    /// not UTF-8 is converted as a whole. The bytes are read from end to end several times, first for the
    /// encoding; a caller that has mapped a file can let go of the pages behind `progress` each time.
    ///
    /// - Parameters:
    ///   - bytes: The document in UTF-8, in UTF-16 with a byte-order mark, or in GB 18030.
    ///   - format: The document's format, or nil to guess it from the content.
    ///   - fallback: The format where the content does not tell.
    ///   - columns: Which columns hold what, where their names do not tell.
    ///   - isByBook: Whether entries of different books may have the same code.
    ///   - progress: Called about every 4 MB with the number of bytes read so far, in each pass; plain text has one more.
    ///   - body: What to do with an entry.
    /// - Returns: What was noticed besides the entries.
    /// - Throws: ``DocumentError`` with every error, at the end; what `body` throws, at once.
    @discardableResult
    public static func forEachEntry(
        in bytes: UnsafeRawBufferPointer, format: DocumentFormat? = nil,
        fallback: DocumentFormat = .text, columns: ColumnMapping? = nil, isByBook: Bool = false,
        progress: @escaping (Int) -> Void = { _ in }, _ body: (Entry) throws -> Void
    ) throws -> DocumentSummary {
        try forEachEntry(
            in: bytes, DocumentEncoding(), format: format, fallback: fallback, columns: columns,
            isByBook: isByBook, progress: progress, body)
    }

    /// Calls `body` for every entry of a document that is read several times, so that its encoding is found out once.
    package static func forEachEntry(
        in bytes: UnsafeRawBufferPointer, _ encoding: DocumentEncoding, format: DocumentFormat?,
        fallback: DocumentFormat, columns: ColumnMapping?, isByBook: Bool,
        progress: @escaping (Int) -> Void, _ body: (Entry) throws -> Void
    ) throws -> DocumentSummary {
        let reading = try read(bytes, encoding, format, fallback, columns, isByBook, progress, body)
        if let failure = reading.register.failure { throw failure }
        return try reading.summary()
    }

    private static func collect(
        _ bytes: UnsafeRawBufferPointer, _ format: DocumentFormat?, _ columns: ColumnMapping?
    ) -> Result<Document, DocumentError> {
        Result { () throws(DocumentError) in
            var entries: [Entry] = []
            let reading = try read(bytes, DocumentEncoding(), format, .text, columns, false, { _ in }) {
                entries.append($0)
            }
            return Document(entries: entries, summary: try reading.summary())
        }
    }

    /// What has been read of a document; `register` has what the caller threw meanwhile.
    private struct Reading {
        var register: EntryRegister
        var format: DocumentFormat
        var encoding: SourceEncoding?

        func summary() throws(DocumentError) -> DocumentSummary {
            try register.finish(format: format, convertedFrom: encoding)
        }
    }

    private static func read(
        _ bytes: UnsafeRawBufferPointer, _ encoding: DocumentEncoding, _ format: DocumentFormat?,
        _ fallback: DocumentFormat, _ columns: ColumnMapping?, _ isByBook: Bool,
        _ progress: @escaping (Int) -> Void,
        _ body: (Entry) throws -> Void
    ) throws(DocumentError) -> Reading {
        if let foreign = ForeignDocument(bytes: bytes) { throw DocumentError(foreign) }
        switch try encoding.text(of: bytes, progress: progress) {
        case .utf8(let start, let hasFault):
            return try parse(
                bytes, from: start, hasFault, format, fallback, columns, isByBook, nil, progress, body)
        case .converted(let text, let encoding):
            return try text.withUnsafeBufferPointer { (buffer) throws(DocumentError) in
                let text = UnsafeRawBufferPointer(buffer)
                // What was converted is valid UTF-8, but may have a NUL.
                let hasFault = firstFault(in: text, from: 0, to: text.count) != nil
                return try parse(
                    text, from: 0, hasFault, format, fallback, columns, isByBook, encoding, progress, body)
            }
        }
    }

    private static func parse(
        _ bytes: UnsafeRawBufferPointer, from start: Int, _ hasFault: Bool, _ format: DocumentFormat?,
        _ fallback: DocumentFormat, _ columns: ColumnMapping?, _ isByBook: Bool, _ encoding: SourceEncoding?,
        _ progress: @escaping (Int) -> Void,
        _ body: (Entry) throws -> Void
    ) throws(DocumentError) -> Reading {
        // What is read as text or JSON because nothing else fits may be no document at all.
        let isGiven = format != nil
        let guess = format ?? DocumentBeginning(of: bytes, from: start, mapping: columns).format
        let format = format ?? fallback.refined(by: guess)
        if format.isAskedFor, !isGiven { throw DocumentError(.program(format)) }
        if hasFault, format != .text {
            // Where the text is damaged, so may be the marks that part it.
            var diagnostics = DiagnosticList()
            reportFaults(in: bytes, from: start, to: bytes.count, firstLine: 1, into: &diagnostics)
            throw DocumentError(diagnostics)
        }
        if !isGiven {
            if let foreign = ForeignDocument(text: bytes, from: start, as: format) {
                throw DocumentError(foreign)
            }
            if ForeignDocument.isNotes(bytes, from: start) { throw DocumentError(.notes) }
        }
        let register = EntryRegister(
            skipsRanges: format.format.skipsRanges, isByBook: isByBook, progress: progress)
        let text = DocumentText(bytes: bytes, start: start, isValid: !hasFault, mapping: columns)
        register.areRangesCodes = { areRangesCodes(text, format) }
        format.format.read(text, into: register, body)
        if register.hasDuplicates { register.suggestion = otherCode(in: text, format, progress) }
        return Reading(register: register, format: format, encoding: encoding)
    }

    /// The column that has another code in each row of a document, where the one for codes has not.
    private static func otherCode(
        in text: DocumentText, _ format: DocumentFormat, _ progress: @escaping (Int) -> Void
    ) -> ColumnMapping? {
        let register = EntryRegister(skipsRanges: format.format.skipsRanges, progress: progress)
        register.tally = ColumnTally(mapping: text.mapping)
        format.format.read(text, into: register) { _ in }
        return register.tally?.suggestion
    }

    /// Whether most of the first codes look like ranges that overlap, as `1001-2001` and `1001-2002`: then they are none.
    private static func areRangesCodes(_ text: DocumentText, _ format: DocumentFormat) -> Bool {
        struct Enough: Error {}
        let part = DocumentText(
            bytes: UnsafeRawBufferPointer(rebasing: text.bytes.prefix(text.start + DocumentBeginning.reach)),
            start: text.start, isValid: text.isValid, mapping: text.mapping)
        let register = EntryRegister(skipsRanges: false, progress: { _ in })
        var ranges: [ClosedRange<Int>] = []
        var others = 0
        format.format.read(part, into: register) { entry in
            if let range = codeRange(entry.code) { ranges.append(range) } else { others += 1 }
            if ranges.count + others == 1000 { throw Enough() }
        }
        guard ranges.count > others else { return false }
        ranges.sort { $0.lowerBound < $1.lowerBound }
        return zip(ranges, ranges.dropFirst()).contains { $0.overlaps($1) }
    }
}
