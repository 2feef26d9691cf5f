/// The records of a CSV or TSV document and their fields.
///
/// Commas and semicolons: RFC 4180, and white space may stand around a field in quotation marks, or `=` before it. A record with a
/// misplaced quotation mark ends with its line, so that what follows is read as it was meant.
///
/// Tabs: a quotation mark is a character like any other, unless two of them enclose a whole field, as spreadsheets
/// write it. Such a field may hold tabs or line ends, but not both, because a mark that opens nothing would take
/// everything until some later mark for one field.
struct CSVRecords {
    private enum State {
        case fieldStart
        case plain
        case quoted
        case closed
        case spaceAfterClosed
    }

    private static let tab: UInt8 = 0x09

    private let bytes: UnsafeRawBufferPointer
    let delimiter: UInt8
    private var offset: Int
    private var line: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int, line: Int = 1, delimiter: UInt8) {
        self.bytes = bytes
        self.line = line
        self.delimiter = delimiter
        offset = start
    }

    /// Returns the next record, or nil at the end; blank lines are records without a field in them.
    mutating func next() -> CSVRecord? {
        guard offset < bytes.count else { return nil }
        var record = CSVRecord(start: offset, end: offset, line: line, fields: [], fault: nil)
        if delimiter == Self.tab { readTabbed(&record) } else { read(&record) }
        return record
    }

    private mutating func read(_ record: inout CSVRecord) {
        var state = State.fieldStart
        var field = CSVRecord.Field(start: offset, end: offset, isQuoted: false)
        var quote = (offset: offset, line: line)
        while offset < bytes.count {
            let byte = bytes[offset]
            if byte == 0x0A || byte == 0x0D {
                record.end = offset
                advanceOverLineEnd()
                if state == .quoted { continue }
                return end(field, state, at: record.end, in: &record)
            }
            // ="0051", as spreadsheets are given it.
            if state == .fieldStart, byte == 0x3D, offset + 1 < bytes.count, bytes[offset + 1] == 0x22 {
                quote = (offset + 1, line)
                field = CSVRecord.Field(start: offset + 2, end: offset + 2, isQuoted: true)
                state = .quoted
                offset += 2
                continue
            }
            let before = state
            guard Self.step(&state, byte, delimiter: delimiter) else {
                record.fault = .misplacedQuote(line: line)
                record.end = skipLine()
                return
            }
            switch (before, state) {
            case (.fieldStart, .quoted):
                quote = (offset, line)
                field = CSVRecord.Field(start: offset + 1, end: offset + 1, isQuoted: true)
            case (.quoted, .closed): field.end = offset
            case (_, .fieldStart) where byte == delimiter:
                end(field, before, at: offset, in: &record)
                field = CSVRecord.Field(start: offset + 1, end: offset + 1, isQuoted: false)
            default: break
            }
            offset += 1
        }
        record.end = offset
        guard state == .quoted else { return end(field, state, at: offset, in: &record) }
        // Nothing closes the quotation mark: blame its line, and read on after that line. That is done once
        // at most: without this mark, the next one that is left open would have closed it.
        line = quote.line
        offset = quote.offset
        record.fault = .unclosedQuote(line: quote.line)
        record.end = skipLine()
    }

    /// Adds a field that ends where a delimiter, a line end or the end of the document is.
    private func end(_ field: CSVRecord.Field, _ state: State, at offset: Int, in record: inout CSVRecord) {
        // A record that is too long is not read, and could have as many fields as bytes.
        guard offset - record.start <= Entry.longest else { return }
        var field = field
        if state != .closed, state != .spaceAfterClosed { field.end = offset }
        record.fields.append(field)
    }

    private mutating func readTabbed(_ record: inout CSVRecord) {
        while true {
            var field: CSVRecord.Field
            if let (whole, after) = wholeQuoted() {
                field = whole
                (offset, line) = (after.offset, after.line)
            } else {
                field = CSVRecord.Field(start: offset, end: offset, isQuoted: false)
                while offset < bytes.count, !endsField(offset) { offset += 1 }
                field.end = offset
            }
            end(field, .closed, at: offset, in: &record)
            record.end = offset
            guard offset < bytes.count else { return }
            guard bytes[offset] == Self.tab else { return advanceOverLineEnd() }
            offset += 1
        }
    }

    /// Returns the field at `offset` if two quotation marks enclose all of it, and what comes after it.
    private func wholeQuoted() -> (CSVRecord.Field, after: CSVRecords)? {
        var ahead = self
        ahead.skipSpaces()
        guard ahead.offset < bytes.count, bytes[ahead.offset] == 0x22 else { return nil }
        ahead.offset += 1
        let start = ahead.offset
        var hasTab = false
        // What is longer is refused anyway.
        let limit = min(bytes.count, start + Entry.longest + 1)
        while ahead.offset < limit {
            switch bytes[ahead.offset] {
            case 0x22 where ahead.offset + 1 < bytes.count && bytes[ahead.offset + 1] == 0x22:
                ahead.offset += 2
                continue
            case 0x22:
                let field = CSVRecord.Field(start: start, end: ahead.offset, isQuoted: true)
                ahead.offset += 1
                ahead.skipSpaces()
                return ahead.offset == bytes.count || endsField(ahead.offset) ? (field, ahead) : nil
            case 0x0A, 0x0D:
                ahead.advanceOverLineEnd()
            case Self.tab:
                hasTab = true
                ahead.offset += 1
            default:
                ahead.offset += 1
            }
            if hasTab, ahead.line > line { return nil }
        }
        return nil
    }

    private func endsField(_ offset: Int) -> Bool {
        bytes[offset] == delimiter || bytes[offset] == 0x0A || bytes[offset] == 0x0D
    }

    private mutating func skipSpaces() {
        while offset < bytes.count, bytes[offset] == 0x20 { offset += 1 }
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
        let isSpace = byte == 0x20 || byte == tab
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
