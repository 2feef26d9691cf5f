/// The fields of a JSON object, or of a line of logfmt, that may hold its code.
///
/// Fields of the object go before those of the objects in it, whether the log nests them or writes dots between their
/// names; among those of one level, the one named first here goes first. A key counts as it is written, without escapes.
/// The line is read as far as it is JSON.
package struct JSONFields: Sendable {
    private let names: [[UInt8]]
    /// The bits of the names' ends, which tell most other keys at a glance.
    private let ends: UInt64
    /// The only name, where it is no path.
    private let only: [UInt8]?
    private let takesAnyText: Bool

    /// The names under which loggers write the status, the surest first.
    package static let usual = [
        "status", "status_code", "statusCode", "http_status", "code", "response_code", "responseCode",
        "DownstreamStatus",
    ]
    /// The Elastic Common Schema and OpenTelemetry's name, which goes before what stands in other objects.
    private static let common = "http.response.status_code"

    /// The usual fields: numbers, and texts of capital letters, digits, dots, hyphens and underscores (`ENOENT`).
    package init() {
        self.init(names: Self.usual + [Self.common], takesAnyText: false)
    }

    /// One field, of any object or array of the line: numbers, and texts of any kind without escapes.
    ///
    /// - Parameter name: Its key, or the keys on the way to it with dots between them: `error.code`.
    package init(name: String) {
        self.init(names: [name], takesAnyText: true)
    }

    /// Several fields, the surest first, with texts of any kind.
    init(names: [String]) {
        self.init(names: names, takesAnyText: true)
    }

    private init(names: [String], takesAnyText: Bool) {
        self.names = names.map { Array($0.utf8) }
        ends = self.names.reduce(0) { bits, name in
            let isShort = name.count < 2 || name[name.count - 2] == UInt8(ascii: ".")
            return isShort ? .max : bits | Self.bit(name[name.count - 1], name[name.count - 2])
        }
        self.takesAnyText = takesAnyText
        only = takesAnyText && names.count == 1 && !names[0].contains(".") ? self.names[0] : nil
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

    /// The place of the first `{` after a blank that begins an object with members, in a line of something else.
    static func inside(_ line: Bytes) -> Int? {
        var place = 0
        while let brace = line.first(.openingBrace, from: place) {
            let key = line.pastBlanks(from: brace + 1)
            if brace > 0, line[brace - 1].isBlank, key < line.count, line[key] == .quote { return brace }
            place = brace + 1
        }
        return nil
    }

    /// The value of the first of the fields that the object has which begins at `beginning`.
    @inline(__always)
    func code(in line: Bytes, from beginning: Int) -> LineCode? {
        first(in: line, from: beginning, entersArrays: takesAnyText) { member in
            isCode(member.value, isText: member.isText)
                ? LineCode(bytes: member.value, kind: member.isText ? .text : .number) : nil
        }
    }

    /// What the first of the fields says among those that say something.
    @inline(__always)
    func first<Value>(
        in line: Bytes, from beginning: Int, entersArrays: Bool = false,
        _ value: (JSONMembers.Member) -> Value?
    ) -> Value? {
        var members = JSONMembers(line, from: beginning + 1, entersArrays: entersArrays)
        var best: (rank: Int, value: Value)?
        while let member = members.next() {
            guard let rank = rank(of: member.key, in: members.keys, depth: members.depth),
                rank < best?.rank ?? .max, let found = value(member)
            else { continue }
            if rank == 0 { return found }
            best = (rank, found)
        }
        return best?.value
    }

    /// How early a field goes.
    ///
    /// - Parameters:
    ///   - key: Its key.
    ///   - keys: The keys of the objects and arrays that it stands in.
    ///   - depth: How many objects these are.
    /// - Returns: A number, the lowest for the field that goes first; nil when it is none of the fields.
    @inline(__always)
    func rank(of key: Bytes, in keys: [Bytes] = [], depth: Int = 0) -> Int? {
        guard key.count > 1 else {
            return ends == .max && !key.isEmpty ? slowRank(of: key, in: keys, depth: depth) : nil
        }
        guard ends & Self.bit(key[key.count - 1], key[key.count - 2]) != 0 else { return nil }
        if !takesAnyText, keys.isEmpty,
            let name = names.firstIndex(where: { key.elementsEqual($0) }), name < Self.usual.count
        {
            return name
        }
        // In no other object, a key that is no longer than the name is it or is not.
        if let only, keys.isEmpty, key.count <= only.count { return key.elementsEqual(only) ? 0 : nil }
        return slowRank(of: key, in: keys, depth: depth)
    }

    /// A bit for the last two bytes of a name.
    @inline(__always)
    private static func bit(_ last: UInt8, _ before: UInt8) -> UInt64 {
        1 << UInt64((last &* 7 &+ before) & 63)
    }

    private func slowRank(of key: Bytes, in keys: [Bytes], depth: Int) -> Int? {
        // Among these, one that is longer is surer.
        guard let name = names.indices.last(where: { isName(names[$0], key, keys) }) else { return nil }
        let depth = depth + key.count { $0 == UInt8(ascii: ".") }
        if takesAnyText { return depth * names.count + name }
        let usual = Self.usual.count
        guard name < usual else { return usual }
        return depth == 0 ? name : depth * (usual + 1) + name
    }

    /// Whether the keys on the way to a field, with dots between them, end with a name.
    private func isName(_ name: [UInt8], _ key: Bytes, _ keys: [Bytes]) -> Bool {
        let dot = UInt8(ascii: ".")
        var (rest, key, level) = (name[...], key, keys.count)
        while true {
            if key.count >= rest.count {
                let start = key.count - rest.count
                return (start == 0 || key[start - 1] == dot)
                    && key.part(start..<key.count).elementsEqual(rest)
            }
            let start = rest.endIndex - key.count
            guard rest[start...].elementsEqual(key), rest[start - 1] == dot else { return false }
            rest = rest[..<(start - 1)]
            repeat { level -= 1 } while level >= 0 && keys[level].isEmpty
            guard level >= 0 else { return false }
            key = keys[level]
        }
    }

    /// Whether a value of JSON may be a code.
    @inline(__always)
    private func isCode(_ value: Bytes, isText: Bool) -> Bool {
        isText ? isCode(value) : isNumber(value)
    }

    /// Whether a text may be a code.
    func isCode(_ text: Bytes) -> Bool { takesAnyText ? !text.contains(.backslash) : isName(text) }

    /// Capital letters, digits, dots, hyphens and underscores.
    private func isName(_ text: Bytes) -> Bool {
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
    func isNumber(_ value: Bytes) -> Bool {
        var hasDigit = false
        for byte in value {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): hasDigit = true
            case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "e"),
                UInt8(ascii: "E"):
                continue
            default: return false
            }
        }
        return hasDigit
    }
}
