import Foundation

@testable import KBLogs

/// Finds codes in the obvious way: a line at a time, by regular expressions and a JSON decoder.
struct SlowScan {
    /// The place of the status among the columns, once they have been named.
    private var column: Int?

    /// The lines of a log and their codes.
    static func codes(of log: [UInt8]) -> [(line: [UInt8], code: String?)] {
        var scan = SlowScan()
        var lines = log.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Array.init)
        if lines.last?.isEmpty == true { lines.removeLast() }
        return lines.map { ($0, scan.code(of: $0)) }
    }

    private mutating func code(of line: [UInt8]) -> String? {
        // Bytes as the characters of the same numbers, so that all of them are characters.
        let text = String(String.UnicodeScalarView(line.map { Unicode.Scalar($0) }))
        if text.hasPrefix("#Fields:") {
            column = Self.words(text).dropFirst().firstIndex(of: "sc-status").map { $0 - 1 }
        }
        if let column, !text.hasPrefix("#") {
            // A cell that begins with a quote may hold separators.
            let pattern =
                text.contains("\t")
                ? #/(?:"[^"]*"[^\t]*|[^"\t][^\t]*)?(\t|$)/# : #/(?:"[^"]*"[^ ]*|[^" ][^ ]*)?( |$)/#
            var cells: [String] = []
            var rest = text[...]
            while let cell = rest.prefixMatch(of: pattern.matchingSemantics(.unicodeScalar)) {
                cells.append(String(rest[..<cell.1.startIndex]))
                rest = rest[cell.range.upperBound...]
                if cell.1.isEmpty { break }
            }
            if column < cells.count {
                let cell = cells[column].replacing(#/\r$/#.matchingSemantics(.unicodeScalar), with: "")
                if cell.wholeMatch(of: #/[0-9]{1,3}/#.asciiOnlyDigits()) != nil { return cell }
            }
        }
        return Self.code(of: line, text)
    }

    private static func code(of line: [UInt8], _ text: String) -> String? {
        if let members = members(line) {
            if let code = code(in: members) { return code }
            guard case .text(let inner)? = members["log"] ?? members["MESSAGE"] else { return nil }
            let bytes = Array(inner.replacing(#/[\r\n]+$/#.matchingSemantics(.unicodeScalar), with: "").utf8)
            return code(of: bytes, String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) })))
        }
        return common(text) ?? proxy(text) ?? balancer(text) ?? nginx(text) ?? inner(line) ?? logfmt(text)
    }

    // MARK: - JSON

    private static func members(_ line: some Collection<UInt8>) -> [String: Value]? {
        guard let object = try? JSONDecoder().decode(Value.self, from: Data(line)),
            case .object(let members) = object
        else { return nil }
        return members
    }

    /// JSON at the end of a line of something else.
    private static func inner(_ line: [UInt8]) -> String? {
        let start = line.indices.dropFirst().first { place in
            line[place] == UInt8(ascii: "{") && [0x20, 0x09].contains(line[place - 1])
                && line[(place + 1)...].first { $0 != 0x20 && $0 != 0x09 } == UInt8(ascii: "\"")
        }
        return start.flatMap { members(line[$0...]) }.flatMap { code(in: $0) }
    }

    private static func code(in members: [String: Value]) -> String? {
        paths(in: members).compactMap { path, value in
            rank(of: path).map { (rank: $0, value: value) }
        }.min { $0.rank < $1.rank }?.value
    }

    /// The codes of an object and of those in it, by the keys that lead to them.
    private static func paths(in members: [String: Value], below path: String = "") -> [(String, String)] {
        members.flatMap { key, value -> [(String, String)] in
            switch value {
            case .object(let members): paths(in: members, below: path + key + ".")
            case .code(let code): [(path + key, code)]
            case .text(let text):
                text.wholeMatch(of: #/[-A-Z0-9._]*[A-Z0-9][-A-Z0-9._]*/#) != nil ? [(path + key, text)] : []
            case .other: []
            }
        }
    }

    /// How early a field goes: those of the object, that of ECS, those of the objects in it, and so on.
    private static func rank(of path: String) -> Int? {
        if "." + path == ".http.response.status_code" || path.hasSuffix(".http.response.status_code") {
            return 100
        }
        let keys = path.split(separator: ".", omittingEmptySubsequences: false)
        let name = JSONFields.usual.firstIndex(of: String(keys.last ?? ""))
        return name.map { $0 + (keys.count - 1) * 1000 }
    }

    /// A JSON value, as far as it matters here.
    private enum Value: Decodable {
        case object([String: Value])
        case code(String)
        case text(String)
        case other

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let members = try? container.decode([String: Value].self) {
                self = .object(members)
            } else if (try? container.decode(Bool.self)) != nil {
                self = .other
            } else if let number = try? container.decode(Double.self) {
                self = .code(number == number.rounded() ? String(Int(number)) : String(number))
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .other
            }
        }
    }

    // MARK: - Lines of text

    /// The Common Log Format.
    private static func common(_ text: String) -> String? {
        let characters = Array(text.unicodeScalars)
        var quotes: [Int] = []
        var slashes = 0
        for (place, character) in characters.enumerated() {
            if character == "\"", slashes.isMultiple(of: 2) { quotes.append(place) }
            slashes = character == "\\" ? slashes + 1 : 0
        }
        func before(_ place: Int) -> String { string(characters[..<place]) }
        func status(_ quote: Int) -> String? {
            string(characters[(quote + 1)...]).prefixMatch(
                of: #/[ \t]+([0-9]{1,3})(?:[ \t\r]|$)/#.matchingSemantics(.unicodeScalar).asciiOnlyDigits()
            ).map { String($0.1) }
        }
        for (number, opening) in quotes.enumerated() where before(opening).hasSuffix("] ") {
            var found: String?
            for quote in quotes[(number + 1)...] {
                let ends = before(quote).contains(#/HTTP\/[0-9.]+$/#.matchingSemantics(.unicodeScalar))
                let status = status(quote)
                if let status, ends || quote == opening + 1 { return status }
                if ends { break }
                if status == nil, found != nil, before(quote).hasSuffix(" ") || before(quote).hasSuffix("\t")
                {
                    break
                }
                found = found ?? status
            }
            if let found { return found }
        }
        return quotes.count < 2 ? nil : status(quotes[1])
    }

    /// HAProxy.
    private static func proxy(_ text: String) -> String? {
        let words = words(text)
        guard
            let times = words.firstIndex(where: {
                $0.wholeMatch(of: #/(?:[-+]?[0-9]+\/){4}[-+]?[0-9]+/#.asciiOnlyDigits()) != nil
            }), times + 2 < words.count,
            words[times + 1].wholeMatch(of: #/[0-9]{3}/#.asciiOnlyDigits()) != nil,
            words[times + 2].wholeMatch(of: #/\+?[0-9]*/#.asciiOnlyDigits()) != nil
        else { return nil }
        return words[times + 1]
    }

    /// The Application Load Balancer.
    private static func balancer(_ text: String) -> String? {
        let words = words(text)
        let start = words.indices.first { place in
            place <= 8 && place + 1 < words.count
                && ["http", "https", "h2", "grpcs", "ws", "wss"].contains(words[place])
                && words[place + 1].wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/#) != nil
        }
        guard let start, start + 8 < words.count,
            words[start + 8].wholeMatch(of: #/[0-9]{3}/#.asciiOnlyDigits()) != nil
        else { return nil }
        return words[start + 8]
    }

    /// nginx's error log.
    private static func nginx(_ text: String) -> String? {
        text.prefixMatch(
            of: #/[^#]*\] [0-9]+#[0-9]+:.*?\(([0-9]{1,4}): /#.dotMatchesNewlines().matchingSemantics(
                .unicodeScalar
            )
            .asciiOnlyDigits()
        ).map { String($0.1) }
    }

    /// logfmt.
    private static func logfmt(_ text: String) -> String? {
        let pattern =
            #/(?:^|[ \t])([^ \t="]+)=(?:"((?:[^"\\]|\\.)*)"(?=[ \t\r]|$)|([^" \t\r][^ \t\r]*))/#
            .matchingSemantics(.unicodeScalar)
        let found = text.matches(of: pattern).compactMap { match -> (Int, String)? in
            guard
                match.1.wholeMatch(of: #/[-A-Za-z0-9_.\u{80}-\u{FF}]+/#.matchingSemantics(.unicodeScalar))
                    != nil,
                let value = match.2 ?? match.3, let rank = rank(of: String(match.1)),
                value.wholeMatch(of: #/[-A-Z0-9._]*[A-Z0-9][-A-Z0-9._]*/#) != nil
            else { return nil }
            return (rank, String(value))
        }
        return found.min { $0.0 < $1.0 }?.1
    }

    /// The words of a line, up to a carriage return.
    private static func words(_ text: String) -> [String] {
        text.unicodeScalars.prefix { $0 != "\r" }.split { $0 == " " || $0 == "\t" }.map { String($0) }
    }

    private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(scalars))
    }
}
