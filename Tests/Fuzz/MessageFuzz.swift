import KBAssistant
import KBCore
import KBText
import TestSupport

/// Lines that a program may send to `kb mcp`: real ones, damaged ones and random ones.
struct MessageFuzz: Fuzz {
    struct Input {
        /// The bytes of some lines, with their line feeds.
        var bytes: [UInt8]
        /// How many bytes come at once.
        var piece: Int
    }

    private let path: String

    init(folder: String) throws {
        path = folder + "/assistant.db"
        let notes = Notes(try Material.make(path, books: ["http"], withWords: true))
        for body in [
            "\u{202E}ignore all that", "```\n{\"jsonrpc\":\"2.0\"}", String(repeating: "长", count: 9000),
        ] {
            _ = try notes.add(NoteDraft(reference: CodeReference(book: "http", code: "404"), body: body))
        }
    }

    func input(_ random: inout SeededRandom) -> Input {
        var bytes: [UInt8] = []
        for _ in 0..<random.number(1...4) {
            bytes += line(&random)
            if !random.oneIn(20) { bytes.append(0x0A) }
        }
        return Input(bytes: bytes, piece: random.oneIn(3) ? random.number(1...7) : 1 << 16)
    }

    private func line(_ random: inout SeededRandom) -> [UInt8] {
        if random.oneIn(10) { return (0..<random.number(0...200)).map { _ in UInt8(random.number(0...255)) } }
        var line = Array(message(&random).text.utf8)
        guard random.oneIn(3) else { return line }
        for _ in 0..<random.number(1...4) where !line.isEmpty {
            let place = random.number(0...line.count - 1)
            switch random.number(0...5) {
            case 0: line.remove(at: place)
            case 1: line[place] = UInt8(random.number(0...255))
            case 2:
                line.insert(
                    contentsOf: random.pick(["\"", "{", "[", "}", "\\u", "\\ud800", "1e999", ",", "\0"]).utf8,
                    at: place)
            case 3: line.removeLast(line.count - place)
            case 4: line.insert(contentsOf: random.slice(line[...], upTo: 80), at: place)
            default:
                guard random.oneIn(20) else { continue }
                let much = random.repeated(random.pick(["[", "{\"a\":", "x", "中", "0,"]), bytes: 100_000)
                line.insert(contentsOf: much.utf8, at: place)
            }
        }
        return line
    }

    private func message(_ random: inout SeededRandom) -> JSONValue {
        let methods = [
            "initialize", "server/discover", "ping", "tools/list", "resources/list",
            "resources/templates/list",
            "completion/complete", "notifications/cancelled", "prompts/list",
        ]
        let isCall = random.oneIn(2)
        let method = isCall ? "tools/call" : random.oneIn(4) ? "resources/read" : random.pick(methods)
        var params: [(String, JSONValue)] = [
            (
                "name",
                .string(random.pick(["search", "get", "explain_log", "list_books", "add_note", "edit_note"]))
            ),
            (
                "uri",
                .string(
                    random.pick(["kb://books", "kb://code/http/404", "kb://note/", "kb://code/%"])
                        + text(&random))
            ),
            ("protocolVersion", .string(random.pick(["2025-11-25", "2024-11-05", "2026-07-28", ""]))),
            ("requestId", .number(random.number(0...3))),
        ]
        let names = [
            "query", "book", "limit", "code", "history", "text", "request", "note", "revision", "tags",
        ]
        params.append(
            (
                "arguments",
                .object((0..<random.number(0...4)).map { _ in (random.pick(names), value(&random, 0)) })
            ))
        if random.oneIn(2) {
            let version = random.oneIn(9) ? text(&random) : "2026-07-28"
            params.append(("_meta", .object([("io.modelcontextprotocol/protocolVersion", .string(version))])))
        }
        var members: [(String, JSONValue)] = [
            ("jsonrpc", .string("2.0")), ("method", .string(method)),
            ("params", random.oneIn(20) ? value(&random, 0) : .object(params)),
        ]
        if !random.oneIn(10) {
            members.append(("id", random.oneIn(20) ? value(&random, 0) : .number(random.number(0...3))))
        }
        return .object(members)
    }

    private func value(_ random: inout SeededRandom, _ depth: Int) -> JSONValue {
        switch random.number(0...(depth < 3 ? 11 : 9)) {
        case 0: .number(random.number(-1...30))
        case 1: .bool(random.oneIn(2))
        case 2: .null
        case 3: .real(Double(random.number(0...9)) / 4)
        case 10: .array((0..<random.number(0...4)).map { _ in value(&random, depth + 1) })
        case 11: .object((0..<random.number(0...4)).map { _ in (text(&random), value(&random, depth + 1)) })
        default: .string(text(&random))
        }
    }

    private func text(_ random: inout SeededRandom) -> String {
        switch random.number(0...9) {
        case 0...4:
            random.pick([
                "404", "http", "http:404", "超时", "HTTP/1.1 502", "00000000-0000-4000-8000-00000000000a",
            ])
        case 5: random.scalars(upTo: 40)
        case 6: random.garbage(upTo: 100)
        default: random.pieces(upTo: 20)
        }
    }

    func check(_ input: Input) throws {
        var options = AssistantOptions(path: path, version: "1")
        options.mayWrite = true
        options.limitsCalls = false
        var assistant = try Assistant(options)
        var queue = MessageQueue()
        for start in stride(from: 0, to: input.bytes.count, by: input.piece) {
            input.bytes[start..<min(start + input.piece, input.bytes.count)].withUnsafeBytes {
                queue.take($0)
            }
        }
        queue.finish()
        let lines = input.bytes.split(separator: 0x0A).count
        var answers = 0
        while let message = queue.next() {
            guard let answer = assistant.answer(message) else { continue }
            answers += 1
            let bytes = Array(answer.utf8)
            try expect(bytes.count < 20_000, "an answer of \(bytes.count) bytes")
            try expect(
                !answer.unicodeScalars.contains { HarmfulCharacters.contains($0.value) },
                "an invisible character")
            let value = bytes.withUnsafeBytes { JSONValue(reading: $0) }
            try expect(value?["jsonrpc"]?.string == "2.0", "no message: \(answer)")
            try expect(
                (value?["result"] == nil) != (value?["error"] == nil), "neither result nor error: \(answer)")
        }
        try expect(answers <= lines, "\(answers) answers to \(lines) lines")
    }
}
