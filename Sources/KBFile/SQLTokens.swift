/// SQL cut into tokens, which is how two texts of it are compared: without white space and comments, names and keywords
/// without regard to the case of ASCII letters or to how a name is quoted.
///
/// A comment ends with its line, so a text whose line feeds are gone has other tokens.
package struct SQLTokens: Hashable, Sendable {
    package private(set) var list: [String] = []

    init(list: [String]) {
        self.list = list
    }

    package init(_ sql: String) {
        var sql = sql
        sql.withUTF8 { scan($0) }
    }

    package func starts(with words: [String]) -> Bool { list.starts(with: words) }

    private mutating func scan(_ bytes: UnsafeBufferPointer<UInt8>) {
        var place = 0
        func next(_ byte: UInt8) -> Bool { place + 1 < bytes.count && bytes[place + 1] == byte }
        while place < bytes.count {
            let start = place
            switch bytes[place] {
            case 0x09...0x0D, 0x20: place += 1
            case UInt8(ascii: "-") where next(UInt8(ascii: "-")):
                while place < bytes.count, bytes[place] != UInt8(ascii: "\n") { place += 1 }
            case UInt8(ascii: "/") where next(UInt8(ascii: "*")):
                place += 2
                while place < bytes.count, !(bytes[place] == UInt8(ascii: "*") && next(UInt8(ascii: "/"))) {
                    place += 1
                }
                place += 2
            case UInt8(ascii: "'"):
                place = Self.end(of: UInt8(ascii: "'"), in: bytes, from: place + 1)
                list.append(String(decoding: bytes[start..<place], as: UTF8.self))
            case UInt8(ascii: "\""), UInt8(ascii: "`"):
                place = Self.end(of: bytes[start], in: bytes, from: place + 1)
                let name = String(decoding: bytes[start + 1..<max(start + 1, place - 1)], as: UTF8.self)
                list.append(Schema.folded(name))
            case UInt8(ascii: "["):
                while place < bytes.count, bytes[place] != UInt8(ascii: "]") { place += 1 }
                list.append(Schema.folded(String(decoding: bytes[start + 1..<place], as: UTF8.self)))
                place += 1
            case let byte where Self.isWord(byte):
                while place < bytes.count, Self.isWord(bytes[place]) { place += 1 }
                list.append(Schema.folded(String(decoding: bytes[start..<place], as: UTF8.self)))
            default:
                list.append(String(decoding: bytes[start...start], as: UTF8.self))
                place += 1
            }
        }
    }

    /// The place after a quoted text, in which a doubled quote stands for one.
    private static func end(of quote: UInt8, in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
        var place = start
        while place < bytes.count {
            place += 1
            guard bytes[place - 1] == quote else { continue }
            guard place < bytes.count, bytes[place] == quote else { return place }
            place += 1
        }
        return place
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), UInt8(ascii: "$"), 0x80...0xFF: true
        default: false
        }
    }
}
