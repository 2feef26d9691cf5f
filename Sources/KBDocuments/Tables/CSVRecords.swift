/// One record of a table: a range of bytes without its line end, which may span several lines.
struct CSVRecord {
    let start: Int
    let end: Int
    let line: Int
    let fault: Fault?

    /// What is wrong with a record's quotation marks, and on which line.
    enum Fault {
        case unclosedQuote(line: Int)
        case misplacedQuote(line: Int)
    }
}

/// The records of a CSV or TSV document, found by their quotation marks.
///
/// SwiftCSV knows no line numbers and stops at the first error, so the records are told apart here and
/// their fields there. A record with a misplaced quotation mark ends with its line, so that what follows
/// is read as it was meant. Grammar: RFC 4180, and white space may follow a closing quotation mark.
struct CSVRecords {
    private enum State {
        case fieldStart
        case plain
        case quoted
        case closed
        case spaceAfterClosed
    }

    private let bytes: UnsafeRawBufferPointer
    private let delimiter: UInt8
    private var offset: Int
    private var line = 1

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, delimiter: UInt8) {
        self.bytes = bytes
        self.delimiter = delimiter
        offset = start
    }

    /// Returns the next record, or nil at the end; blank lines are records without a field in them.
    mutating func next() -> CSVRecord? {
        guard offset < bytes.count else { return nil }
        let start = offset
        let firstLine = line
        var state = State.fieldStart
        var quote = (offset: offset, line: line)
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x0A || byte == 0x0D {
                let end = offset
                advanceOverLineEnd()
                if state == .quoted { continue }
                return CSVRecord(start: start, end: end, line: firstLine, fault: nil)
            }
            if byte == 0x22, state == .fieldStart { quote = (offset, line) }
            if !Self.step(&state, byte, delimiter: delimiter) {
                let fault = CSVRecord.Fault.misplacedQuote(line: line)
                return CSVRecord(start: start, end: skipLine(), line: firstLine, fault: fault)
            }
            offset += 1
        }
        guard state == .quoted else {
            return CSVRecord(start: start, end: offset, line: firstLine, fault: nil)
        }
        // Nothing closes the quotation mark: blame its line, and read on after that line. That is done once
        // at most: without this mark, the next one that is left open would have closed it.
        line = quote.line
        offset = quote.offset
        let fault = CSVRecord.Fault.unclosedQuote(line: quote.line)
        return CSVRecord(start: start, end: skipLine(), line: firstLine, fault: fault)
    }

    /// Moves after the line, and returns where it ended.
    private mutating func skipLine() -> Int {
        while offset < bytes.count, bytes[offset] != 0x0A, bytes[offset] != 0x0D { offset += 1 }
        let end = offset
        if offset < bytes.count { advanceOverLineEnd() }
        return end
    }

    /// Takes one byte that does not end a line, and tells whether it may stand there.
    private static func step(_ state: inout State, _ byte: UInt8, delimiter: UInt8) -> Bool {
        let isSpace = byte == 0x20 || byte == 0x09
        switch state {
        case .fieldStart:
            if byte == 0x22 {
                state = .quoted
            } else if byte != delimiter, !isSpace {
                state = .plain
            }
        case .plain:
            if byte == delimiter { state = .fieldStart }
            return byte != 0x22
        case .quoted:
            if byte == 0x22 { state = .closed }
        case .closed, .spaceAfterClosed:
            if byte == 0x22, state == .closed {
                state = .quoted
            } else if byte == delimiter {
                state = .fieldStart
            } else {
                state = .spaceAfterClosed
                return isSpace
            }
        }
        return true
    }

    private mutating func advanceOverLineEnd() {
        let isPair = bytes[offset] == 0x0D && offset + 1 < bytes.count && bytes[offset + 1] == 0x0A
        offset += isPair ? 2 : 1
        line += 1
    }
}
