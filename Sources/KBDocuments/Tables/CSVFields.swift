import SwiftCSV

/// The fields of one CSV record, parted by SwiftCSV.
///
/// SwiftCSV reads grapheme clusters: a quotation mark before a combining accent is no quotation mark to it,
/// VT and U+2028 end a record, and a megabyte takes a second. So it is given the record with every run of
/// other characters as one letter, and the runs are put back in the fields.
enum CSVFields {
    private static let standIn: Unicode.Scalar = "x"

    /// Returns the fields of a record, or nil when SwiftCSV does not understand it.
    static func split(_ record: UnsafeRawBufferPointer, delimiter: UInt8) -> [String]? {
        var text = String.UnicodeScalarView()
        var runs: [Range<Int>] = []
        var index = 0
        while index < record.count {
            let start = index
            while index < record.count, !isMark(record[index], delimiter: delimiter) { index += 1 }
            if index > start {
                runs.append(start..<index)
                text.append(standIn)
            }
            if index < record.count {
                text.append(Unicode.Scalar(record[index]))
                index += 1
            }
        }
        // SwiftCSV forgets an empty last field unless the line ends.
        text.append("\n")
        let separator = CSVDelimiter(unicodeScalarLiteral: Character(Unicode.Scalar(delimiter)))
        let table = try? EnumeratedCSV(
            string: String(text), delimiter: separator, loadColumns: false, rowLimit: 0)
        guard let table else { return nil }
        var rest = runs[...]
        let fields = table.header.map { restored($0, from: record, &rest) }
        return rest.isEmpty ? fields : nil
    }

    /// Tells whether a byte means something to SwiftCSV.
    private static func isMark(_ byte: UInt8, delimiter: UInt8) -> Bool {
        switch byte {
        case 0x22, 0x20, 0x09, 0x0A, 0x0D: true
        default: byte == delimiter
        }
    }

    private static func restored(
        _ field: String, from record: UnsafeRawBufferPointer, _ runs: inout ArraySlice<Range<Int>>
    ) -> String {
        var bytes: [UInt8] = []
        for byte in field.utf8 {
            if byte == UInt8(ascii: standIn), let run = runs.popFirst() {
                bytes.append(contentsOf: record[run])
            } else {
                bytes.append(byte)
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
