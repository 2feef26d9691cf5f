import Foundation
import KBDocuments
import TestSupport
import Testing

@testable import KBCore

@Suite("The books that come with kb")
struct SuppliedBooksTests {
    static let seed = SearchFixture.root.appending(path: "seed")

    /// Each document, and how many codes it has.
    static let counts = [
        "codes": 63, "curl": 90, "dns": 20, "errno": 134, "exit": 57, "grpc": 17, "mysql": 294, "redis": 33,
        "signal": 32,
        "sip": 77, "smtp": 59, "sqlstate": 260, "tls": 34, "websocket": 19, "windows": 228,
    ]

    /// One file of all of them.
    static let store = Result {
        let store = try SearchFixture.make([:])
        for name in counts.keys.sorted() {
            try ImportJob(reading: seed.appending(path: "\(name).txt").path()).apply(to: store)
        }
        return store
    }

    @Test("are the documents of the folder, as long as they should be, and no code is there twice")
    func documents() throws {
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.seed.path())
        let documents = files.filter { $0.hasSuffix(".txt") }.map { String($0.dropLast(4)) }
        #expect(documents.sorted() == Self.counts.keys.sorted())
        let notice = try String(contentsOf: SearchFixture.root.appending(path: "NOTICE"), encoding: .utf8)
        for (name, count) in Self.counts {
            let document = try DocumentReader.read(Data(contentsOf: Self.seed.appending(path: "\(name).txt")))
            #expect(document.entries.count == count, "\(name)")
            #expect(document.entries.allSatisfy { !$0.description.isEmpty }, "\(name)")
            let english = try WordList.translations(
                String(contentsOf: Self.seed.appending(path: "\(name).en.tsv"), encoding: .utf8))
            #expect(english.map(\.code) == document.entries.map(\.code), "\(name).en.tsv")
            #expect(english.allSatisfy { !$0.description.isEmpty }, "\(name).en.tsv")
            #expect(
                name == "codes" || notice.contains("seed/\(name).txt"), "NOTICE names no source of \(name)")
        }
    }

    @Test("NOTICE names what the aliases are from")
    func sources() throws {
        let notice = try String(contentsOf: SearchFixture.root.appending(path: "NOTICE"), encoding: .utf8)
        let files = try FileManager.default.contentsOfDirectory(atPath: Self.seed.path())
        for file in files where file.hasSuffix("aliases.tsv") {
            let list = try String(contentsOf: Self.seed.appending(path: file), encoding: .utf8)
            let rows = list.split(separator: "\n").dropFirst().map { $0.split(separator: "\t") }
            for source in Set(rows.filter { $0.count == 5 }.map { $0[4] }) {
                let name = source.hasPrefix("RFC ") ? source.dropFirst(4) : source
                #expect(notice.localizedStandardContains(name), "\(file) names \(source)")
            }
        }
    }

    @Test("go by any tool, and their thousands of synonyms stay without another word said of them")
    func removed() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try ImportJob(reading: Self.seed.appending(path: "codes.txt").path()).apply(to: store)
        let plain = try PlainSQLite(place.path())
        let synonyms = try #require(try plain.value("SELECT count(*) FROM synonyms WHERE import <> 0"))
        let said = try plain.value("SELECT count(*) FROM word_revisions")
        try plain.script("DELETE FROM books")
        #expect(try plain.value("SELECT count(*) FROM synonyms WHERE import = 0") == synonyms)
        #expect(Int(synonyms) ?? 0 > 10_000)
        #expect(try plain.value("SELECT count(*) FROM word_revisions") == said)
        #expect(try plain.value("SELECT count(*) FROM index_writers") == "0")
        #expect(try Health(store).check() == [])
    }

    @Test("have aliases of codes that exist, each once")
    func aliases() throws {
        let store = try Self.store.get()
        for file in try FileManager.default.contentsOfDirectory(atPath: Self.seed.path())
        where file.hasSuffix("aliases.tsv") {
            let text = try String(contentsOf: Self.seed.appending(path: file), encoding: .utf8)
            let aliases = try WordList.aliases(text)
            var seen: Set<[String]> = []
            for alias in aliases {
                #expect(
                    seen.insert([alias.book, alias.code, alias.alias]).inserted, "\(file): \(alias) again")
            }
            let named = Set(aliases.map { CodeReference(book: $0.book, code: $0.code) })
            for reference in named {
                let code = try store.read { try Codes.find($0, reference) }
                #expect(code != nil, "\(file) names \(reference)")
            }
            if file != "aliases.tsv" {
                #expect(Set(named.map(\.book)) == [String(file.dropLast(".aliases.tsv".count))])
            }
        }
    }

    @Test(
        "are found in Chinese, in English, by symbol and by number",
        arguments: [
            ("grpc:UNAVAILABLE", ["服务不可用", "service unavailable", "codes.Unavailable", "grpc-status: 14"]),
            ("grpc:DEADLINE_EXCEEDED", ["超过截止时间", "call took too long", "DeadlineExceeded", "grpc 4"]),
            ("websocket:1006", ["异常关闭", "abnormal closure", "CLOSED_ABNORMALLY", "1006"]),
            ("http:502", ["后端挂了", "closed half way", "Bad Gateway", "502"]),
            ("dns:3", ["域名不存在", "non-existent domain", "NXDOMAIN", "dns 3"]),
            ("dns:2", ["DNSSEC校验失败", "server failure", "SERVFAIL", "RCODE 2"]),
            ("tls:48", ["缺少中间证书", "unknown authority", "unknown_ca", "tls 48"]),
            (
                "exit:137",
                [
                    "容器被杀", "container killed", "OOMKilled", "137", "exit code 137",
                    "worker-1 exited with exit code 137",
                ]
            ),
            ("exit:203", ["ExecStart路径不对", "execution failed", "203/EXEC", "exit 203"]),
            ("signal:SIGKILL", ["强制终止", "force kill", "SIGKILL", "signal 9"]),
            ("redis:CROSSSLOT", ["多键操作跨槽", "multi-key across slots", "CROSSSLOT"]),
            (
                "redis:OOM",
                ["内存满了", "maxmemory reached", "OOM command not allowed when used memory > 'maxmemory'"]
            ),
            ("curl:28", ["CURLE_OPERATION_TIMEDOUT", "CURLE_OPERATION_TIMEOUTED"]),
            ("curl:7", ["端口不通", "failed to connect to host", "CURLE_COULDNT_CONNECT", "curl: (7)"]),
            ("curl:60", ["自签名证书", "certificate verify failed", "SSL certificate problem", "curl 60"]),
            ("sip:486", ["占线", "busy here", "SIP/2.0 486", "486"]),
            ("mysql:1062", ["主键冲突", "Duplicate entry", "ER_DUP_ENTRY", "1062", "ERROR 1062 (23000)"]),
            ("mysql:1205", ["锁等待超时", "Lock wait timeout exceeded", "ER_LOCK_WAIT_TIMEOUT", "mysql 1205"]),
            ("mysql:2003", ["连不上MySQL", "Can't connect to MySQL server on", "CR_CONN_HOST_ERROR", "2003"]),
            ("sqlstate:23505", ["唯一键冲突", "duplicate key", "unique_violation", "23505"]),
            ("sqlstate:42P01", ["没有这张表", "relation does not exist", "undefined_table", "SQLSTATE 42P01"]),
            ("windows:5", ["需要管理员权限", "access is denied", "ERROR_ACCESS_DENIED", "0x80070005", "windows 5"]),
            (
                "windows:0xC0000005",
                ["该内存不能为read", "access violation", "STATUS_ACCESS_VIOLATION", "c0000005"]
            ),
            ("tls:70", ["协议版本不支持", "protocol version", "tlsv1 alert protocol version", "tls 70"]),
        ])
    func searches(reference: String, queries: [String]) throws {
        let searcher = Searcher(try Self.store.get())
        let book = String(reference.prefix { $0 != ":" })
        for query in queries {
            let inBook = try searcher.search(query, .init(book: book)).results.map { "\($0.code.reference)" }
            #expect(inBook.first == reference, "\(query) in \(book)")
            let first = try searcher.search(query, .init(limit: 5)).results.map { "\($0.code.reference)" }
            #expect(first.contains(reference), "\(query) in all books: \(first)")
        }
    }
}
