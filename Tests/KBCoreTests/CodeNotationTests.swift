import KBText
import TestSupport
import Testing

@testable import KBCore

@Suite("Codes in every notation")
struct CodeNotationTests {
    @Test(
        "A code is found first, whatever stands between its parts and however its zeros are written",
        arguments: [
            ("SETTLE-0032", "SETTLE-0032"), ("SETTLE0032", "SETTLE-0032"), ("settle 32", "SETTLE-0032"),
            ("SETTLE_32", "SETTLE-0032"), ("settle-32", "SETTLE-0032"), ("Settle.0032", "SETTLE-0032"),
            ("ＳＥＴＴＬＥ－００３２", "SETTLE-0032"), ("清算 SETTLE0032 是什么", "SETTLE-0032"),
            ("settle32 报错", "SETTLE-0032"),
            ("risk_4107", "RISK_4107"), ("risk-4107", "RISK_4107"), ("RISK4107", "RISK_4107"),
            ("ORA-942", "ORA-00942"), ("ora942", "ORA-00942"), ("ORA 00942", "ORA-00942"),
            ("ORA-00942: table or view does not exist", "ORA-00942"), ("pos a010", "POS-A010"),
            ("POS_A010", "POS-A010"), ("posa010", "POS-A010"), ("POSA010", "POS-A010"), ("A010", "POS-A010"),
            ("pay.refund.1203", "pay.refund.1203"), ("pay-refund-1203", "pay.refund.1203"),
            ("PAY_REFUND_1203", "pay.refund.1203"), ("E1002007", "1002007"), ("code:1002007", "1002007"),
            ("0416", "416"), ("404", "404"), ("1002-007", "1002007"), ("1,002,007", "1002007"),
            ("5,7,1", "5.7.1"),
            ("四百零四", "404"), ("errno:13", "EACCES"), ("ret=-22", "EINVAL"), ("errno 0x6e", "ETIMEDOUT"),
        ])
    func separators(query: String, code: String) throws {
        let result = try #require(try SearchFixture.results(query, book: "books").first)
        #expect(result.code.reference.code == code)
        #expect(result.tier == .code)
    }

    @Test(
        "The 32 bits of a failure are found in hexadecimal, with a sign and without one",
        arguments: [
            ("0x80070005", "0x80070005"), ("0X80070005", "0x80070005"), ("80070005", "0x80070005"),
            ("2147942405", "0x80070005"), ("-2147024891", "0x80070005"),
            ("HRESULT: 0x80070005", "0x80070005"),
            ("(0x80070005)", "0x80070005"), ("0x80070002", "-2147024894"), ("-2147024894", "-2147024894"),
        ])
    func bits(query: String, code: String) throws {
        #expect(try SearchFixture.references(query).first == "pay:" + code)
    }

    @Test(
        "The last number alone finds its code, with its zeros also where that number names another",
        arguments: [
            ("0032", "pay:SETTLE-0032"), ("4107", "pay:RISK_4107"), ("942", "pay:ORA-00942"),
            ("1203", "pay:pay.refund.1203"), ("32", "errno:EPIPE"),
        ])
    func endings(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).first == reference)
    }

    @Test(
        "Behind the name of a book, or a word that says nothing, a code, a class or a beginning is meant",
        arguments: [
            ("http-404", ["http:404"]), ("HTTP_502", ["http:502"]), ("[HTTP-207]", ["http:207"]),
            ("error404", ["http:404"]), ("ERROR-404", ["http:404"]), ("401/403", ["http:401", "http:403"]),
            ("http:50", (500...508).map { "http:\($0)" }), ("http-50x", (500...508).map { "http:\($0)" }),
            (
                "smtp:55",
                ["smtp:550", "smtp:551", "smtp:552", "smtp:553", "smtp:554", "smtp:555", "smtp:556"]
            ),
            ("5.7.1", ["pay:5.7.1", "smtp:5.7.1"]),
            ("550-5.7.1", ["pay:5.7.1", "smtp:5.7.1", "pay:550", "smtp:550"]),
        ])
    func prefixes(query: String, references: [String]) throws {
        #expect(try SearchFixture.references(query, limit: 20) == references)
    }

    @Test(
        "The other number of a code is found behind a word that says so",
        arguments: [
            ("errno 111", "ECONNREFUSED"), ("errno=13", "EACCES"), ("errno 2", "ENOENT"),
            ("os error 2", "ENOENT"),
            ("os error 13", "EACCES"), ("[Errno 13] Permission denied: 'data/x'", "EACCES"),
            ("111", "ECONNREFUSED"),
            ("mount error(112): retry", "EHOSTDOWN"), ("errno: 0016", "EBUSY"), ("错误码 13 上传", "EACCES"),
            ("[WinError 10061] refused", "ECONNREFUSED"),
        ])
    func numbers(query: String, code: String) throws {
        #expect(try SearchFixture.references(query).first == "errno:" + code)
    }

    @Test(
        "A number that is no code finds none: in a sentence, a time, an address, a version, a port, a document",
        arguments: [
            "等了 13 秒", "retried 2 times", "at 10:04:03", "12:50", "10.0.0.1", "127.0.0.1:8080",
            "listening on port 8080", "重试 3 次后失败", "2026-11-28 13:02:11", "用了 32 个线程", "版本 5.7.1.3",
            "HTTP/1.1",
            "HTTP/2", "5-01-1", "5.01.1", "RFC 2518", "SETTLE-00321", "settle 132", "exit code 137",
            "exit code 2 returned", "status code 5 seen",
        ])
    func others(query: String) throws {
        let results = try SearchFixture.results(query, book: "books")
        #expect(!results.contains { $0.tier == .code }, "\(results.map(\.code.reference))")
        // Nor does it as the other name of a code.
        #expect(!results.contains { $0.alias.map { Int($0) != nil } ?? false })
    }

    @Test(
        "Among codes of one number those come first that hold the other words",
        arguments: [
            ("421 Service not available", "smtp:421"), ("421 misdirected", "http:421"),
            ("smtp 421", "smtp:421"),
            ("http 421", "http:421"), ("550 对方邮箱", "pay:550"),
            ("421 closing transmission channel", "smtp:421"),
        ])
    func ofOneNumber(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).first == reference)
    }

    @Test(
        "Only the book that a query names is searched, unless nothing there answers",
        arguments: [
            ("smtp 邮箱满", "smtp"), ("errno 权限", "errno"), ("http 找不到", "http"),
            ("NGX_HTTP_NOT_IMPLEMENTED", "http"),
            ("HTTP_NOT_FOUND", "http"), ("smtp 451", "smtp"),
        ])
    func books(query: String, book: String) throws {
        let found = try SearchFixture.results(query, book: "books")
        #expect(Set(found.map(\.code.reference.book)) == [book])
    }

    @Test("A bare number is the beginning of codes before it is another name of one")
    func bareNumbers() throws {
        #expect(try SearchFixture.references("40", limit: 3) == ["http:400", "http:401", "http:402"])
        #expect(try SearchFixture.references("45").first == "http:451")
        #expect(try SearchFixture.references("errno 40") == ["errno:ELOOP"])
        #expect(try SearchFixture.references("13") == ["errno:EACCES"])
    }

    @Test("A number that is a code of one book is the beginning of codes of the others, too")
    func numbersOfClasses() throws {
        let store = try SearchFixture.make([
            "tls": SearchFixture.codes(of: [["50", "Decode error", ""], ["51", "Decrypt error", ""]]),
            "web": SearchFixture.codes(of: [["500", "Internal error", ""], ["502", "Bad gateway", ""]]),
        ])
        #expect(try SearchFixture.codes("50", in: store) == ["50", "500", "502"])
        #expect(try SearchFixture.codes("tls 50", in: store) == ["50"])
    }

    @Test(
        "The number of a system's error in brackets, next to what it says, is that error; a digit for each part of a code",
        arguments: [
            ("Nov 12 web01 app: open(\"/var/lib/a.db\") failed: Permission denied (13)", "errno:EACCES"),
            ("bind() to 0.0.0.0:80 failed (98: Address already in use)", "errno:EADDRINUSE"),
            ("smtp 571", "smtp:5.7.1"), ("std::io::ErrorKind::AlreadyExists", "errno:EEXIST"),
        ])
    func brackets(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).first == reference)
    }

    @Test("What a gateway says of its upstream is no error of the system")
    func upstream() throws {
        let line =
            "upstream timed out (110: Connection timed out) while reading response header from upstream"
        #expect(try SearchFixture.references(line).first == "http:504")
    }

    @Test("The process and thread in a line of nginx are no number of an error")
    func process() throws {
        let line =
            "2024/03/02 10:11:12 [error] 31#31: *9 client intended to send too large body: 20971520 bytes"
        #expect(try SearchFixture.references(line).first == "http:413")
    }

    @Test("Where the named book has no answer, the others are asked, and nonsense finds nothing in any")
    func otherBooks() throws {
        #expect(try SearchFixture.references("smtp 茶壶").first == "http:418")
        #expect(try SearchFixture.references("errno 红烧排骨").isEmpty)
    }

    @Test("A code in full width is found in either width, and shown, and recognised in a log")
    func fullWidth() throws {
        let store = try SearchFixture.small([
            ["８０１４", "全角编号", "从办公软件里复制来的编号"], ["8015", "半角编号", "普通的编号"], ["Ｅ-９１", "混合编号", "只有字母和数字是全角"],
        ])
        for (query, code) in [
            ("8014", "８０１４"), ("８０１４", "８０１４"), ("8015", "8015"), ("８０１５", "8015"), ("e-91", "Ｅ-９１"),
            ("Ｅ－９１", "Ｅ-９１"),
        ] {
            #expect(try SearchFixture.codes(query, in: store) == [code], "\(query)")
            #expect(try Codes(store).find(query).map(\.reference.code) == [code], "\(query)")
            #expect(try Codes(store).find("b:" + query).map(\.reference.code) == [code], "\(query)")
            #expect(try Codes(store).named([query])[query]?.map(\.reference.code) == [code], "\(query)")
        }
    }

    @Test("The lines of a reply of several lines name both of its codes")
    func reply() throws {
        let store = try SearchFixture.make([
            "smtp": try SearchFixture.codes(of: [
                ["421", "Service closing", "服务即将关闭"], ["550", "Mailbox unavailable", "邮箱不可用"],
                ["5.7.1", "Delivery not authorized", "未授权，邮件被拒"],
                ["4.7.0", "Other security status", "其他安全状态"],
            ])
        ])
        for (line, codes) in [
            ("550-5.7.1 [10.0.0.1] Our system has detected unsolicited mail", ["550", "5.7.1"]),
            ("550 5.7.1", ["550", "5.7.1"]), ("421-4.7.0", ["4.7.0", "421"]), ("550-SIZE 35882577", ["550"]),
        ] {
            #expect(Set(try SearchFixture.codes(line, in: store)) == Set(codes), "\(line)")
        }
    }

    @Test("Behind the name of a book only its codes are found")
    func bookAndCode() throws {
        let store = try SearchFixture.make([
            "http": try SearchFixture.codes(of: [
                ["404", "Not Found", "找不到资源"], ["429", "Too Many Requests", "请求太多"],
                ["502", "Bad Gateway", "网关错误，响应超过 4096 字节"],
            ]),
            "smtp": try SearchFixture.codes(of: [
                ["421", "Service closing", "服务即将关闭"], ["550", "Mailbox unavailable", "邮箱不可用"],
            ]),
        ])
        for (query, codes) in [
            ("HTTP-404", ["404"]), ("HTTP_404", ["404"]), ("http-502", ["502"]), ("http:5xx", ["502"]),
            ("http:4", ["404", "429"]), ("smtp:4", ["421"]), ("http:404", ["404"]), ("http 404", ["404"]),
            ("HTTP404", ["404"]), ("smtp:404", []), ("http-550", []),
            ("http 4096", []), ("http 超过 4096", ["502"]),
        ] {
            #expect(try SearchFixture.codes(query, in: store) == codes, "\(query)")
        }
    }

    @Test(
        "A code with one letter wrong, missing or doubled is found",
        arguments: [
            ("EADRINUSE", "errno:EADDRINUSE"), ("EADDRINUSR", "errno:EADDRINUSE"),
            ("ECONREFUSED", "errno:ECONNREFUSED"),
            ("EPIIPE", "errno:EPIPE"), ("SETLE-0032", "pay:SETTLE-0032"),
            ("DEADLINE_EXCEDED", "pay:DEADLINE_EXCEEDED"),
        ])
    func typos(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).prefix(3).contains(reference))
    }
}

@Suite("The words inside codes and constants")
struct CodeWordsTests {
    @Test(
        "A pasted constant or class of a library is read as its words",
        arguments: [
            ("StatusGatewayTimeout", "http:504"), ("HttpStatus.PAYLOAD_TOO_LARGE", "http:413"),
            ("NotADirectoryError", "errno:ENOTDIR"), ("ConnectionRefusedError", "errno:ECONNREFUSED"),
            ("http.StatusTooManyRequests", "http:429"), ("HttpStatusCode::NOT_FOUND", "http:404"),
            ("HTTP_NOT_FOUND", "http:404"), ("StatusCode::IM_A_TEAPOT", "http:418"),
            ("SC_REQUEST_TIMEOUT", "http:408"),
            ("SC_BAD_GATEWAY", "http:502"), ("NGX_HTTP_NOT_IMPLEMENTED", "http:501"),
            ("raise PreconditionFailedException()", "http:412"),
            ("std::errc::no_space_on_device", "errno:ENOSPC"),
        ])
    func constants(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).first == reference)
    }

    @Test(
        "The words inside a code find it, and are marked in it",
        arguments: [
            ("deadline exceeded", "DEADLINE_EXCEEDED", [0..<17]),
            ("trade has success", "ACQ.TRADE_HAS_SUCCESS", [4..<21]),
            ("TRADE_HAS_SUCCESS", "ACQ.TRADE_HAS_SUCCESS", [4..<21]),
            ("acq trade", "ACQ.TRADE_HAS_SUCCESS", [0..<9]),
            ("channel down", "CHANNEL_DOWN", [0..<12]),
        ])
    func inside(query: String, code: String, marks: [Range<Int>]) throws {
        let result = try #require(
            try SearchFixture.results(query, book: "books").first { $0.code.reference.code == code })
        #expect(result.tier == .name)
        #expect(result.field == .code)
        #expect(result.marks(in: .code) == marks)
    }

    @Test(
        "A name is cut at humps, marks and numbers",
        arguments: [
            ("HTTPStatusCode", ["HTTP", "Status", "Code"]),
            ("payloadTooLarge2", ["payload", "Too", "Large", "2"]),
            ("ER_LOCK_DEADLOCK", ["ER", "LOCK", "DEADLOCK"]), ("std::errc", ["std", "errc"]),
            ("E2BIG", ["E", "2", "BIG"]),
            ("5.7.1", ["5", "7", "1"]), ("...", []), ("超时Timeout", ["超时", "Timeout"]),
        ])
    func pieces(name: String, pieces: [String]) {
        #expect(CodeWords.pieces(of: name).map(String.init) == pieces)
    }

    @Test("The pieces of any text, joined again, are the text without what parts them")
    func joined() {
        let seed = SeededRandom.printedSeed("pieces of names")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<SeededRandom.rounds(2_000) {
            let name = generator.oneIn(2) ? generator.text(length: 30) : generator.pieces(upTo: 6)
            let pieces = CodeWords.pieces(of: name)
            #expect(!pieces.contains(""), "\(name.debugDescription), seed \(seed)")
            func words(_ text: some StringProtocol) -> [Unicode.Scalar] {
                text.unicodeScalars.filter(Word.contains)
            }
            #expect(words(pieces.joined()) == words(name), "\(name.debugDescription), seed \(seed)")
            #expect(
                !pieces.joined().contains { $0.isWhitespace || $0.isASCII && $0.isPunctuation },
                "\(name.debugDescription), seed \(seed)")
        }
    }

    @Test(
        "The other notations of a code that is written in some notation have the one of the document among them"
    )
    func notations() throws {
        let seed = SeededRandom.printedSeed("notations of codes")
        var generator = SeededRandom(seed: seed)
        let separators = ["-", "_", ".", " ", ":", "/", ""]
        for _ in 0..<SeededRandom.rounds(2_000) {
            var words = (0..<generator.number(1...2)).map { _ in
                String(
                    (0..<generator.number(2...6)).map { _ in
                        generator.pick(Array("abcdefghijklmnopqrstuvwxyz"))
                    })
            }
            let number = String(generator.number(1...99_999))
            let zeros = String(repeating: "0", count: generator.number(0...8 - number.count))
            let separator = generator.pick(Array(separators.prefix(words.count == 1 ? 7 : 6)))
            let original = (words + [zeros + number]).joined(separator: separator)
            // People leave zeros out, put others in, and part the code as they like.
            words.append(String(repeating: "0", count: generator.number(0...8 - number.count)) + number)
            let typed = words.joined(
                separator: generator.pick(Array(separators.prefix(words.count == 2 ? 7 : 6))))
            let notation = try #require(CodeNotation(typed), "\(typed), seed \(seed)")
            #expect(notation.others.contains(original), "\(typed) for \(original), seed \(seed)")
        }
    }

    @Test("Among all books a small number is a code only by itself or next to words that are about it")
    func smallNumbers() throws {
        let store = try SearchFixture.make([
            "wget": SearchFixture.codes(of: [
                ["15", "Connection timeout", "连接超时，对方没有回应"], ["8", "Server error", "服务器出错"],
            ]),
            "ship": SearchFixture.codes(of: [["60", "证书无效", "对方的证书不可信"], ["404", "找不到", "没有这个页面"]]),
        ])
        func references(_ query: String, book: String? = nil) throws -> [String] {
            try Searcher(store).search(query, .init(book: book)).results.map { "\($0.code.reference)" }
        }
        for query in ["15", "错误 15", "15 超时", "timeout (15)", "code 15 是什么意思", "wget 15", "wget iPhone 15"] {
            #expect(try references(query).first == "wget:15", "\(query)")
        }
        #expect(try references("证书 60") == ["ship:60"])
        #expect(try references("iPhone 15 Pro Max", book: "wget").first == "wget:15")
        for query in [
            "iPhone 15 Pro Max", "10 Downing Street", "015-62345678", "978-8-15-54742-6", "建国路8号",
            "华为 Mate 60",
        ] {
            #expect(try references(query) == [], "\(query)")
        }
        // Longer ones are no chance.
        #expect(try references("iPhone 404").first == "ship:404")
    }

    @Test("A code that is an ordinary word is no code in a sentence about something else")
    func ordinaryWords() throws {
        let store = try SearchFixture.make([
            "rpc": SearchFixture.codes(of: [
                ["UNKNOWN", "Unknown error", "未知错误，没有更多信息"], ["ABORTED", "Aborted", "操作中止"],
            ]),
            "db": SearchFixture.codes(of: [
                ["1054", "Unknown column", "列不存在: unknown column in the where clause"],
                ["1049", "Unknown database", "库不存在"], ["1109", "Unknown table", "表不存在"],
            ]),
        ])
        #expect(try Self.references("unknown column in where", in: store) == ["db:1054"])
        #expect(try Self.references("unkown database", in: store).first == "db:1049")
        for query in [
            "unknown", "UNKNOWN column in where", "rpc unknown", "unknown error", "error unknown 更多信息",
            "aborted",
        ] {
            #expect(try Self.references(query, in: store).first?.hasPrefix("rpc:") == true, "\(query)")
        }
    }

    private static func references(_ query: String, in store: Store) throws -> [String] {
        try Searcher(store).search(query).results.map { "\($0.code.reference)" }
    }
}
