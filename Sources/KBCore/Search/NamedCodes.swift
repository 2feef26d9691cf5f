import GRDB
import KBIndex
import KBText

/// The codes that a query names.
struct NamedCodes {
    /// The codes found, at most about as many as were asked for.
    private(set) var results: [SearchResult] = []
    /// How many there are; nil when several lists of codes may hold the same ones.
    private(set) var total: SearchAnswer.Total?
    /// Whether the query says nothing else, so that no other tier is asked.
    private(set) var isWhole = false
    /// What the query says besides the codes; equal to the query when it names none.
    private(set) var rest: SearchQuery

    /// The score of codes that are named, not only their class or beginning.
    private static let exact = 3.0
    /// A code that is a word of more entries is an ordinary word.
    private static let fewEntries = 2
    /// A part of so many characters that is no code says that the whole is none; one of 550-5.7.99 may be new.
    private static let longNumber = 5
    /// As many numbers may be the parts of one.
    private static let mostJoined = 4

    private let search: SearchContext
    /// In the only book that is meant.
    private var codes: CodeLookups

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - search: The search.
    ///   - limit: The most codes of each class, beginning or range.
    /// - Throws: `DatabaseError`.
    init(_ search: SearchContext, limit: Int) throws {
        self.search = search
        codes = CodeLookups(search: search, limit: limit, book: search.book ?? search.namedBook)
        rest = search.query
        let folded = TextFolding.fold(search.query.text)
        guard folded.utf8.count <= 200 else { return }
        let chunks = CodeChunks.of(folded).filter { !CodeChunks.isProtocolVersion($0) }
        let isNumbered = search.namedBook != nil && search.namedBook == codes.book
        var leftover: [String] = []
        var rest = chunks[...]
        while let chunk = rest.first {
            let taken = try takeJoined(rest)
            rest = rest.dropFirst(max(1, taken))
            if taken == 0, try !take(chunk) { leftover.append(chunk) }
        }
        // A number in a sentence is the other name of a code only where a word says so.
        if results.isEmpty {
            for number in isNumbered ? leftover : CodeChunks.announced(chunks) {
                if add(try codes.numbered(number), score: Self.exact) { leftover.removeAll { $0 == number } }
            }
        }
        // In brackets next to the name of what it is another name of: `Permission denied (13)`; but a gateway that
        // says why its upstream failed means what it answers.
        let bracketed = results.isEmpty ? CodeChunks.bracketed(folded) : []
        if !bracketed.isEmpty, !folded.contains("upstream") {
            for number in bracketed {
                let found = try codes.numbered(number).filter {
                    folded.contains(TextFolding.fold($0.title))
                }
                if add(found, score: Self.exact) { leftover.removeAll { $0.hasPrefix(number) } }
            }
        }
        if results.isEmpty, leftover.count == 1, let prefix = leftover.first, !Han.occurs(in: prefix),
            prefix.utf8.count <= 64, !CodeChunks.areExits(chunks)
        {
            add(
                try codes.beginning(with: prefix), score: 1)
            // With zeros in front it is the end of a code: 0032.
            if results.isEmpty, prefix.first != "0" { add(try codes.numbered(prefix), score: Self.exact) }
            if results.isEmpty { add(try codes.ending(in: prefix), score: 1) }
            if !results.isEmpty { leftover = [] }
        }
        // 571 of mail is 5.7.1.
        if results.isEmpty, codes.book != nil, leftover.count == 1, let number = leftover.first,
            number.isDigits,
            (3...4).contains(number.utf8.count),
            add(try codes.named(number.map(String.init).joined(separator: ".")), score: Self.exact)
        {
            leftover = []
        }
        // A number of a class is one in some books, and the beginning of codes in others: 50.
        if !results.isEmpty, chunks.count == 1, codes.book == nil, chunks[0].isDigits,
            chunks[0].utf8.count == 2
        {
            add(try codes.beginning(with: chunks[0]), score: 1)
        }
        guard !results.isEmpty else { return }
        isWhole = leftover.isEmpty
        if !isWhole, try isByChance(leftover) {
            (results, total) = ([], nil)
            return
        }
        self.rest = SearchQuery(isWhole ? "" : leftover.joined(separator: " "))
        if results.count > 1, !isWhole { try orderByRest() }
    }

    /// Whether what the query says besides stands in one of the codes found: `504 Gateway Timeout`.
    var holdRest: Bool {
        results.contains { result in
            var text = EntryText(result.code)
            let form = FormNeedles(WordForm(text: rest.text))
            return text.place(of: form, at: .inside) != nil || text.place(of: form, at: .allWords) != nil
        }
    }

    /// Tells whether the codes found are hardly meant: numbers of one digit or two among all books, `iPhone 15 Pro`,
    /// `建国路88号`, or words that other entries use as well, `unknown column`, next to words that say nothing of them.
    private func isByChance(_ leftover: [String]) throws -> Bool {
        let areNumbers =
            codes.book == nil
            && results.allSatisfy {
                $0.code.reference.code.utf8.count <= 2 && $0.code.reference.code.isDigits
            }
        guard try areNumbers || results.allSatisfy({ try isOrdinaryWord($0.code.reference.code) }) else {
            return false
        }
        let rest = SearchQuery(leftover.joined(separator: " "))
        let query = try RelaxedQuery(rest, search.words(), in: [search.index()], books: [])
        let least = areNumbers ? RelaxedSearch.leastShare : RelaxedSearch.largeShare
        return query.weight > 0
            && !results.contains { EntryMatch(query, $0.code)?.share ?? 0 >= least }
    }

    /// Tells whether a code is a word that several entries have, and was not typed as the code is written.
    private func isOrdinaryWord(_ code: String) throws -> Bool {
        guard code.utf8.allSatisfy({ (0x61...0x7A).contains($0 | 0x20) }),
            !search.query.words.contains(code)
        else { return false }
        return try search.index().frequency(of: Term(TextFolding.fold(code))) > Self.fewEntries
    }

    /// Takes chunks that are one code together, and says how many: letters and a number, `settle 32`, `ORA 942`,
    /// `pos a010`, `fund error 7211`; a number in parts, `5 0 3`, `1003 218`, `1,201,053`, `5,7,1`.
    private mutating func takeJoined(_ chunks: ArraySlice<String>) throws -> Int {
        guard let first = chunks.first, chunks.count > 1 else { return 0 }
        if first.isDigits {
            var most = chunks.prefix(Self.mostJoined).prefix(while: \.isDigits)
            while most.count > 1 {
                // Two numbers may be two codes; three of one digit each are none.
                let isSplit = most.count > 2 || most.joined().utf8.count > 5
                for joined in isSplit ? [most.joined(), most.joined(separator: ".")] : [] {
                    if add(try codes.named(joined), score: Self.exact) { return most.count }
                }
                most = most.dropLast()
            }
            return 0
        }
        guard !CodeChunks.isDecoration(first),
            first.utf8.first.map({ (0x61...0x7A).contains($0) }) == true
        else { return 0 }
        let between = chunks.dropFirst().prefix { CodeChunks.isDecoration($0) && !$0.holdsDigit }
        guard let number = chunks.dropFirst(1 + between.count).first, number.holdsDigit,
            try !Books.exists(search.db, first)
        else { return 0 }
        return add(try codes.written(first + " " + number), score: Self.exact) ? between.count + 2 : 0
    }

    /// Takes a chunk that names codes or says nothing by itself.
    private mutating func take(_ chunk: String) throws -> Bool {
        if add(try codes.named(chunk), score: Self.exact) { return true }
        if let spoken = CodeChunks.spokenNumber(chunk), add(try codes.named(spoken), score: Self.exact) {
            return true
        }
        if add(try codes.written(chunk), score: Self.exact) { return true }
        if try takeParts(of: chunk) { return true }
        if let all = try codes.codes(of: chunk) { return add(all, score: 2) }
        return try CodeChunks.isDecoration(chunk) || Books.exists(search.db, chunk)
    }

    /// Takes what stands behind the name of a book, `http:404`, `http-404`, `smtp:4`, or behind a word that says
    /// nothing, `error404`; and each code of several, `401/403`, `550-5.7.1`, `250-SIZE`.
    private mutating func takeParts(of chunk: String) throws -> Bool {
        let marks: (Character) -> Bool = { ":/-_".contains($0) }
        let head = chunk.prefix { !marks($0) }
        var tail = chunk.dropFirst(head.count)
        var name = String(head)
        if tail.isEmpty {
            name = String(chunk.prefix { $0.isLetter })
            tail = chunk.dropFirst(name.count)
            guard !name.isEmpty, tail.first?.isNumber == true,
                tail.utf8.allSatisfy({ (0x30...0x39).contains($0) || [0x2E, 0x78, 0x2A].contains($0) })
            else { return false }
        } else {
            tail = tail.drop(while: marks)
        }
        let isBook = try Books.exists(search.db, name)
        if isBook, tail.isEmpty { return true }
        if isBook || CodeChunks.isDecoration(name) {
            var inner = self
            if isBook { inner.codes.book = search.book == nil || search.book == name ? name : search.book }
            guard
                try inner.take(String(tail))
                    || isBook && chunk.contains(":")
                        && inner.add(inner.codes.beginning(with: String(tail)), score: 2)
                    || isBook && inner.add(inner.codes.numbered(String(tail)), score: Self.exact)
            else {
                return false
            }
            let outer = codes
            self = inner
            codes = outer
            return true
        }
        let parts = chunk.split(whereSeparator: marks).map(String.init)
        guard parts.count > 1, try codes.codes(of: chunk) == nil else { return false }
        // The number of `worker-1` counts workers.
        let areNumbers = parts.allSatisfy(\.holdsDigit)
        let found = try parts.map {
            $0.holdsDigit && (areNumbers || $0.utf8.count > 2) ? try codes.named($0) : []
        }
        // What else is made of numbers is a telephone's, an order's or a book's: 010-62345678, 978-7-111-54742-6.
        if areNumbers,
            zip(parts, found).contains(where: {
                $1.isEmpty && $0.utf8.count >= Self.longNumber && $0.isDigits
            })
        {
            return false
        }
        // The finer of two codes on one matter says more: 5.7.1 of 550-5.7.1.
        return add(
            zip(parts, found).sorted { $0.0.contains(".") && !$1.0.contains(".") }.flatMap(\.1),
            score: Self.exact)
    }

    /// Among codes of one name those come first that hold most of what the query says besides.
    ///
    /// Not among those of a class or a range, of which only as many are read as were asked for.
    private mutating func orderByRest() throws {
        let named = results.prefix { $0.score == Self.exact }
        guard named.count > 1 else { return }
        let index = try search.index()
        let query = try RelaxedQuery(rest, search.words(), in: [index], books: [codes.book])
        guard query.weight > 0 else { return }
        let shares = named.map { EntryMatch(query, $0.code)?.result.score ?? 0 }
        let order = named.indices.sorted { (shares[$0], -$0) > (shares[$1], -$1) }
        results.replaceSubrange(named.indices, with: order.map { named[$0] })
    }

    @discardableResult
    private mutating func add(_ found: CodeRanges.Found, score: Double) -> Bool {
        // Of two lists that both go on, nobody knows what they have in common.
        let isFirst = results.isEmpty
        add(found.codes, score: score)
        let isCut = found.total > found.codes.count
        total = isFirst && isCut ? .exact(found.total) : isCut || total != nil ? .atLeast(results.count) : nil
        return !found.codes.isEmpty
    }

    @discardableResult
    private mutating func add(_ codes: [Code], score: Double) -> Bool {
        for code in codes where !results.contains(where: { $0.code.id == code.id }) {
            let mark = TextMark(field: .code, range: 0..<code.reference.code.unicodeScalars.count)
            results.append(SearchResult(code: code, tier: .code, field: .code, marks: [mark], score: score))
        }
        if total != nil { total = .atLeast(results.count) }
        return !codes.isEmpty
    }
}
