import GRDB
import KBText

/// Tier 1: the query names codes, a class of codes, or the beginning of codes.
struct CodeTier: SearchTier {
    let depth = StoppingRule.Depth.codes

    func results(_ search: SearchContext, limit: Int, besides found: inout Set<Int64>) throws -> TierAnswer {
        let named = try NamedCodes(search.db, search.query, book: search.book, limit: limit)
        guard !named.results.isEmpty else { return TierAnswer() }
        search.query = named.rest
        let isConclusive = named.isWhole || named.rest.isEmpty || named.holdRest
        if !isConclusive { found.formUnion(named.results.map(\.code.id)) }
        return TierAnswer(
            results: named.results, total: named.isWhole ? named.total ?? .exact(named.results.count) : nil,
            isConclusive: isConclusive)
    }
}

/// The codes that a query names.
struct NamedCodes {
    /// The codes found, at most about as many as were asked for.
    private(set) var results: [SearchResult] = []
    /// How many there are; nil when several lists of codes may hold the same ones.
    private(set) var total: SearchAnswer.Total?
    /// Whether the query says nothing else, so that no other tier is asked.
    private(set) var isWhole = false
    /// Whether what the query says besides stands in one of the codes found: `504 Gateway Timeout`.
    var holdRest: Bool {
        results.contains { result in
            var text = EntryText(result.code)
            let form = FormNeedles(WordForm(text: rest.text))
            return text.place(of: form, at: .inside) != nil || text.place(of: form, at: .allWords) != nil
        }
    }

    /// What the query says besides the codes; equal to the query when it names none.
    private(set) var rest: SearchQuery

    /// Words that people put around a code and that say nothing else.
    private static let decorations: Set<String> = [
        "http", "https", "smtp", "esmtp", "errno", "sqlstate", "status", "code", "codes", "error", "err", "e",
        "response",
        "reply", "状态码", "状态代码", "状态", "错误码", "错误代码", "错误", "代码", "返回码", "响应码", "码", "报错", "返回", "错误号",
        "号", "的", "是什么", "什么意思", "是什么意思", "啥意思", "是啥", "怎么回事", "什么", "狀態碼", "錯誤碼", "代碼", "錯誤", "回應碼",
        "狀態", "開頭", "开头", "字头", "系列",
    ]

    /// Reads a query.
    ///
    /// - Parameters:
    ///   - db: The connection.
    ///   - query: The query.
    ///   - book: The slug of the only book; nil for all.
    ///   - limit: The most codes of each class, beginning or range.
    /// - Throws: `DatabaseError`.
    init(_ db: Database, _ query: SearchQuery, book: String?, limit: Int) throws {
        rest = query
        let folded = TextFolding.fold(query.text)
        guard folded.utf8.count <= 200 else { return }
        var leftover: [String] = []
        var scope = book
        for chunk in try Self.chunks(of: folded).flatMap({ try Self.pieces(of: $0, db) }) {
            if Self.isProtocolVersion(chunk) { continue }
            if let mark = chunk.firstIndex(where: { $0 == ":" || $0 == "/" }),
                try Books.exists(db, String(chunk[..<mark]))
            {
                let (book, code) = (String(chunk[..<mark]), String(chunk[chunk.index(after: mark)...]))
                if code.isEmpty { scope = book }
                let found = try Self.codes(db, named: code, book: book)
                if !found.isEmpty || code.isEmpty {
                    add(found, score: 3)
                } else if let all = try Self.codes(db, of: code, book: book, limit: limit) {
                    add(all, score: 2)
                } else {
                    leftover.append(chunk)
                }
                continue
            }
            var found = try Self.codes(db, named: chunk, book: scope)
            if found.isEmpty, let number = try Self.spokenNumber(chunk) ?? Self.number(in: chunk, db) {
                found = try Self.codes(db, named: number, book: scope)
            }
            if !found.isEmpty {
                add(found, score: 3)
            } else if let all = try Self.codes(db, of: chunk, book: scope, limit: limit) {
                add(all, score: 2)
            } else if try !Self.decorations.contains(chunk) && !Books.exists(db, chunk) {
                leftover.append(chunk)
            }
        }
        if results.isEmpty, leftover.count == 1, let prefix = leftover.first, Self.mayBeginCode(prefix) {
            add(
                try CodeRanges.codes(db, beginning: prefix, length: nil, book: scope, limit: limit),
                score: 1)
            if !results.isEmpty { leftover = [] }
        }
        guard !results.isEmpty else { return }
        isWhole = leftover.isEmpty
        rest = SearchQuery(leftover.joined(separator: " "))
    }

    private mutating func add(_ found: CodeRanges.Found, score: Double) {
        // Of two lists that both go on, nobody knows what they have in common.
        let isFirst = results.isEmpty
        add(found.codes, score: score)
        let isCut = found.total > found.codes.count
        total = isFirst && isCut ? .exact(found.total) : isCut || total != nil ? .atLeast(results.count) : nil
    }

    private mutating func add(_ codes: [Code], score: Double) {
        for code in codes where !results.contains(where: { $0.code.id == code.id }) {
            let mark = TextMark(field: .code, range: 0..<code.reference.code.unicodeScalars.count)
            results.append(SearchResult(code: code, tier: .code, field: .code, marks: [mark], score: score))
        }
        if total != nil { total = .atLeast(results.count) }
    }

    /// The pieces that may be codes: parted by space, by Han characters and by Chinese punctuation; dots, hyphens,
    /// colons, slashes and underscores inside a piece belong to it.
    private static func chunks(of text: String) -> [String] {
        var chunks: [String] = []
        var current = String.UnicodeScalarView()
        var currentIsHan = false
        func end() {
            var piece = Substring(String(current))
            while let last = piece.unicodeScalars.last, ".:-_/,;!?)]'\"".unicodeScalars.contains(last) {
                // "http:" names a book.
                if last == ":", !piece.dropLast().isEmpty { break }
                piece.unicodeScalars.removeLast()
            }
            if !piece.isEmpty { chunks.append(String(piece)) }
            current.removeAll()
        }
        for scalar in text.unicodeScalars {
            let isHan = Han.contains(scalar)
            let belongs =
                isHan || Word.contains(scalar) || ".:-_/*".unicodeScalars.contains(scalar)
            if !belongs || isHan != currentIsHan { end() }
            if belongs { current.append(scalar) }
            currentIsHan = isHan
        }
        end()
        return chunks
    }

    /// `status:502` and `401/403` are two pieces each; `http:404` and `HTTP/1.1` are one.
    private static func pieces(of chunk: String, _ db: Database) throws -> [String] {
        guard let mark = chunk.firstIndex(where: { $0 == ":" || $0 == "/" }), !isProtocolVersion(chunk),
            try !Books.exists(db, String(chunk[..<mark])), try codes(db, named: chunk, book: nil).isEmpty
        else { return [chunk] }
        return chunk.split { $0 == ":" || $0 == "/" }.map(String.init)
    }

    /// The number in `http404` and `error404`.
    private static func number(in chunk: String, _ db: Database) throws -> String? {
        let word = chunk.prefix { $0.isLetter }
        let number = chunk.dropFirst(word.count)
        guard !word.isEmpty, !number.isEmpty, number.allSatisfy(\.isNumber) else { return nil }
        return try decorations.contains(String(word)) || Books.exists(db, String(word)) ? String(number) : nil
    }

    /// `http/1.0` and `http/2` say how a code came, not which; `http/404` names one.
    private static func isProtocolVersion(_ chunk: String) -> Bool {
        guard chunk.hasPrefix("http/") else { return false }
        let numbers = chunk.dropFirst(5).split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count <= 2 && numbers.allSatisfy { $0.count == 1 && $0.allSatisfy(\.isNumber) }
    }

    private static func mayBeginCode(_ chunk: String) -> Bool {
        !Han.occurs(in: chunk) && chunk.utf8.count <= 64
    }

    /// The codes of a class or of a range, or those of a beginning with a `*` after it; nil when there are none.
    private static func codes(
        _ db: Database, of pattern: String, book: String?, limit: Int
    ) throws -> CodeRanges.Found? {
        let found: CodeRanges.Found
        switch CodePattern.shape(of: pattern) {
        case .wildcard(let beginning, let length):
            found = try CodeRanges.codes(db, beginning: beginning, length: length, book: book, limit: limit)
        case .range(let range): found = try CodeRanges.codes(db, in: range, book: book, limit: limit)
        case .beginning(let beginning) where pattern.last == "*":
            found = try CodeRanges.codes(db, beginning: beginning, length: nil, book: book, limit: limit)
        case .beginning, .all: return nil
        }
        return found.codes.isEmpty ? nil : found
    }

    private static let spokenDigits: [Unicode.Scalar] = Array("零一二三四五六七八九".unicodeScalars)

    /// `四零四` as it is spoken: three to six digits one by one.
    private static func spokenNumber(_ chunk: String) -> String? {
        var number = ""
        for scalar in chunk.unicodeScalars {
            switch scalar {
            case "〇": number += "0"
            case "幺": number += "1"
            default:
                guard let digit = spokenDigits.firstIndex(of: scalar) else { return nil }
                number += String(digit)
            }
        }
        return (3...6).contains(number.utf8.count) ? number : nil
    }

    private static func codes(_ db: Database, named code: String, book: String?) throws -> [Code] {
        guard !code.isEmpty else { return [] }
        return try Codes.named(db, code).filter { book == nil || $0.reference.book == book }
    }
}
