import Foundation
import KBLogs
import TestSupport

/// Logs, as `kb scan` reads them: in all formats, damaged, compressed and not.
struct LogFuzz: Fuzz {
    struct Input: CustomDebugStringConvertible {
        var bytes: [UInt8]
        /// Which of the readers has to read them.
        var reader: Int
        var question: LogQuestion
        /// Whether the bytes are those of a compressed file.
        var isCompressed: Bool

        var debugDescription: String {
            "reader \(reader), \(question), \(isCompressed ? "compressed, " : "")\(bytes.count) bytes: "
                + String(decoding: bytes, as: UTF8.self).debugDescription
        }
    }

    private let path: String
    private let codes = CodeList([
        "E100", "SETTLE-0032", "40401", "5.1.1", "ENOENT", "NOT_FOUND", "42P01", "退款-7", "a", "0", "",
    ])
    private let formats: [LineFormat]
    /// Logs that gzip, zstd and bzip2 have compressed.
    private let compressed: [[UInt8]]

    /// How many readers there are: each format, and the first with a book's codes.
    private var readers: Int { formats.count + 1 }

    init(folder: String) throws {
        path = folder + "/log"
        formats = [
            .detected(JSONFields()), .detected(JSONFields(name: "a.b")), .common, .json(JSONFields()),
            .pattern(try LinePattern(#"\b(?:status|code)[=:]\s*(\w+)|(\d{3})"#)),
        ]
        let source = folder + "/source"
        let text = Self.lines.joined(separator: "\n") + String(repeating: "\"a\" 404 1\n", count: 3000)
        try Data(text.utf8).write(to: URL(filePath: source))
        compressed = try [["gzip", "-c"], ["zstd", "-qc"], ["bzip2", "-c"]].map { program in
            let process = Process()
            process.executableURL = URL(filePath: "/usr/bin/env")
            process.arguments = program + [source]
            let pipe = Pipe()
            process.standardOutput = pipe
            try process.run()
            let bytes = Array(pipe.fileHandleForReading.readDataToEndOfFile())
            process.waitUntilExit()
            return bytes
        }
    }

    func input(_ random: inout SeededRandom) -> Input {
        var question = LogQuestion()
        if random.oneIn(2) {
            question.asksForPaths = true
            question.samples = 2
            question.step = random.pick([60, 900])
            if random.oneIn(3) { question.since = random.pick([0, 1_773_302_400, .max, .min]) }
            if random.oneIn(3) { question.until = random.pick([0, 1_773_302_400, .max, .min]) }
        }
        let isCompressed = random.oneIn(10)
        var bytes = isCompressed ? random.pick(compressed) : text(&random)
        let changes = random.oneIn(4) ? 0 : random.number(1...(isCompressed ? 4 : 30))
        for _ in 0..<changes where !bytes.isEmpty {
            let place = random.number(0...bytes.count - 1)
            switch random.number(0...5) {
            case 0: bytes.remove(at: place)
            case 1: bytes.insert(.random(in: 0...255, using: &random), at: place)
            case 2: bytes[place] = .random(in: 0...255, using: &random)
            case 3 where isCompressed: bytes.removeLast(bytes.count - place)
            default: if !isCompressed { bytes[place] = random.pick(Array("\"\\{}[]:,=#/ \n\t\r()0e.".utf8)) }
            }
        }
        return Input(
            bytes: bytes, reader: random.number(0...readers - 1), question: question,
            isCompressed: isCompressed)
    }

    func check(_ input: Input) throws {
        try Data(input.bytes).write(to: URL(filePath: path))
        var counts = CodeCounts(input.question)
        let isOwn = input.reader == formats.count
        let format = isOwn ? formats[0] : formats[input.reader]
        var isWhole = true
        let reader = LogReader(try LogFile(opening: path), format: format, codes: isOwn ? codes : nil)
        do {
            try reader.readToEnd(into: &counts)
        } catch {
            if case .unreadable = error { throw error }
            try expect(input.isCompressed, "a log that is not compressed is refused")
            isWhole = false
        }
        reader.finish(into: &counts)
        let found = counts.codes.reduce(0) { $0 + $1.count } + counts.linesOfOtherCodes
        try expect(found == counts.linesWithCode, "\(found) codes in \(counts.linesWithCode) lines")
        let details = counts.details
        let hasRange = input.question.since != nil || input.question.until != nil
        if isWhole, !input.isCompressed {
            let lines =
                input.bytes.count { $0 == 0x0A } + (input.bytes.last.map { $0 == 0x0A } ?? true ? 0 : 1)
            let read = counts.lines + details.linesOfOtherTimes + (hasRange ? details.linesWithoutTime : 0)
            try expect(read == lines, "\(read) of \(lines) lines")
        }
        let timed = details.times.values.reduce(0) { $0 + $1.values.reduce(0, +) }
        try expect(timed <= counts.linesWithCode, "\(timed) times of \(counts.linesWithCode) lines")
    }

    func patience(with input: Input) -> Double { input.isCompressed ? 3 : 1 }

    private func text(_ random: inout SeededRandom) -> [UInt8] {
        var bytes: [UInt8] = []
        for _ in 0..<random.number(1...12) {
            bytes += Array(random.pick(Self.prefixes).utf8)
            var line = random.pick(Self.lines)
            // Long runs of what readers look for.
            if random.oneIn(200) {
                let unit = random.pick([
                    "\"", "{\"a\":", "[", "a=\"", " ", "1/", "E100-", "\\", "] \"", "2026-", "{ ",
                ])
                line += String(repeating: unit, count: 100_000)
            }
            bytes += Array(line.utf8)
            bytes.append(0x0A)
        }
        if random.oneIn(2) { bytes.removeLast() }
        return bytes
    }

    private static let prefixes = [
        "", "", "2026-03-12T08:00:00.123456789Z stdout F ", "api-1  | ", "[pod/api/api] ",
        "Mar  2 08:00:00 h a[1]: ",
        "<134>1 2026-03-12T08:00:00Z host app 12 - [meta a=\"b\"] ", "1773302400.5 h a[1]: ", "\u{FEFF}",
    ]

    private static let lines = [
        #"1.2.3.4 - a"b [12/Mar/2026:08:00:00 +0800] "GET /?q="x" HTTP/1.1" 404 5 "-" "curl""#,
        #"[2026-04-15T20:17:00.310Z] "POST /a HTTP/2" 204 - 154 0 226 100 "10.0.35.28" "a""#,
        #"{"time":"2026-03-12T08:00:00+08:00","http":{"response":{"status_code":503}},"a":{"b":[{"c":1}]}}"#,
        #"{"a.b":"E100","status":404.0,"code":5e2,"ts":1773302400.5,"request":"GET /a?b HTTP/1.1"}"#,
        #"{"log":"{\"status\":503,\"path\":\"\\u00e9\"}\n","stream":"stdout","time":"2026-03-12T08:00:00Z"}"#,
        #"{"MESSAGE":"level=error status=502 \ud83d\ude00 \ud83d","PRIORITY":"3"}"#,
        #"level=error ts=2026-03-12T08:00:00Z path=/a?b msg="a \"b\" status=5" status=502"#,
        "2026/03/12 08:00:00 [error] 12#12: *5 open() failed (111: Connection refused), request: \"GET /a HTTP/1.1\"",
        "lb haproxy[1]: 1.2.3.4:5 [06/Feb/2026:12:14:14.655] in s/s 10/0/30/69/109 200 2750 - - \"GET /a HTTP/1.1\"",
        "h2 2026-07-02T22:23:00.186641Z app/lb/50 1.2.3.4:5 1.2.3.4:6 0.0 0.1 0.0 502 - 3 3 \"GET https://a:4/b HTTP/2\"",
        "#Fields: date time cs-uri-stem sc-status time-taken", "2026-03-12 08:00:00 /a 404 5",
        "08:00:01 ERROR code=e-100 and settle_32 [40401] 错误码：40401 5.1.1 退款7 42p01", "",
    ]
}
