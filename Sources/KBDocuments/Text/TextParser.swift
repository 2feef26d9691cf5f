import KBText

/// The parser of the plain format, over bytes in memory or in a mapped file.
///
/// One entry a paragraph, paragraphs separated by blank lines: `CODE Name… 说明…`. The code is all up to
/// the first white space, or to a colon or equals sign behind it. The name ends where the first Han character starts, or
/// before an opening quote or bracket right before that character; it also ends with its line, so that a description
/// without Han characters can follow on the next line. A bracketed part at the end of the name is the qualifier. The rest
/// is the description. What follows the code may begin with Han characters: see ``EntryParts``. Lines end in LF, CR LF or
/// CR. Where most lines begin with a code, each is an entry: see ``TextShape``.
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
        // Where text is damaged, its faults are listed, whatever it was.
        let isValid = isValid || firstFault(in: bytes, from: start, to: bytes.count) == nil
        if isValid, case .lines(let kinds) = TextShape(of: bytes, from: start, pass: { register.pass($0) }) {
            return LineList(bytes: bytes, start: start, kinds: kinds).parse(into: register, body)
        }
        var paragraphs = Paragraphs(bytes, from: start)
        while register.failure == nil, let paragraph = paragraphs.next() {
            register.pass(paragraph.start)
            if paragraph.end - paragraph.start > Entry.longest {
                register.report(.tooLong(bytes: paragraph.end - paragraph.start), line: paragraph.line)
            } else if !isValid, firstFault(in: bytes, from: paragraph.start, to: paragraph.end) != nil {
                let (start, end) = (paragraph.lineStart, paragraph.end)
                register.reportFaults(in: bytes, from: start, to: end, firstLine: paragraph.line)
            } else if isRemark(paragraph) {
                register.skippedLines += 1
            } else {
                let entry = draft(of: paragraph)
                reportCodes(in: paragraph, of: entry, into: register)
                register.admit(entry, body)
            }
        }
    }

    /// Reports lines of a paragraph that begin with a code as its own: they would be lost in its description.
    private func reportCodes(in paragraph: Paragraph, of entry: Entry, into register: EntryRegister) {
        guard let shape = CodeShape(of: entry.code), shape == .number || shape == .mixed,
            bytes.firstIndex(of: 0x0A, from: paragraph.start, to: paragraph.end) != nil
        else { return }
        let part = UnsafeRawBufferPointer(rebasing: bytes[..<paragraph.end])
        var lines = Lines(part, from: paragraph.start)
        guard let first = lines.next(), let own = LineHead(part, from: first.start, to: first.end) else {
            return
        }
        while let line = lines.next() {
            guard WhiteSpace.length(in: part, at: line.start, end: line.end) == 0,
                let head = LineHead(part, from: line.start, to: line.end), head.kind == own.kind,
                head.shape == shape,
                head.code.count == own.code.count
            else { continue }
            let code = copied(part, from: head.code.lowerBound, to: head.code.upperBound)
            if !register.has(code) {
                register.report(
                    .codeInEntry(code: code, of: entry.code),
                    line: paragraph.line + line.number - first.number)
            }
        }
    }

    /// Whether a paragraph is nothing but headings and rules.
    private func isRemark(_ paragraph: Paragraph) -> Bool {
        var lines = Lines(UnsafeRawBufferPointer(rebasing: bytes[..<paragraph.end]), from: paragraph.start)
        while let line = lines.next() {
            let text = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            if text < line.end, !TextShape.isRemark(bytes, from: text, to: line.end) { return false }
        }
        return true
    }

    private func draft(of paragraph: Paragraph) -> Entry {
        let end = paragraph.end
        if let head = LineHead(bytes, from: paragraph.start, to: end), head.shape != nil || head.kind.isMarked
        {
            let parts = EntryParts(bytes, from: head.text, to: end, isLine: false)
            return Entry(
                code: copied(bytes, from: head.code.lowerBound, to: head.code.upperBound),
                name: parts.name.name,
                qualifier: parts.name.qualifier, description: parts.description, line: paragraph.line)
        }
        var codeEnd = paragraph.start
        while codeEnd < end, WhiteSpace.length(in: bytes, at: codeEnd, end: end) == 0 { codeEnd += 1 }
        var code = copied(bytes, from: paragraph.start, to: codeEnd)
        var text = WhiteSpace.skip(in: bytes, from: codeEnd, end: end)
        if let han = code.unicodeScalars.firstIndex(where: Han.isOfScript), han != code.startIndex {
            // A code that runs into its name, as in 404请求失败.
            let codePart = String(code.unicodeScalars[..<han])
            if CodeFault(in: codePart) == nil {
                text = paragraph.start + codePart.utf8.count
                code = codePart
            }
        }
        let parts = EntryParts(bytes, from: text, to: end, isLine: false)
        return Entry(
            code: code, name: parts.name.name, qualifier: parts.name.qualifier,
            description: parts.description,
            line: paragraph.line)
    }
}
