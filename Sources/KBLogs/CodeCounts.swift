/// How often each code has been found.
package struct CodeCounts: Sendable {
    /// The lines that have been read.
    package private(set) var lines = 0
    /// The lines in which no code was found.
    package private(set) var linesWithoutCode = 0
    /// Those of them in which a pattern would have taken too many steps to find one.
    package private(set) var linesGivenUp = 0
    /// The lines in which a code was found.
    package var linesWithCode: Int { lines - linesWithoutCode }
    /// Those of them whose codes came after ``mostCodes`` different ones, so that they were not told apart.
    package private(set) var linesOfOtherCodes = 0

    /// So many different codes are told apart, which bounds the memory that a wrong pattern can take.
    package static let mostCodes = 65_536
    /// The most bytes that a code has; what is longer is none.
    package static let longestCode = 64

    /// Nothing has been counted.
    package init() {}

    /// The counts of codes of three digits, which most are.
    private var numbers = [Int](repeating: 0, count: 1000)
    private var others: [String: Int] = [:]
    /// The counts of numbers of errno.
    private var errors: [Int: Int] = [:]

    /// A code and the number of lines that have it.
    package struct Code: Hashable, Sendable {
        /// As the log writes it.
        package var code: String
        /// Whether the log says that it is a number of errno.
        package var isErrno: Bool
        package var count: Int

        package init(code: String, isErrno: Bool = false, count: Int) {
            self.code = code
            self.isErrno = isErrno
            self.count = count
        }
    }

    /// The codes, in no order.
    package var codes: [Code] {
        let numbers = numbers.enumerated().filter { $0.element > 0 }.map { number, count in
            Code(code: String(String(number + 1000).dropFirst()), count: count)
        }
        return numbers + others.map { Code(code: $0.key, count: $0.value) }
            + errors.map { Code(code: String($0.key), isErrno: true, count: $0.value) }
    }

    /// Counts a line and its code, which is nil when it has none.
    @inline(__always)
    mutating func add(_ code: LineCode?) {
        lines += 1
        guard let code, !code.bytes.isEmpty, code.bytes.count <= Self.longestCode else {
            linesWithoutCode += 1
            return
        }
        let bytes = code.bytes
        if bytes.count == 3, code.kind != .errno, bytes[0].isDigit, bytes[1].isDigit, bytes[2].isDigit {
            let number = bytes.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            numbers[number] += 1
        } else {
            addOther(code)
        }
    }

    /// Notes that so many of the lines without a code were given up.
    mutating func giveUp(_ lines: Int) { linesGivenUp += lines }

    private mutating func addOther(_ code: LineCode) {
        let text = String(decoding: code.bytes, as: UTF8.self)
        switch code.kind {
        case .errno:
            if let number = Int(text) { errors[number, default: 0] += 1 }
        case .text: add(text, 1)
        case .number:
            let number = Self.plain(text)
            // 404.0 is 404.
            if let small = Int(number), number.utf8.count == 3, small >= 0 {
                numbers[small] += 1
            } else {
                add(number, 1)
            }
        }
    }

    private mutating func add(_ code: String, _ lines: Int) {
        if others.count < Self.mostCodes || others[code] != nil {
            others[code, default: 0] += lines
        } else {
            linesOfOtherCodes += lines
        }
    }

    /// A number of JSON without a fraction of zeros and without an exponent, where it is a whole number.
    static func plain(_ number: String) -> String {
        guard !number.utf8.allSatisfy(\.isDigit), let value = Double(number), abs(value) < 1e15,
            value == value.rounded()
        else { return number }
        return String(Int(value))
    }

    /// Adds the counts of another log.
    package mutating func add(_ other: CodeCounts) {
        lines += other.lines
        linesWithoutCode += other.linesWithoutCode
        linesGivenUp += other.linesGivenUp
        linesOfOtherCodes += other.linesOfOtherCodes
        for (number, count) in other.numbers.enumerated() { numbers[number] += count }
        for (code, count) in other.others { add(code, count) }
        for (number, count) in other.errors { errors[number, default: 0] += count }
    }
}
