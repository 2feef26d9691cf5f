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

    /// A code and the number of lines that have it.
    package typealias Code = (code: String, count: Int)

    /// The codes, in no order.
    package var codes: [Code] {
        let numbers = numbers.enumerated().filter { $0.element > 0 }.map { number, count in
            (code: String(String(number + 1000).dropFirst()), count: count)
        }
        return numbers + others.map { (code: $0.key, count: $0.value) }
    }

    /// Counts a line and its code, which is nil when it has none.
    @inline(__always)
    mutating func add(_ code: Bytes?) {
        lines += 1
        guard let code, !code.isEmpty, code.count <= Self.longestCode else {
            linesWithoutCode += 1
            return
        }
        if code.count == 3, code[0].isDigit, code[1].isDigit, code[2].isDigit {
            let number = code.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
            numbers[number] += 1
        } else {
            addOther(String(decoding: code, as: UTF8.self))
        }
    }

    /// Notes that so many of the lines without a code were given up.
    mutating func giveUp(_ lines: Int) { linesGivenUp += lines }

    private mutating func addOther(_ code: String) {
        if others.count < Self.mostCodes || others[code] != nil {
            others[code, default: 0] += 1
        } else {
            linesOfOtherCodes += 1
        }
    }
}
