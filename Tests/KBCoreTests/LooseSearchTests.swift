import Foundation
import Testing

@testable import KBCore

/// The relaxed tier and the guess, where they go right and where they say nothing.
@Suite("Search for what is only partly there")
struct LooseSearchTests {
    @Test(
        "What is about something else stays unanswered",
        arguments: [
            ("http", "毕业论文格式要求"), ("http", "git rebase 冲突标记"), ("http", "house prices in spring"),
            ("http", "how to train a puppy"), ("smtp", "儿童疫苗接种时间表"), ("smtp", "信用社上班时间"), ("errno", "poiuyt"),
            ("http", "HTTP_799_UNKNOWN"), ("http", "ERR_1234567"), ("books", "RISK_9999"),
            ("errno", "wo xiang chi mian"),
        ])
    func nonsense(book: String, query: String) throws {
        #expect(try SearchFixture.codes(query, book: book) == [])
    }

    @Test(
        "Ordinary sentences stay unanswered, whatever small words of them stand in a text",
        arguments: [
            "why do cats purr when they are happy",
            "would you like some tea with your cake", "we planted tulips along the garden path",
            "please water the plants while I am away", "you should add more salt to the soup",
        ])
    func sentences(query: String) throws {
        for book in ["http", "errno", "smtp"] {
            #expect(try SearchFixture.codes(query, book: book) == [], "\(book)")
        }
    }

    @Test("Another ending of an English word is found, whatever words other books have")
    func endings() throws {
        let store = try SearchFixture.make([
            "a": SearchFixture.codes(of: [
                ["1", "Replica is read-only", "A replica refused to write."],
                ["2", "Busy", "A script runs."],
                ["3", "Disk full", "No room is left."],
            ]),
            "b": SearchFixture.codes(of: [["9", "Slow", "It writes late; who replicates refuses."]]),
        ])
        let results = try Searcher(store).search("replicas refuse writes", .init(book: "a")).results
        #expect(results.first?.code.reference.code == "1")
        #expect(results.first?.steps.contains { $0.kind == .form && $0.to == "write" } == true)
        #expect(EnglishForms.of("stopping").contains("stop"))
        #expect(EnglishForms.of("retries").contains("retry"))
        #expect(EnglishForms.of("caches").contains("cache"))
        #expect(EnglishForms.of("process") == ["processes", "processed", "processing"])
        #expect(EnglishForms.of("eof") == [])
    }

    @Test(
        "The beginnings of the words of a name are more than a guess",
        arguments: ["Precon Fai", "preco fail"])
    func beginnings(query: String) throws {
        let result = try #require(try SearchFixture.results(query).first)
        #expect(result.code.reference.code == "412")
        #expect(result.tier == .relaxed)
    }

    @Test("Of entries that hold as much of the query, the one with the shorter text comes first")
    func shorter() throws {
        let store = try SearchFixture.small([
            ["1", "Message too large", "The message is larger than what the recipient takes; send a link."],
            ["2", "Message too large", "The message is larger than the system takes."],
            ["3", "Mailbox full", "No room is left."], ["4", "No such user", "The address is wrong."],
        ])
        #expect(try SearchFixture.codes("message way too large", in: store) == ["2", "1"])
    }

    @Test(
        "Two swapped characters in a longer query, and what is said not to be meant",
        arguments: [
            ("errno", "地址已经在用使", "EADDRINUSE"), ("http", "网关 收到的响应是错的 不是超时", "502"),
            ("errno", "路径 不是目录", "ENOTDIR"),
        ])
    func slipsAndDenials(book: String, query: String, code: String) throws {
        #expect(try SearchFixture.codes(query, book: book).first == code)
    }

    @Test(
        "A word inside a longer one that people say counts, and a part of a word less than the word",
        arguments: [
            ("东莞银行今天提现额度用完了", "WD0149"), ("工行储蓄卡被银行限制交易", "1002904"), ("和包退款被打回来了", "1259"),
            ("车险买重了", "INS-0106"),
        ])
    func words(query: String, code: String) throws {
        let store = try SearchFixture.make(["pay": SearchFixture.codes(of: Self.pay)])
        #expect(try SearchFixture.codes(query, in: store).first == code)
    }

    private static let pay = [
        ["WD0149", "东莞银行提现单日限额超限", "提现金额超过东莞银行单日限额。"], ["1002875", "东莞银行信用卡可用额度不足", "可用额度小于交易金额。"],
        ["1002904", "中国工商银行借记卡交易受限", "发卡行拒绝：交易受限。"],
        ["QP20825", "中国邮政储蓄银行信用卡不支持该商户类别", "银行限制该卡在这类商户交易，请换借记卡。"],
        ["1253", "支付宝退款被驳回", "支付宝驳回了这笔退款。"], ["1259", "和包支付退款被驳回", "和包支付驳回了这笔退款。"],
        ["INS-0106", "车险重复投保", "同一标的在保障期内已有车险。"], ["FX-0043", "泰铢暂停购汇", "泰铢因流动性不足暂停购汇。"],
        ["FX-0044", "日元暂停购汇", "日元因流动性不足暂停购汇。"],
    ]
}
