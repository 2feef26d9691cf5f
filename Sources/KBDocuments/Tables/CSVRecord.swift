import KBText

/// One record of a table: a range of bytes without its line end, which may span several lines, and its fields.
struct CSVRecord {
    var start: Int
    var end: Int
    var line: Int
    /// The fields; not all of them where the record is longer than an entry may be.
    var fields: [Field]
    var fault: Fault?

    /// The bytes of a field, without the quotation marks around it.
    struct Field {
        var start: Int
        var end: Int
        /// Whether it stood in quotation marks: then two of them are one.
        var isQuoted: Bool
    }

    /// What is wrong with a record's quotation marks, and on which line.
    enum Fault {
        case unclosedQuote(line: Int)
        case misplacedQuote(line: Int)
    }

    /// The texts of the fields.
    func texts(in bytes: UnsafeRawBufferPointer) -> [String] {
        fields.map { field in
            guard field.isQuoted, bytes.firstIndex(of: 0x22, from: field.start, to: field.end) != nil
            else {
                return SpreadsheetText.read(copied(bytes, from: field.start, to: field.end))
            }
            var text: [UInt8] = []
            text.reserveCapacity(field.end - field.start)
            var index = field.start
            while index < field.end {
                text.append(bytes[index])
                index += bytes[index] == 0x22 ? 2 : 1
            }
            return SpreadsheetText.read(String(decoding: text, as: UTF8.self))
        }
    }
}
