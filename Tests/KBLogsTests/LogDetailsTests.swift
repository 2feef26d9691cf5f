import Foundation
import Testing

@testable import KBLogs

@Suite("times, paths and samples of logs")
struct LogDetailsTests {
    /// 2026-03-12 08:00:00 in Greenwich.
    private static let eight = 1_773_302_400

    @Test(
        "a line's time is read in every format, with its zone",
        arguments: [
            (#"1.2.3.4 - - [12/Mar/2026:08:00:00 +0000] "GET / HTTP/1.1" 200 5"#, 0),
            (#"1.2.3.4 - - [12/Mar/2026:08:00:00 +0800] "GET / HTTP/1.1" 200 5"#, -8 * 3600),
            (#"[2026-03-12T08:00:00.123Z] "GET / HTTP/1.1" 200 - 0"#, 0),
            (#"{"time":"2026-03-12T08:00:00.123+05:30","status":200}"#, -19_800),
            (#"{"@timestamp":"2026-03-12T08:00:00Z","time":"1999-01-01T00:00:00Z"}"#, 0),
            (#"{"ts":1773302400.5,"a":1}"#, 0), (#"{"t":1773302400500}"#, 0),
            (#"{"ts":1773302400500000000}"#, 0),
            (#"{"a":{"timestamp":"2026-03-12T08:00:00Z"}}"#, 0), (#"{"x":"2026-03-12T08:00:00Z"}"#, 0),
            (#"level=info ts=2026-03-12T08:00:00Z status=200"#, 0),
            ("2026-03-12T08:00:00.123456789Z stdout F x", 0), ("<34>1 2026-03-12T08:00:00Z host app", 0),
            ("api-1  | 2026-03-12T08:00:00Z x", 0), ("1773302400.123 host app: x", 0),
            (
                #"Mar  2 07:00:00 host app: 1.2.3.4 - - [12/Mar/2026:08:00:00 +0000] "GET / HTTP/1.1" 200 5"#,
                0
            ),
            ("https 2026-03-12T08:00:00.186641Z app/lb/1 a b 0 0 0 200 200", 0),
        ])
    func times(line: String, offset: Int) {
        #expect(time(of: line) == Self.eight + offset)
    }

    @Test("a time without a zone is one of this machine; one without a year is of the last twelve months")
    func local() throws {
        var parts = tm()
        (parts.tm_year, parts.tm_mon, parts.tm_mday, parts.tm_hour, parts.tm_isdst) = (126, 2, 12, 8, -1)
        let expected = mktime(&parts)
        for line in [
            "2026/03/12 08:00:00 [error] 1#1: x", "2026-03-12 08:00:00,123 INFO x",
            "a [12/Mar/2026:08:00:00.655] b",
        ] {
            #expect(time(of: line) == expected)
        }
        let syslog = try #require(time(of: "Mar  2 08:00:00 host app[1]: x"))
        let now = Int(Date().timeIntervalSince1970)
        #expect(now - 366 * 86_400 < syslog && syslog < now + 31 * 86_400)
    }

    @Test(
        "what is no time is none",
        arguments: ["", "x", "2026-13-12T08:00:00Z", "12/Mar/2026", "2026-03-12", "404"])
    func noTimes(line: String) {
        #expect(time(of: line) == nil)
    }

    @Test("lines count from --since on and before --until; a line without a time is of the one before it")
    func ranges() {
        var question = LogQuestion()
        (question.since, question.until) = (Self.eight, Self.eight + 60)
        let counts = counts(
            """
            status=100
            2026-03-12T07:59:59Z status=200
            2026-03-12T08:00:00Z status=201
            status=202
            2026-03-12T08:00:59Z status=203
            2026-03-12T08:01:00Z status=204
            status=205
            """, question)
        #expect(counts.byCode == ["201": 1, "202": 1, "203": 1])
        #expect(
            (counts.lines, counts.details.linesOfOtherTimes, counts.details.linesWithoutTime) == (3, 3, 1))
    }

    @Test("lines are counted by pieces of time")
    func pieces() {
        var question = LogQuestion()
        question.step = 60
        let counts = counts(
            """
            2026-03-12T08:00:00Z status=200
            2026-03-12T08:00:59Z status=200
            2026-03-12T08:00:59Z status=404
            2026-03-12T08:02:00Z no code
            2026-03-12T08:02:00Z status=404
            """, question)
        #expect(
            counts.details.times == [
                Self.eight / 60: ["200": 2, "404": 1], Self.eight / 60 + 2: ["404": 1],
            ])
        #expect(counts.lines == 5 && counts.linesWithoutCode == 1)
    }

    @Test(
        "the path of a request is found in every format",
        arguments: [
            (#"1.2.3.4 - - [x] "GET /a/b?c=d HTTP/1.1" 200 5"#, "/a/b"),
            (#"1.2.3.4 - - [x] "GET http://h:80/a?b HTTP/1.1" 200 5"#, "/a"),
            (#"1.2.3.4 - - [x] "OPTIONS * HTTP/1.1" 200 5"#, "*"),
            (#"{"request_uri":"/a?b","status":200}"#, "/a"),
            (#"{"request":{"uri":"/a"},"status":200}"#, "/a"),
            (#"{"request":"GET /a HTTP/1.1","status":200}"#, "/a"),
            (#"{"url":{"path":"/a"},"status":200}"#, "/a"),
            (#"api | {"path":"/a","status":200}"#, "/a"), (#"method=GET path=/a?x status=200"#, "/a"),
            (
                #"a: 1.2.3.4:5 [06/Feb/2026:12:14:14.655] in s/s 1/0/3/6/9 200 27 - - ---- 1/1/1/1/0 0/0 "GET /a HTTP/1.1""#,
                "/a"
            ),
            (#"2026/03/12 08:00:00 [error] 1#1: (111: x), request: "GET /a HTTP/1.1", host: "b""#, "/a"),
            (#"{"log":"1.2.3.4 - - [x] \"GET /a HTTP/1.1\" 200 5\n","stream":"stdout"}"#, "/a"),
        ])
    func paths(line: String, path: String) {
        var question = LogQuestion()
        question.asksForPaths = true
        let counts = counts(line, question)
        #expect(counts.details.paths.values.first == [path: 1])
    }

    @Test("the first lines of each code are kept, cut where they are long")
    func samples() {
        var question = LogQuestion()
        question.samples = 2
        let long = "status=404 " + String(repeating: "x", count: 2000)
        let counts = counts("status=200 a\nstatus=200 b\nstatus=200 c\n\(long)\n", question)
        #expect(counts.details.samples["200"] == ["status=200 a", "status=200 b"])
        #expect(counts.details.samples["404"] == [String(long.prefix(LogDetails.longestSample))])
    }

    @Test("the counts of several logs are those of one with all their lines")
    func sums() {
        var question = LogQuestion()
        (question.step, question.asksForPaths, question.samples) = (900, true, 3)
        let first = "2026-03-12T08:00:00Z path=/a status=200\n{\"code\":\"E1\"}\n"
        let second = "2026-03-12T08:20:00Z path=/a status=200\n2026/03/12 08:30:00 [e] 1#1: (2: x)\nno\n"
        var sum = counts(first, question)
        sum.add(counts(second, question))
        let one = counts(first + second, question)
        #expect(
            sum.byCode == one.byCode && sum.lines == one.lines && sum.linesWithoutCode == one.linesWithoutCode
        )
        #expect(sum.details.times == one.details.times && sum.details.paths == one.details.paths)
        #expect(sum.details.samples == one.details.samples)
        sum.nameErrors(["2": "ENOENT"])
        #expect(sum.byCode["ENOENT"] == 1 && sum.details.samples["ENOENT"]?.count == 1)
        #expect(sum.details.times.values.contains { $0["ENOENT"] == 1 })
    }

    @Test("however many paths and times a log has, only so many numbers are kept")
    func bounded() {
        var question = LogQuestion()
        (question.step, question.asksForPaths) = (60, true)
        var text = ""
        for number in 0..<LogDetails.mostNumbers + 100 {
            text += "{\"ts\":\(1_000_000_000 + number * 60),\"path\":\"/\(number)\",\"status\":200}\n"
        }
        let counts = counts(text, question)
        #expect(counts.details.isCut)
        #expect(
            counts.details.times.count == LogDetails.mostNumbers
                && counts.details.paths["200"]?.count == LogDetails.mostNumbers)
        #expect(counts.byCode == ["200": LogDetails.mostNumbers + 100])
    }

    private func time(of line: String) -> Int? {
        Array(line.utf8).withUnsafeBufferPointer { LineTimes().time(of: $0, nil) }
    }

    private func counts(_ log: String, _ question: LogQuestion) -> CodeCounts {
        var counts = CodeCounts(question)
        let scanner = LineScanner(.detected(JSONFields()))
        Array(log.utf8).withUnsafeBufferPointer { scanner.count($0, into: &counts) }
        return counts
    }
}
