/// The fields of a JSON object that may hold its code.
///
/// Fields of the object go before those of the objects in it; what stands deeper, or in arrays, is not looked at.
/// Among fields of one level, the one named first here goes first. A key counts as it is written, without escapes.
/// The line is read as far as it is JSON.
package struct JSONFields: Sendable {
    private let names: [[UInt8]]
    /// Bit n is set when a name has n bytes, which tells most other keys at a glance.
    private let lengths: UInt64
    private let takesAnyText: Bool

    /// The names under which loggers write the status, the surest first.
    package static let usual = ["status", "status_code", "statusCode", "http_status", "code"]

    /// The usual fields: numbers, and texts of capital letters, digits, dots, hyphens and underscores (`ENOENT`).
    package init() {
        self.init(names: Self.usual, takesAnyText: false)
    }

    /// One field: numbers, and texts of any kind without escapes.
    package init(name: String) {
        self.init(names: [name], takesAnyText: true)
    }

    private init(names: [String], takesAnyText: Bool) {
        self.names = names.map { Array($0.utf8) }
        lengths = self.names.reduce(0) { $0 | 1 << UInt64(min($1.count, 63)) }
        self.takesAnyText = takesAnyText
    }

    /// The place of the `{` that a line of JSON begins with.
    @inline(__always)
    static func beginning(of line: Bytes) -> Int? {
        guard let first = line.first else { return nil }
        if first == .openingBrace { return 0 }
        guard first.isBlank || first == 0xEF else { return nil }
        // A byte-order mark stands before the first line of some files.
        let mark = line.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let place = line.pastBlanks(from: mark)
        return place < line.count && line[place] == .openingBrace ? place : nil
    }

    /// The value of the first of the fields that the line has.
    func code(in line: Bytes) -> Bytes? {
        guard let beginning = Self.beginning(of: line) else { return nil }
        var object = JSONMembers(line, from: beginning + 1)
        var best: (rank: Int, value: Bytes)?
        while let member = object.next() {
            guard let name = index(of: member.key) else { continue }
            let rank = member.isNested ? names.count + name : name
            guard rank < best?.rank ?? .max, member.isText ? isCode(member.value) : isNumber(member.value)
            else { continue }
            if rank == 0 { return member.value }
            best = (rank, member.value)
        }
        return best?.value
    }

    @inline(__always)
    private func index(of key: Bytes) -> Int? {
        guard lengths >> UInt64(min(key.count, 63)) & 1 == 1 else { return nil }
        return names.firstIndex { key.elementsEqual($0) }
    }

    private func isCode(_ text: Bytes) -> Bool {
        guard !takesAnyText else { return !text.contains(.backslash) }
        var hasLetterOrDigit = false
        for byte in text {
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"):
                hasLetterOrDigit = true
            case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"): continue
            default: return false
            }
        }
        return hasLetterOrDigit
    }

    /// Tells a number from `true`, `false`, `null` and what is no JSON.
    private func isNumber(_ value: Bytes) -> Bool {
        value.contains { $0.isDigit }
            && value.allSatisfy { $0.isDigit || "+-.eE".utf8.contains($0) }
    }
}
