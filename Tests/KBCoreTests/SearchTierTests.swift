import Foundation
import Testing

@testable import KBCore

@Suite("Search, tier by tier")
struct SearchTierTests {
    @Test(
        "A code is found however it is written",
        arguments: [
            ("404", "404"), ("http:404", "404"), ("HTTP/1.0 504 Gateway Timeout", "504"), ("状态码 405", "405"),
            ("５０３", "503"), ("404是什么意思", "404"), ("error 500", "500"), ("http451", "451"), ("(418)", "418"),
            ("status:502", "502"), ("\"status\": 404", "404"), ("npm ERR! code E404", "404"), ("四零四", "404"),
            ("code=503", "503"),
        ])
    func codes(query: String, code: String) throws {
        let results = try SearchFixture.results(query)
        #expect(results.first?.code.reference.code == code)
        #expect(results.first?.tier == .code)
    }

    @Test("A class and a beginning list all their codes, in the order of the document")
    func classes() throws {
        #expect(
            try SearchFixture.codes("5xx", limit: 20)
                == ["500", "501", "502", "503", "504", "505", "506", "507", "508", "510", "511"])
        #expect(try SearchFixture.codes("507-511") == ["507", "508", "510", "511"])
        #expect(try SearchFixture.codes("http:507-511") == ["507", "508", "510", "511"])
        #expect(try SearchFixture.codes("http:51x") == ["510", "511"])
        #expect(try SearchFixture.codes("51*") == ["510", "511"])
        #expect(try SearchFixture.codes("5*", limit: 20) == SearchFixture.codes("5xx", limit: 20))
        #expect(try SearchFixture.codes("41") == (410...418).map(String.init))
        #expect(try SearchFixture.codes("enoe", book: "errno") == ["ENOENT", "ENOEXEC"])
    }

    @Test("Several codes in one query are all found, in its order")
    func severalCodes() throws {
        #expect(try SearchFixture.codes("410和404的区别").prefix(2) == ["410", "404"])
        #expect(try SearchFixture.codes("401/403") == ["401", "403"])
    }

    @Test("An exact name comes before a name that begins so, and that before one that holds it")
    func nameLevels() throws {
        #expect(try SearchFixture.codes("conflict").first == "409")
        #expect(try SearchFixture.codes("non authoritative").first == "203")
        #expect(try Set(SearchFixture.codes("gateway").prefix(2)) == ["502", "504"])
        let results = try SearchFixture.results("未授权")
        #expect(results.first?.field == .alias)
        #expect(results.first?.alias == "未授权")
        #expect(results.first?.code.reference.code == "401")
    }

    @Test(
        "Of codes that share a constant, the one whose own name says it comes first, however few are asked for"
    )
    func namesakes() throws {
        for limit in [1, 2, 10] {
            let found = try SearchFixture.codes("BrokenPipeError", book: "errno", limit: limit)
            #expect(found.prefix(2) == ["EPIPE", "ESHUTDOWN"].prefix(limit))
        }
    }

    @Test("A query that is a name as a whole is meant so, though a word in it is a code of another book")
    func names() throws {
        let store = try SearchFixture.make([
            "cache": SearchFixture.codes(of: [["OOM", "命令被拒绝", "内存超过上限"], ["BUSY", "脚本在运行", "等它结束"]]),
            "job": SearchFixture.codes(of: [["137", "OOM killed", "进程被系统结束"], ["1", "failed", "任务失败"]]),
        ])
        #expect(try SearchFixture.codes("oom killed", in: store) == ["137"])
        #expect(try SearchFixture.codes("oom rejected", in: store).first == "OOM")
    }

    @Test("A phrase of the description is found whole, across punctuation and beside Latin words")
    func phrases() throws {
        #expect(try SearchFixture.codes("断点续传").first == "206")
        #expect(try SearchFixture.codes("接受GET请求").isEmpty == false)
        #expect(try SearchFixture.codes("茶壶冲泡咖啡").first == "418")
        #expect(try SearchFixture.codes("If-Range 请求").contains("416"))
    }

    @Test("One Han character finds the entries that hold it")
    func oneCharacter() throws {
        let results = try SearchFixture.codes("锁", limit: 50)
        #expect(results.first == "423")
        #expect(try SearchFixture.codes("的", limit: 100).count > 40)
    }

    @Test("Several words are all in the entry, whatever their order")
    func allWords() throws {
        #expect(try SearchFixture.codes("冲突 请求").contains("409"))
        #expect(try SearchFixture.codes("redirect 永久").prefix(2).contains("308"))
    }

    @Test(
        "Other forms of the query lead to the text, and the result says how",
        arguments: [
            ("協議", "426", SearchResult.Step.Kind.script), ("使用者驗證", "401", .region), ("欠款", "402", .synonym),
            ("xieyi", "426", .pinyin), ("chóng dìng xiàng", "307", .pinyin), ("重dingxiang", "302", .pinyin),
            ("cha2 hu2", "418", .pinyin), ("cdx", "302", .initials), ("notfound", "404", .spacing),
        ])
    func variants(query: String, code: String, kind: SearchResult.Step.Kind) throws {
        let results = try SearchFixture.results(query, limit: 20)
        let result = try #require(
            results.first { $0.code.reference.code == code }, "\(results.map(\.code.reference))")
        #expect(result.tier == .variant)
        #expect(result.steps.contains { $0.kind == kind }, "\(result.steps)")
    }

    @Test("English comes before pinyin: range is a word here")
    func literalBeforePinyin() throws {
        let results = try SearchFixture.results("range", limit: 20)
        #expect(results.first?.tier == .name)
        #expect(!results.contains { $0.steps.contains { $0.kind == .pinyin || $0.kind == .initials } })
    }

    @Test(
        "Most of a question, or a word with a slip, is enough",
        arguments: [
            ("为什么代理返回升级协议", "426"), ("上传文件太大被拒绝了怎么办", "413"), ("conflit", "409"),
            ("unsuported media", "415"), ("gatway timout", "504"), ("permision denied", "403"),
        ])
    func relaxed(query: String, code: String) throws {
        #expect(try SearchFixture.codes(query).prefix(3).contains(code))
    }

    @Test(
        "What has nothing to do with the document finds nothing",
        arguments: ["qwrtpsdf", "量子纠缠披萨", "asdfgh", "红烧排骨", "zxcvbnm", "🍕🍕", "今天天气怎么样", "987"])
    func nonsense(query: String) throws {
        #expect(try SearchFixture.codes(query).isEmpty)
    }

    @Test("A number that is no code suggests the nearest ones, and a word the nearest words")
    func suggestions() throws {
        let searcher = Searcher(try SearchFixture.store(of: "http"))
        guard case .code(let code) = try searcher.suggestions(for: "419").first else {
            Issue.record("no code was suggested")
            return
        }
        #expect(code.reference.code == "418")
        #expect(try searcher.suggestions(for: "量子纠缠披萨").isEmpty)
    }

    @Test("An empty query and one over the limit are refused, and a raw one is checked by SQLite")
    func refusals() throws {
        let searcher = Searcher(try SearchFixture.store(of: "http"))
        #expect(throws: SearchError.empty) { try searcher.search(" \u{3000}\n") }
        #expect(throws: SearchError.tooLong(bytes: 90_000, most: 65_536)) {
            try searcher.search(String(repeating: "长", count: 30_000))
        }
        #expect(throws: SearchError.self) { try searcher.search("重定向 AND", .init(isRaw: true)) }
        #expect(throws: SearchError.tooLong(bytes: 9_000, most: 8_192)) {
            try searcher.search(String(repeating: "client or ", count: 900), .init(isRaw: true))
        }
        let raw = try searcher.search("\"重定向\" NOT \"临时从\"", .init(limit: 50, isRaw: true)).results
        #expect(raw.map(\.code.reference.code).contains("300"))
        #expect(!raw.map(\.code.reference.code).contains("302"))
    }
}

@Suite("Search in notes, and in a file that changes")
struct SearchChangeTests {
    @Test("What another tool writes is found at once, however much it is, and is then indexed")
    func manyChanges() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let plain = try PlainSQLite(place.path())
        try plain.script(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO codes (book, code, name, description) SELECT 'b', 'a' || i, 'n', '第' || i || '条长颈鹿' FROM n
            """)
        let searcher = Searcher(store)
        #expect(try searcher.search("长颈鹿", .init(limit: 1000)).results.count == 300)
        #expect(try plain.value("SELECT count(*) FROM index_changes") == "300")
        try plain.script(
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)
            INSERT INTO codes (book, code, name, description) SELECT 'b', 'b' || i, 'n', '第' || i || '条长颈鹿' FROM n
            """)
        #expect(try searcher.search("长颈鹿", .init(limit: 1000)).results.count == 600)
        #expect(try plain.value("SELECT count(*) FROM index_changes") == "0")
        try plain.script("DELETE FROM codes WHERE code LIKE 'b%'")
        try plain.script("UPDATE codes SET name = '羚羊' WHERE code = 'a7'")
        #expect(try searcher.search("长颈鹿", .init(limit: 1000)).results.count == 300)
        #expect(try searcher.search("羚羊").results.map(\.code.reference.code) == ["a7"])
        #expect(try Health(store).check() == [])
    }

    @Test("A note leads to its code, after the entries that say it themselves")
    func notes() throws {
        let store = try SearchFixture.make("http", SearchFixture.root.appending(path: "seed/codes.txt"))
        let reference = CodeReference(book: "http", code: "502")
        _ = try Notes(store).add(NoteDraft(reference: reference, body: "多半是跨境链路抖动，先看茶壶机房的 BGP 会话"))
        let result = try #require(try Searcher(store).search("跨境链路").results.first)
        #expect(result.code.reference == reference)
        #expect(result.tier == .note)
        #expect(try Searcher(store).search("茶壶").results.map(\.code.reference.code) == ["418", "502"])
        #expect(try Searcher(store).search("502").notes[reference]?.count == 1)
    }

    @Test("A synonym that a team adds is used at once, and one that it removes no more")
    func teamSynonyms() throws {
        let store = try SearchFixture.make("http", SearchFixture.root.appending(path: "seed/codes.txt"))
        #expect(try Searcher(store).search("喝下午茶").results.isEmpty)
        try store.write { db in
            try db.execute(
                sql: "INSERT INTO synonyms (meaning, term) VALUES ('我们的黑话', '茶壶'), ('我们的黑话', '喝下午茶')")
        }
        let result = try #require(try Searcher(store).search("喝下午茶").results.first)
        #expect(result.code.reference.code == "418")
        #expect(result.steps.contains(SearchResult.Step(kind: .synonym, from: "喝下午茶", to: "茶壶")))
        try store.write { try $0.execute(sql: "DELETE FROM synonyms WHERE term = '喝下午茶'") }
        #expect(try Searcher(store).search("喝下午茶").results.isEmpty)
    }

    @Test(
        "The words of a query in other characters come before other words for them",
        arguments: [("設備上沒有空間", "errno:ENOSPC")])
    func charactersBeforeSynonyms(query: String, reference: String) throws {
        #expect(try SearchFixture.references(query).first == reference)
    }

    @Test("A traditional document is found by a simplified query, and the other way round")
    func traditionalDocument() throws {
        let store = try SearchFixture.make("tw")
        try store.write { db in
            try db.execute(
                sql: """
                    INSERT INTO codes (book, code, name, description) VALUES
                      ('tw', '504', 'Gateway Timeout', '閘道等候上游伺服器回應逾時。'),
                      ('tw', '423', 'Locked', '資源已被鎖定。'), ('tw', '999', 'Hair', '頭髮發現問題。')
                    """)
        }
        func first(_ query: String) throws -> String? {
            try Searcher(store).search(query).results.first?.code.reference.code
        }
        #expect(try first("锁定") == "423")
        #expect(try first("鎖定") == "423")
        #expect(try first("头发") == "999")
        #expect(try first("发现") == "999")
        #expect(try first("服务器") == "504")
        #expect(try first("suoding") == "423")
    }

    @Test("The same code in several books is found in each, and one book can be searched alone")
    func books() throws {
        let store = try SearchFixture.make("http", SearchFixture.root.appending(path: "seed/codes.txt"))
        try store.write { db in
            try db.execute(
                sql:
                    "INSERT INTO codes (book, code, name, description) VALUES ('smtp', '421', 'Closing', '服务关闭连接')"
            )
        }
        #expect(
            try Searcher(store).search("421").results.map { "\($0.code.reference)" } == [
                "http:421", "smtp:421",
            ])
        #expect(try Searcher(store).search("smtp:421").results.map { "\($0.code.reference)" } == ["smtp:421"])
        #expect(
            try Searcher(store).search("服务", .init(book: "smtp")).results.map { "\($0.code.reference)" } == [
                "smtp:421"
            ])
    }
}
