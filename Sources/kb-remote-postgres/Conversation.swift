import Glibc
import KBDocuments
import KBText

/// Reads questions from standard input and writes answers to standard output, as docs/sync.md says.
struct Conversation {
    private var rest: [UInt8] = []
    private var logs: LogDatabase?

    /// Answers until the questions end.
    mutating func run() {
        while let line = nextLine() {
            do throws(Failure) {
                try answer(line)
            } catch {
                Output.write(error.answer)
            }
        }
    }

    private mutating func answer(_ line: [UInt8]) throws(Failure) {
        guard let question = line.withUnsafeBytes({ JSONValue(reading: $0) }) else {
            throw Failure(.refused, "no JSON")
        }
        if let url = question["hello"]?["url"]?.string {
            logs = LogDatabase(url)
            return Output.write(.object([("hello", .object([]))]))
        }
        guard let logs else { throw Failure(.refused, "no hello") }
        if question["state"] != nil {
            let vector = try logs.state().map { state in
                (state.log, JSONValue.array([.number(state.n), .string(state.hash)]))
            }
            Output.write(.object([("vector", .object(vector))]))
        } else if case .array(let items)? = question["pull"] {
            var ranges: [LogDatabase.Range] = []
            for item in items { ranges.append(try Self.range(item)) }
            try logs.pull(ranges) { (segment) throws(Failure) in
                Output.write(
                    .object([
                        ("log", .string(segment.log)), ("first", .number(segment.first)),
                        ("hash", .string(segment.hash)), ("lines", .strings(segment.lines)),
                    ]))
            }
            Output.write(.object([("end", .bool(true))]))
        } else if let push = question["push"] {
            try Self.push(push, to: logs)
            Output.write(.object([("end", .bool(true))]))
        } else if case .array(let words)? = question["document"] {
            let document = try words.first.flatMap(\.string).flatMap { Self.isHash($0) ? $0 : nil }
                .map { (sha256) throws(Failure) in try logs.document(sha256) }
            Output.write(.object([("document", .optional(document ?? nil))]))
        } else {
            throw Failure(.refused, "no question that this program knows")
        }
    }

    private static func push(_ push: JSONValue, to logs: LogDatabase) throws(Failure) {
        guard case .array(let items)? = push["segments"], case .object(let members)? = push["documents"]
        else {
            throw Failure(.refused, "no segments")
        }
        var segments: [LogDatabase.Segment] = []
        for item in items { segments.append(try segment(item)) }
        var documents: [(String, String)] = []
        for (sha256, content) in members {
            guard isHash(sha256), let base64 = content.string else {
                throw Failure(.refused, "no document: \(sha256)")
            }
            documents.append((sha256, base64))
        }
        try logs.push(segments, documents)
    }

    private static func range(_ value: JSONValue) throws(Failure) -> LogDatabase.Range {
        guard case .array(let parts) = value, parts.count == 3, let log = parts[0].string, log.isUUID,
            case .number(let after) = parts[1], case .number(let last) = parts[2]
        else { throw Failure(.refused, "no range: \(value.text)") }
        return LogDatabase.Range(log: log, after: after, last: last)
    }

    private static func segment(_ value: JSONValue) throws(Failure) -> LogDatabase.Segment {
        guard let log = value["log"]?.string, log.isUUID, case .number(let first)? = value["first"],
            let hash = value["hash"]?.string, isHash(hash), case .array(let items)? = value["lines"]
        else { throw Failure(.refused, "no segment of a log") }
        let lines = items.compactMap(\.string)
        guard lines.count == items.count else { throw Failure(.refused, "no line of log \(log)") }
        return LogDatabase.Segment(log: log, first: first, hash: hash, lines: lines)
    }

    private static func isHash(_ text: String) -> Bool {
        text.utf8.count == 64
            && text.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }
    }

    // MARK: - Lines

    /// The next line without its end; nil after the last.
    private mutating func nextLine() -> [UInt8]? {
        var searched = 0
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let end = rest[searched...].firstIndex(of: 0x0A) {
                defer { rest.removeFirst(end + 1) }
                return Array(rest[..<end])
            }
            searched = rest.count
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            if count > 0 { rest += buffer[..<count] } else if count == 0 || errno != EINTR { return nil }
        }
    }
}
