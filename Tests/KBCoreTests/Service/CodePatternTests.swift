import KBDocuments
import Testing

@testable import KBCore

@Suite("patterns of codes")
struct CodePatternTests {
    @Test(
        "what a pattern says",
        arguments: [
            ("4xx", nil, CodePattern.Shape.wildcard(beginning: "4", length: 3)),
            ("4XX", nil, .wildcard(beginning: "4", length: 3)),
            ("40x", nil, .wildcard(beginning: "40", length: 3)),
            ("4**", nil, .wildcard(beginning: "4", length: 3)),
            ("HTTP:4xx", "http", .wildcard(beginning: "4", length: 3)),
            ("4", nil, .beginning("4")), ("4*", nil, .beginning("4")), ("EX", nil, .beginning("EX")),
            ("E*", nil, .beginning("E")), ("http:4", "http", .beginning("4")), ("http:", "http", .all),
            ("", nil, .all), ("*", nil, .all), ("507-511", nil, .range(507...511)),
            ("511-507", nil, .beginning("511-507")), ("5.1.1", nil, .beginning("5.1.1")),
            ("507-511-", nil, .beginning("507-511-")),
        ])
    func reading(text: String, book: String?, shape: CodePattern.Shape) {
        #expect(CodePattern(text).book == book)
        #expect(CodePattern(text).shape == shape)
    }

    private static let document = """
        404 Not Found 一

        410 Gone 二

        4 Four 三

        e4 Lower 四

        E45 Upper 五

        1-2 Pair 六

        0405 Zero 七
        """

    @Test(
        "the codes of a pattern, in the order of the document",
        arguments: [
            ("", ["404", "410", "4", "e4", "E45", "1-2", "0405"]), ("4xx", ["404", "410"]),
            ("4", ["404", "410", "4"]), ("E", ["e4", "E45"]), ("1-2", ["1-2"]),
            ("404-410", ["404", "410", "0405"]), ("b:4x", []), ("other:", []), ("b:41", ["410"]),
        ])
    func codes(pattern: String, expected: [String]) throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text(Self.document), book: "b")
        let codes = Codes(store)
        #expect(try codes.list(CodePattern(pattern)).map(\.reference.code) == expected)
        var streamed: [String] = []
        try codes.forEach(CodePattern(pattern)) { streamed.append($0.reference.code) }
        #expect(streamed == expected)
    }

    @Test("pages have every code once, whatever their size", arguments: [1, 2, 3, 7, 100])
    func pages(size: Int) throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(try .text(Self.document), book: "b")
        try Importer(store).apply(try .text(Self.document), book: "a")
        let codes = Codes(store)
        var all: [Code] = []
        while true {
            let page = try codes.list(CodePattern(""), after: all.last, limit: size)
            if page.isEmpty { break }
            all += page
        }
        #expect(all == (try codes.list(CodePattern(""))))
    }
}
