import KBText

/// Names with values, as a query or a form has them (WHATWG URL, `application/x-www-form-urlencoded`).
struct Fields: Sendable {
    /// In their order.
    private(set) var pairs: [(name: String, value: String)] = []

    /// No fields.
    init() {}

    /// Reads a query or the body of a form.
    ///
    /// - Throws: ``WebError/badEncoding`` for what is not UTF-8.
    init(_ text: some StringProtocol) throws {
        for part in text.split(separator: "&") {
            let halves = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            pairs.append((try Self.decoded(halves[0]), halves.count == 2 ? try Self.decoded(halves[1]) : ""))
        }
    }

    /// The only value of a field; nil where it is not there.
    ///
    /// - Throws: ``WebError/repeatedField(_:)``.
    func one(_ name: String) throws -> String? {
        let values = pairs.filter { $0.name == name }.map(\.value)
        guard values.count < 2 else { throw WebError.repeatedField(name) }
        return values.first
    }

    /// The only value of a field; nil where it is not there or empty.
    ///
    /// - Throws: ``WebError/repeatedField(_:)``.
    func text(_ name: String) throws -> String? {
        try one(name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// A text of several lines, whose ends a form sends as CR LF.
    ///
    /// - Throws: ``WebError/repeatedField(_:)``.
    func lines(_ name: String) throws -> String {
        (try one(name) ?? "").replacing("\r\n", with: "\n")
    }

    /// A number within a range.
    ///
    /// - Throws: ``WebError/badField(_:expected:)`` for anything else: a limit is never corrected in silence.
    func number(_ name: String, in range: ClosedRange<Int>, else usual: Int) throws -> Int {
        guard let text = try text(name) else { return usual }
        guard let number = Int(text), range.contains(number) else {
            throw WebError.badField(name, expected: "\(range.lowerBound)–\(range.upperBound)")
        }
        return number
    }

    /// Whether a switch is on: `1`, `true`, or the name alone.
    ///
    /// - Throws: ``WebError/badField(_:expected:)``.
    func flag(_ name: String) throws -> Bool {
        switch try one(name) {
        case nil, "0", "false": return false
        case "", "1", "true": return true
        default: throw WebError.badField(name, expected: "0, 1")
        }
    }

    /// Refuses fields that are not among some: an answer to another question would be worse than none.
    ///
    /// - Throws: ``WebError/unknownField(_:known:)``.
    func check(only names: [String]) throws {
        for (name, _) in pairs where !names.contains(name) {
            throw WebError.unknownField(name, known: names)
        }
    }

    /// The text of a part of a path or query.
    ///
    /// - Throws: ``WebError/badEncoding``.
    static func decoded(_ text: some StringProtocol, plusIsSpace: Bool = true) throws -> String {
        var bytes: [UInt8] = []
        var rest = text.utf8.makeIterator()
        while let byte = rest.next() {
            switch byte {
            case UInt8(ascii: "%"):
                guard let high = rest.next().flatMap(hexadecimal), let low = rest.next().flatMap(hexadecimal)
                else { throw WebError.badEncoding }
                bytes.append(high << 4 | low)
            case UInt8(ascii: "+") where plusIsSpace: bytes.append(UInt8(ascii: " "))
            default: bytes.append(byte)
            }
        }
        // SQLite's tools read no further than to a NUL, so what stands behind it would be nobody's.
        guard !bytes.contains(0), let decoded = String(validating: bytes, as: UTF8.self) else {
            throw WebError.badEncoding
        }
        return decoded
    }

    private static func hexadecimal(_ byte: UInt8) -> UInt8? {
        Character(Unicode.Scalar(byte)).hexDigitValue.map(UInt8.init)
    }

    /// Names and values as a query.
    static func query(_ pairs: [(String, String)]) -> String {
        pairs.map { "\($0.0.percentEncoded)=\($0.1.percentEncoded)" }.joined(separator: "&")
    }
}
