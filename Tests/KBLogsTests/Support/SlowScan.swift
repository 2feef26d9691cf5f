import Foundation

@testable import KBLogs

/// Finds codes in the obvious way: a line at a time, by a regular expression and a JSON decoder.
enum SlowScan {
    /// The codes of a log and how often they stand in it, and the lines that have none.
    static func counts(of log: [UInt8]) -> (codes: [String: Int], linesWithoutCode: Int) {
        var codes: [String: Int] = [:]
        var linesWithoutCode = 0
        var lines = log.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty == true { lines.removeLast() }
        for line in lines {
            if let code = code(of: Array(line)) {
                codes[code, default: 0] += 1
            } else {
                linesWithoutCode += 1
            }
        }
        return (codes, linesWithoutCode)
    }

    private static func code(of line: [UInt8]) -> String? {
        if let object = try? JSONDecoder().decode(Value.self, from: Data(line)),
            case .object(let members) = object
        {
            return code(in: members)
        }
        // Bytes as the characters of the same numbers, so that all of them are characters.
        let text = String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
        let pattern = #/(?:[^"\\]|\\.)*"(?:[^"\\]|\\.)*"[ \t]+([0-9]{1,3})(?:[ \t\r].*)?/#
            .dotMatchesNewlines().matchingSemantics(.unicodeScalar).asciiOnlyDigits()
        return text.wholeMatch(of: pattern).map { String($0.1) }
    }

    private static func code(in members: [String: Value]) -> String? {
        if let code = usualCode(in: members) { return code }
        // Only one of the objects in it has the fields.
        return members.values.compactMap { value in
            if case .object(let members) = value { usualCode(in: members) } else { nil }
        }.first
    }

    private static func usualCode(in members: [String: Value]) -> String? {
        JSONFields.usual.lazy.compactMap { name in
            if case .code(let code) = members[name] { code } else { nil }
        }.first
    }

    /// A JSON value, as far as it matters here.
    private enum Value: Decodable {
        case object([String: Value])
        case code(String)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let members = try? container.decode([String: Value].self) {
                self = .object(members)
            } else if let number = try? container.decode(Int.self) {
                self = .code(String(number))
            } else if let text = try? container.decode(String.self),
                text.wholeMatch(of: #/[-A-Z0-9._]*[A-Z0-9][-A-Z0-9._]*/#) != nil
            {
                self = .code(text)
            } else {
                self = .other
            }
        }
    }
}
