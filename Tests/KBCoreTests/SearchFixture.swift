import Foundation
import GRDB
import KBDocuments

@testable import KBCore

/// Knowledge bases of one document each, with the aliases and synonyms of the seed, made once for all tests.
enum SearchFixture {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    static let relevance = root.appending(path: "Tests/KBCoreTests/relevance")

    static let http = Result { try make("http", root.appending(path: "seed/codes.txt")) }
    static let errno = Result { try make("errno", root.appending(path: "seed/errno.txt")) }
    static let smtp = Result { try make("smtp", root.appending(path: "seed/smtp.txt")) }

    /// The three books of the seed, and a small one with codes of many kinds.
    static let books = Result {
        let seed = ["http": "codes.txt", "errno": "errno.txt", "smtp": "smtp.txt"]
        return try make(
            ["pay": codes(of: pay)]
                .merging(
                    try seed.mapValues {
                        try DocumentReader.read(Data(contentsOf: root.appending(path: "seed/\($0)")))
                    }, uniquingKeysWith: { $1 }))
    }

    private static let pay = [
        ["SETTLE-0032", "清算对账失败", "清算文件与账务不平"], ["SETTLE-0033", "清算文件缺失", "没有收到清算文件"],
        ["RISK_4107", "风控拦截", "交易被风控规则拦截"], ["ORA-00942", "table or view does not exist", "表或视图不存在"],
        ["0x80070005", "拒绝访问", "没有权限访问该对象"], ["-2147024894", "找不到对象", "以十进制记录"],
        ["POS-A010", "终端未签到", "终端需要重新签到"], ["pay.refund.1203", "退款超限", "退款金额超过原交易金额"],
        ["ACQ.TRADE_HAS_SUCCESS", "交易已完成", "该笔交易已经支付成功"], ["DEADLINE_EXCEEDED", "截止时间已过", "在截止之前没有完成"],
        ["5.7.1", "投递未授权", "邮件被策略拒绝"], ["550", "邮箱不可用", "对方邮箱不存在"], ["1002007", "卡片过期", "银行卡已过有效期"],
        ["CHANNEL_DOWN", "通道维护", "建设银行通道暂停服务"], ["CHANNEL_SLOW", "通道缓慢", "浦东发展银行通道响应缓慢"],
    ]

    /// A document of codes, names and descriptions.
    static func codes(of rows: [[String]]) throws -> Document {
        try Document.of(
            rows.enumerated().map { place, row in
                Entry(code: row[0], name: row[1], qualifier: nil, description: row[2], line: place + 1)
            })
    }

    static func store(of book: String) throws -> Store {
        switch book {
        case "books": try books.get()
        case "errno": try errno.get()
        case "smtp": try smtp.get()
        default: try http.get()
        }
    }

    /// A new knowledge base in a temporary folder that the system clears.
    static func make(_ book: String, _ document: URL? = nil) throws -> Store {
        try make(document.map { [book: try DocumentReader.read(Data(contentsOf: $0))] } ?? [:])
    }

    /// A new knowledge base of some books with the aliases and synonyms of the seed, or an empty one.
    static func make(_ documents: [String: Document]) throws -> Store {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kb-search-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try Store(path: folder.appending(path: "kb.db").path(), access: .creating)
        guard !documents.isEmpty else { return store }
        let importer = Importer(store)
        let sum = String(repeating: "0", count: 64)
        for (book, document) in documents.sorted(by: { $0.key < $1.key }) {
            _ = try importer.apply(ImportSource(document, name: book, sha256: sum), book: book)
        }
        let aliases = try String(contentsOf: root.appending(path: "seed/aliases.tsv"), encoding: .utf8)
        let synonyms = try String(contentsOf: root.appending(path: "seed/synonyms.tsv"), encoding: .utf8)
        let lists = WordLists(
            aliases: .init(path: "aliases.tsv", sha256: sum, try WordList.aliases(aliases)),
            synonyms: .init(path: "synonyms.tsv", sha256: sum, try WordList.synonyms(synonyms)))
        try importer.apply(lists)
        return store
    }

    /// A new knowledge base of one small book without aliases and synonyms.
    static func small(_ rows: [[String]]) throws -> Store {
        let store = try make([:])
        try Importer(store).apply(codes(of: rows), book: "b")
        return store
    }

    /// The codes that a query finds, best first.
    static func codes(_ query: String, book: String = "http", limit: Int = 10) throws -> [String] {
        try results(query, book: book, limit: limit).map(\.code.reference.code)
    }

    static func results(_ query: String, book: String = "http", limit: Int = 10) throws -> [SearchResult] {
        try Searcher(store(of: book)).search(query, .init(limit: limit)).results
    }

    /// The codes that a query finds in all books, as `book:code`, best first.
    static func references(_ query: String, limit: Int = 10) throws -> [String] {
        try results(query, book: "books", limit: limit).map { "\($0.code.reference)" }
    }

    /// The codes that a query finds in some knowledge base, best first.
    static func codes(_ query: String, in store: Store) throws -> [String] {
        try Searcher(store).search(query).results.map(\.code.reference.code)
    }
}
