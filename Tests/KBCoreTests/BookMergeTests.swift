import Foundation
import Testing

@testable import KBCore

/// In several books at once, each is searched as if there were no other.
@Suite("Several books")
struct BookMergeTests {
    private static let names = ["errno", "http", "pay", "smtp"]

    @Test("What an answer has of a book is the beginning of what the book answers by itself")
    func beginnings() throws {
        let searcher = Searcher(try SearchFixture.books.get())
        var asked = 0
        for set in ["dev", "second", "third", "fourth-dev"] {
            let path = SearchFixture.relevance.appending(path: "queries-\(set).tsv")
            let queries = try String(contentsOf: path, encoding: .utf8).split(separator: "\n").dropFirst()
                .compactMap { $0.split(separator: "\t").dropFirst().first.map(String.init) }
            // All of them take a minute.
            for query in queries.enumerated().filter({ $0.offset % 5 == 0 }).map(\.element) {
                let all = try searcher.search(query, .init(limit: 40)).results
                // What a code is called besides depends on which codes there are.
                if all.contains(where: { $0.tier == .code }) { continue }
                asked += 1
                for book in Self.names {
                    let here = all.filter { $0.code.reference.book == book }
                    if here.isEmpty { continue }
                    let own = try searcher.search(query, .init(book: book, limit: 40)).results
                    #expect(
                        own.prefix(here.count).map(\.code.reference) == here.map(\.code.reference),
                        "\(query) in \(book)")
                }
            }
        }
        #expect(asked > 100)
    }

    @Test("A weaker result of one book does not end the search of another")
    func both() throws {
        let store = try SearchFixture.make([
            "a": SearchFixture.codes(of: [
                ["A1", "磁盘写入失败", "磁盘没有剩余空间时写入失败"], ["A2", "磁盘读取失败", "磁盘损坏"],
            ]),
            "b": SearchFixture.codes(of: [
                ["B1", "文件上传失败", "上传的文件超过磁盘配额"], ["B2", "登录失败", "密码错误"],
            ]),
        ])
        let found = try Searcher(store).search("磁盘剩余的空间不够写入文件").results.map(\.code.reference.code)
        #expect(found.first == "A1")
        let own = try Searcher(store).search("磁盘剩余的空间不够写入文件", .init(book: "a")).results
        #expect(own.first?.code.reference.code == "A1")
    }

    @Test(
        "The nearest entry is shown as a guess where it holds two parts of the query, and nonsense finds none"
    )
    func guess() throws {
        let store = try SearchFixture.small([
            ["1", "IM Used", "the result of one or more instance manipulations"],
            ["2", "Conflict", "the state"],
            ["3", "Not Modified", "the document is the same"], ["4", "Found", "moved elsewhere"],
            ["5", "Timeout", "the server waits too long"],
        ])
        let query = "result applying delta current instance"
        let answer = try Searcher(store).search(query).results
        #expect(answer.map(\.code.reference.code) == ["1"])
        #expect(answer.map(\.tier) == [.guess])
        #expect(try Searcher(store).search("sunflower seeds for the garden").results.isEmpty)
    }

    @Test("The name of the book that is searched says nothing about its codes")
    func name() throws {
        #expect(try SearchFixture.references("http 找不到").first == "http:404")
        #expect(try SearchFixture.references("smtp 邮箱满").first?.hasPrefix("smtp:") == true)
    }

    @Test("The last syllable may be cut short", arguments: ["chongdingxi", "重定xia"])
    func begun(query: String) throws {
        let result = try #require(try SearchFixture.results(query, book: "books").first)
        #expect(result.steps.contains { $0.to == "重定向" })
    }
}
