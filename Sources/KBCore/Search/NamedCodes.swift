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
    /// What is longer, in bytes, is no end of a code.
    private static let longestEnding = 20
    /// As many entries that hold a number are looked at, whatever the limit: some are not what is looked for.
    private static let mostHits = 250

    private let search: SearchContext
    private let limit: Int
    /// The only book that is meant.
    private var book: String?

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - search: The search.
    ///   - limit: The most codes of each class, beginning or range.
    /// - Throws: `DatabaseError`.
    init(_ search: SearchContext, limit: Int) throws {
        self.search = search
        self.limit = limit
        book = search.book
        rest = search.query
        let folded = TextFolding.fold(search.query.text)
        guard folded.utf8.count <= 200 else { return }
        let chunks = CodeChunks.of(folded).filter { !CodeChunks.isProtocolVersion($0) }
        let named = try namedBook(chunks)
        book = book ?? named
        let isNumbered = named != nil && named == book
        var leftover: [String] = []
        var index = 0
        while index < chunks.count {
            let (chunk, next) = (chunks[index], index + 1 < chunks.count ? chunks[index + 1] : nil)
            index += 1
            if let next, try take(chunk, followedBy: next) {
                index += 1
            } else if try !take(chunk) {
                leftover.append(chunk)
            }
        }
        // A number in a sentence is the other name of a code only where a word says so.
        if results.isEmpty {
            for number in isNumbered ? leftover : CodeChunks.announced(chunks) {
                if add(try numbered(number), score: Self.exact) { leftover.removeAll { $0 == number } }
            }
        }
        if results.isEmpty, leftover.count == 1, let prefix = leftover.first, !Han.occurs(in: prefix),
            prefix.utf8.count <= 64, !CodeChunks.areExits(chunks)
        {
            add(
                try CodeRanges.codes(search.db, beginning: prefix, length: nil, book: book, limit: limit),
                score: 1)
            // With zeros in front it is the end of a code: 0032.
            if results.isEmpty, prefix.first != "0" { add(try numbered(prefix), score: Self.exact) }
            if results.isEmpty { add(try ending(in: prefix), score: 1) }
            if !results.isEmpty { leftover = [] }
        }
        guard !results.isEmpty else { return }
        isWhole = leftover.isEmpty
        rest = SearchQuery(leftover.joined(separator: " "))
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

    /// The book that the words around a code name: `smtp 421`, `os error 2`.
    private func namedBook(_ chunks: [String]) throws -> String? {
        guard chunks.count > 1, chunks.contains(where: \.holdsDigit)
        else {
            return nil
        }
        for (index, chunk) in chunks.enumerated() {
            let next = index + 1 < chunks.count ? chunks[index + 1] : nil
            let name =
                CodeChunks.book(of: chunk, before: next)
                ?? (chunk.last == ":" ? String(chunk.dropLast()) : chunk)
            if try Books.exists(search.db, name) { return name }
        }
        return nil
    }

    /// Takes letters and a number that are one code: `settle 32`, `ORA 942`, `pos a010`.
    private mutating func take(_ chunk: String, followedBy next: String) throws -> Bool {
        guard next.holdsDigit, !CodeChunks.isDecoration(chunk),
            chunk.utf8.first.map({ (0x61...0x7A).contains($0) }) == true, try !Books.exists(search.db, chunk)
        else { return false }
        return add(try written(chunk + " " + next), score: Self.exact)
    }

    /// Takes a chunk that names codes or says nothing by itself.
    private mutating func take(_ chunk: String) throws -> Bool {
        if add(try named(chunk), score: Self.exact) { return true }
        if let spoken = CodeChunks.spokenNumber(chunk), add(try named(spoken), score: Self.exact) {
            return true
        }
        if add(try written(chunk), score: Self.exact) { return true }
        if try takeParts(of: chunk) { return true }
        if let all = try codes(of: chunk) { return add(all, score: 2) }
        return try CodeChunks.isDecoration(chunk) || Books.exists(search.db, chunk)
    }

    /// The codes of a class, a range, or a marked beginning: `5xx`, `5.1.x`, `507-511`, `ELIB*`; nil for other text.
    private func codes(of pattern: String) throws -> CodeRanges.Found? {
        switch CodePattern.shape(of: pattern) {
        case .wildcard(let beginning, let length):
            try CodeRanges.codes(search.db, beginning: beginning, length: length, book: book, limit: limit)
        case .range(let range): try CodeRanges.codes(search.db, in: range, book: book, limit: limit)
        case .beginning(let beginning) where beginning != pattern:
            try CodeRanges.codes(search.db, beginning: beginning, length: nil, book: book, limit: limit)
        default: nil
        }
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
            guard !name.isEmpty, tail.isDigits else { return false }
        } else {
            tail = tail.drop(while: marks)
        }
        let isBook = try Books.exists(search.db, name)
        if isBook, tail.isEmpty { return true }
        if isBook || CodeChunks.isDecoration(name) {
            var inner = self
            if isBook { inner.book = search.book == nil || search.book == name ? name : search.book }
            guard
                try inner.take(String(tail))
                    || inner.takeBeginning(String(tail), isBook && chunk.contains(":"))
            else {
                return false
            }
            let outer = book
            self = inner
            book = outer
            return true
        }
        let parts = chunk.split(whereSeparator: marks).map(String.init)
        guard parts.count > 1, try codes(of: chunk) == nil else { return false }
        let found = try parts.map { $0.holdsDigit ? try named($0) : [] }
        // The finer of two codes on one matter says more: 5.7.1 of 550-5.7.1.
        return add(
            zip(parts, found).sorted { $0.0.contains(".") && !$1.0.contains(".") }.flatMap(\.1),
            score: Self.exact)
    }

    /// Takes codes of a book that begin so: `smtp:4`.
    private mutating func takeBeginning(_ beginning: String, _ isMeant: Bool) throws -> Bool {
        guard isMeant else { return false }
        return add(
            try CodeRanges.codes(search.db, beginning: beginning, length: nil, book: book, limit: limit),
            score: 2)
    }

    private func isMeant(_ code: Code) -> Bool { book == nil || code.reference.book == book }

    /// The codes of this name.
    private func named(_ code: String) throws -> [Code] {
        code.isEmpty ? [] : try Codes.named(inAnyWidth: code, search.db).filter(isMeant)
    }

    /// The codes that a number is another name of, as errno's numbers are.
    private func numbered(_ text: String) throws -> [Code] {
        guard text.utf8.count <= 10, text.isDigits else { return [] }
        let bare = String(text.drop { $0 == "0" })
        return try search.index().titles(holding: bare, limit: Self.mostHits).filter { $0.level == .exact }
            .compactMap { try Codes.find(search.db, id: $0.id) }.filter(isMeant)
    }

    /// The codes that are written so in another notation.
    private func written(_ text: String) throws -> [Code] {
        for other in CodeNotation.bits(text) {
            let codes = try Codes.named(search.db, other).filter(isMeant)
            if !codes.isEmpty { return codes }
        }
        guard let notation = CodeNotation(text) else { return [] }
        // Most words begin no code.
        if !notation.letters.isEmpty, try !CodeRanges.exists(search.db, beginning: notation.letters) {
            return []
        }
        for other in notation.others where other != text {
            let codes = try Codes.named(search.db, other).filter(isMeant)
            if !codes.isEmpty { return codes }
        }
        return []
    }

    /// The codes that end so: `0032` of `SETTLE-0032`, `A010` of `POS-A010`, which is `POSA010`, too.
    private func ending(in text: String) throws -> [Code] {
        let pieces = CodeWords.pieces(of: text).map(String.init)
        guard let number = pieces.last, number.utf8.count <= 10,
            number.isDigits, pieces.count > 1 || number.utf8.count > 1,
            pieces.count <= 2 && text.utf8.count <= Self.longestEnding
        else { return [] }
        var endings = CodeNotation.paddings(of: number[...]).map { pieces.dropLast() + [$0] }
        // Letters that were typed as one may be two words of the code.
        if pieces.count == 2 {
            for cut in pieces[0].indices.dropFirst() {
                endings.append([String(pieces[0][..<cut]), String(pieces[0][cut...]), number])
            }
        }
        var codes: [Code] = []
        for ending in endings {
            let phrase = ending.joined(separator: " ")
            for hit in try search.index().titles(holding: phrase, limit: Self.mostHits) {
                guard let code = try Codes.find(search.db, id: hit.id), isMeant(code) else { continue }
                let words = CodeWords.pieces(of: code.reference.code).map { TextFolding.fold(String($0)) }
                if words.suffix(ending.count).elementsEqual(ending) { codes.append(code) }
            }
        }
        return codes
    }

    /// Among codes of one name those come first that hold most of what the query says besides.
    ///
    /// Not among those of a class or a range, of which only as many are read as were asked for.
    private mutating func orderByRest() throws {
        let named = results.prefix { $0.score == Self.exact }
        guard named.count > 1 else { return }
        let index = try search.index()
        let query = try RelaxedQuery(
            rest, vocabulary: Vocabulary(index), synonyms: search.synonyms, in: [index], book: book)
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
