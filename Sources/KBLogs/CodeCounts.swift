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

    /// What was asked for.
    package let question: LogQuestion
    /// The answer.
    package private(set) var details = LogDetails()

    /// Nothing has been counted.
    package init(_ question: LogQuestion = LogQuestion()) {
        self.question = question
    }

    /// The counts of codes of three digits, which most are; then those of the others.
    private var counts = [Int](repeating: 0, count: 1000)
    /// The places of the others in ``counts``.
    private var others: [String: Int] = [:]
    /// The places of codes as logs write them, all but those of three digits.
    private var memo = CodeMemo()
    /// The counts of numbers of errno.
    private var errors: [Int: Int] = [:]
    /// The codes among the others that were numbers of errno.
    private var namedErrors: Set<String> = []

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
        let numbers = counts.prefix(1000).enumerated().filter { $0.element > 0 }.map { number, count in
            Code(code: String(String(number + 1000).dropFirst()), count: count)
        }
        return numbers
            + others.map {
                Code(code: $0.key, isErrno: namedErrors.contains($0.key), count: counts[$0.value])
            }
            + errors.map { Code(code: String($0.key), isErrno: true, count: $0.value) }
    }

    /// Gives numbers of errno their names; those without one are `errno 111`.
    package mutating func nameErrors(_ names: [String: String]) {
        for (number, count) in errors {
            let text = "errno \(number)"
            let name = names[String(number)] ?? text
            namedErrors.insert(name)
            add(name, count)
            if name != text { details.rename(text, name) }
        }
        errors = [:]
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
            counts[number] += 1
        } else if code.kind != .errno, let index = memo.index(of: code) {
            counts[index] += 1
        } else {
            addOther(code)
        }
    }

    /// Counts a line of which more is asked than its code.
    ///
    /// - Parameters:
    ///   - line: The line.
    ///   - code: Its code, which is nil when it has none.
    ///   - time: Its time, in seconds since 1970; nil where none is known.
    ///   - path: What its request was for.
    mutating func add(
        _ line: Bytes, _ code: LineCode?, time: @autoclosure () -> Int?, path: @autoclosure () -> Bytes?
    ) {
        if question.asksForTimes {
            guard let time = time() else {
                if question.since != nil || question.until != nil {
                    details.linesWithoutTime += 1
                    return
                }
                if code != nil { details.linesWithoutTime += 1 }
                addInTime(line, code, path: path())
                return
            }
            guard question.since ?? .min <= time, time < question.until ?? .max else {
                details.linesOfOtherTimes += 1
                return
            }
            let isCounted = addInTime(line, code, path: path())
            if isCounted, let code, let step = question.step {
                details.add(Self.text(code), atPiece: Int((Double(time) / Double(step)).rounded(.down)))
            }
        } else {
            addInTime(line, code, path: path())
        }
    }

    /// Counts a line with its path and as a sample; returns whether it has a code.
    @discardableResult
    private mutating func addInTime(_ line: Bytes, _ code: LineCode?, path: @autoclosure () -> Bytes?) -> Bool
    {
        let before = linesWithoutCode
        add(code)
        guard let code, linesWithoutCode == before else { return false }
        let text = Self.text(code)
        if question.asksForPaths, let path = path() {
            details.add(text, path: String(decoding: path, as: UTF8.self))
        }
        if question.samples > 0 {
            details.add(
                text, sample: String(decoding: line.prefix(LogDetails.longestSample), as: UTF8.self),
                atMost: question.samples)
        }
        return true
    }

    /// A code as ``codes`` has it.
    private static func text(_ code: LineCode) -> String {
        let text = String(decoding: code.bytes, as: UTF8.self)
        return switch code.kind {
        case .text: text
        case .number: plain(text)
        case .errno: "errno \(text)"
        }
    }

    /// Notes that so many of the lines without a code were given up.
    mutating func giveUp(_ lines: Int) { linesGivenUp += lines }

    private mutating func addOther(_ code: LineCode) {
        let text = String(decoding: code.bytes, as: UTF8.self)
        let index: Int?
        switch code.kind {
        case .errno:
            if let number = Int(text) { errors[number, default: 0] += 1 }
            return
        case .text: index = add(text, 1)
        case .number:
            let number = Self.plain(text)
            // 404.0 is 404.
            if number.utf8.count == 3, let small = Int(number), small >= 0 {
                counts[small] += 1
                index = small
            } else {
                index = add(number, 1)
            }
        }
        if let index { memo.remember(index, of: code) }
    }

    /// Adds lines to those of a code; returns its place in ``counts``, nil where it is not told apart.
    @discardableResult
    private mutating func add(_ code: String, _ lines: Int) -> Int? {
        if let index = others[code] {
            counts[index] += lines
            return index
        }
        guard others.count < Self.mostCodes else {
            linesOfOtherCodes += lines
            return nil
        }
        others[code] = counts.count
        counts.append(lines)
        return counts.count - 1
    }

    /// A number of JSON without a fraction of zeros and without an exponent, where it is a whole number.
    static func plain(_ number: String) -> String {
        // Most numbers with a fraction, such as times, are no codes: one look at the digits tells.
        if let point = number.utf8.firstIndex(of: UInt8(ascii: ".")) {
            let fraction = number.utf8[point...].dropFirst()
            if fraction.allSatisfy(\.isDigit), fraction.contains(where: { $0 != UInt8(ascii: "0") }) {
                return number
            }
        }
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
        for number in 0..<1000 { counts[number] += other.counts[number] }
        for (code, index) in other.others { add(code, other.counts[index]) }
        for (number, count) in other.errors { errors[number, default: 0] += count }
        namedErrors.formUnion(other.namedErrors)
        details.add(other.details, samples: question.samples)
    }
}
