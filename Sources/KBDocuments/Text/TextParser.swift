import KBText

/// The parser of the plain format, over bytes in memory or in a mapped file.
///
/// One entry a paragraph, paragraphs separated by blank lines: `CODE Name… 说明…`. The code is all up to
/// the first white space. The name ends where the first Han character starts, or before an opening quote
/// or bracket right before that character; it also ends with its line, so that a description without Han
/// characters can follow on the next line. A bracketed part at the end of the name is the qualifier. The
/// rest is the description. Lines end in LF, CR LF or CR.
///
/// Memory beyond the bytes: the codes seen, about 50 bytes each, and one entry at a time.
public struct TextParser {
    private let bytes: UnsafeRawBufferPointer
    private let isValid: Bool

    /// Makes a parser over UTF-8, with or without a byte-order mark, that must outlive it.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - isValid: Whether it is known to be valid UTF-8 without NUL.
    public init(_ bytes: UnsafeRawBufferPointer, isValid: Bool = false) {
        self.bytes = bytes
        self.isValid = isValid
    }

    /// Calls `body` for every entry, in the order of the document.
    ///
    /// After the first error of the document `body` is not called any more, but the rest is checked.
    ///
    /// - Parameters:
    ///   - progress: Called about every 4 MB with the number of bytes that are not needed any more.
    ///   - body: What to do with an entry.
    /// - Returns: What was counted.
    /// - Throws: ``DocumentError`` with every error, at the end; what `body` throws, at once.
    @discardableResult
    public func forEachEntry(
        progress: @escaping (Int) -> Void = { _ in }, _ body: (Entry) throws -> Void
    ) throws -> DocumentSummary {
        let register = EntryRegister(skipsRanges: false, progress: progress)
        parse(into: register, body)
        if let failure = register.failure { throw failure }
        return try register.finish(format: .text)
    }

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        let start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        var paragraphs = Paragraphs(bytes, from: start)
        while register.failure == nil, let paragraph = paragraphs.next() {
            register.pass(paragraph.start)
            if paragraph.end - paragraph.start > Entry.longest {
                register.report(.tooLong(bytes: paragraph.end - paragraph.start), line: paragraph.line)
            } else if !isValid, firstFault(in: bytes, from: paragraph.start, to: paragraph.end) != nil {
                let (start, end) = (paragraph.lineStart, paragraph.end)
                register.reportFaults(in: bytes, from: start, to: end, firstLine: paragraph.line)
            } else {
                register.admit(draft(of: paragraph), body)
            }
        }
    }

    private func draft(of paragraph: Paragraph) -> Entry {
        let end = paragraph.end
        var codeEnd = paragraph.start
        while codeEnd < end, WhiteSpace.length(in: bytes, at: codeEnd, end: end) == 0 { codeEnd += 1 }
        let code = copied(bytes, from: paragraph.start, to: codeEnd)
        if let han = code.unicodeScalars.firstIndex(where: Han.isOfScript), han != code.startIndex {
            // A code that runs into its description, as in 404请求失败: what is missing is the name.
            let codePart = String(code.unicodeScalars[..<han])
            if CodeFault(in: codePart) == nil {
                return Entry(code: codePart, name: "", description: "", line: paragraph.line)
            }
        }
        let nameStart = WhiteSpace.skip(in: bytes, from: codeEnd, end: end)
        let nameEnd = EntryName.end(in: bytes, from: nameStart, to: end)
        let name = EntryName(collapsed(bytes, from: nameStart, to: nameEnd))
        let descriptionStart = WhiteSpace.skip(in: bytes, from: nameEnd, end: end)
        return Entry(
            code: code, name: name.name, qualifier: name.qualifier,
            description: withPlainLineEnds(bytes, from: descriptionStart, to: end), line: paragraph.line)
    }
}
