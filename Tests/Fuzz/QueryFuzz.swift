import KBCore
import TestSupport

/// Queries, as `kb query` asks them.
struct QueryFuzz: Fuzz {
    struct Input {
        var text: String
        var options: Searcher.Options
        /// Whether the answer is compared with that of a file that was just opened.
        var isCompared: Bool
    }

    private let path: String
    private let store: Store
    private let searcher: Searcher
    private let texts: QueryTexts

    init(folder: String) throws {
        path = folder + "/queries.db"
        store = try Material.make(path, books: ["http", "errno", "smtp"], withWords: true)
        searcher = Searcher(store)
        texts = try QueryTexts()
        let notes = Notes(store)
        for (code, body) in [
            ("404", "先看 nginx 的 error.log，再看路由表。"), ("404", "legacy 接口 returns 404 for expired tokens"),
            ("502", "上游超时多半是它 🍕\u{202E}"), ("504", "“quoted” * AND (text)"), ("503", "限流！"),
        ] {
            _ = try notes.add(NoteDraft(reference: CodeReference(book: "http", code: code), body: body))
        }
    }

    func input(_ random: inout SeededRandom) -> Input {
        var options = Searcher.Options(limit: random.oneIn(3) ? random.number(1...40) : 10)
        if random.oneIn(10) { options.book = random.pick(["http", "errno", "smtp", "none"]) }
        if random.oneIn(50) { options.isRaw = true }
        return Input(text: texts.text(&random), options: options, isCompared: random.oneIn(1000))
    }

    func check(_ input: Input) throws {
        guard let codes = try answer(input) else { return }
        if codes.isEmpty {
            let offers = try searcher.suggestions(for: input.text, input.options)
            try expect(offers.count <= 3 && Set(offers).count == offers.count, "suggestions: \(offers)")
        }
        if input.isCompared {
            let fresh = Searcher(try Store(path: path, access: .existing))
            let again = try fresh.search(input.text, input.options).results.map(\.code.id)
            try expect(again == codes, "a new connection finds \(again), not \(codes)")
        }
    }

    /// What a query finds; nil when it is refused as it should be.
    private func answer(_ input: Input) throws -> [Int64]? {
        let results: [SearchResult]
        do {
            results = try searcher.search(input.text, input.options).results
        } catch SearchError.empty {
            let isEmpty = input.text.unicodeScalars.allSatisfy {
                $0.properties.isWhitespace || $0 == "\0" || $0.properties.isDefaultIgnorableCodePoint
            }
            try expect(isEmpty, "is called empty")
            return nil
        } catch SearchError.tooLong(let bytes, let most) {
            try expect(
                most == (input.options.isRaw ? Searcher.longestExpression : Searcher.longestQuery)
                    && bytes == input.text.utf8.count && bytes > most, "is called too long")
            return nil
        } catch SearchError.syntax where input.options.isRaw {
            return nil
        } catch BookError.unknown(let book, _) where book == "none" {
            return nil
        }
        try expect(results.count <= input.options.limit, "\(results.count) results")
        try expect(results.map(\.tier) == results.map(\.tier).sorted(), "the tiers are not in order")
        let codes = results.map(\.code.id)
        try expect(Set(codes).count == codes.count, "a code comes twice: \(codes)")
        return codes
    }
}
