import GRDB
import KBIndex
import KBText

/// The codes that one text may name, whatever stands around it.
struct CodeLookups {
    /// What is longer, in bytes, is no end of a code.
    private static let longestEnding = 20
    /// As many entries that hold a number are looked at, whatever the limit: some are not what is looked for.
    private static let mostHits = 250

    let search: SearchContext
    /// The most codes of a class, a beginning or a range.
    let limit: Int
    /// The only book that is meant.
    var book: String?

    /// The codes of a class, a range, or a marked beginning: `5xx`, `5.1.x`, `507-511`, `ELIB*`; nil for other text.
    func codes(of pattern: String) throws -> CodeRanges.Found? {
        switch CodePattern.shape(of: pattern) {
        case .wildcard(let beginning, let length):
            try CodeRanges.codes(search.db, beginning: beginning, length: length, book: book, limit: limit)
        // 010-62345678 is a telephone's number.
        case .range(let range)
        where String(range.upperBound / 10_000).utf8.count <= String(range.lowerBound).utf8.count:
            try CodeRanges.codes(search.db, in: range, book: book, limit: limit)
        case .beginning(let beginning) where beginning != pattern: try self.beginning(with: beginning)
        default: nil
        }
    }

    /// The codes that begin so.
    func beginning(with text: String) throws -> CodeRanges.Found {
        try CodeRanges.codes(search.db, beginning: text, length: nil, book: book, limit: limit)
    }

    private func find(_ id: Int64) throws -> Code? {
        try Codes.find(search.db, id: id, mayBeTranslated: search.mayBeTranslated())
    }

    private func isMeant(_ code: Code) -> Bool { book == nil || code.reference.book == book }

    /// The codes of this name.
    func named(_ code: String) throws -> [Code] {
        code.isEmpty ? [] : try Codes.named(inAnyWidth: code, search.codesOfName()).filter(isMeant)
    }

    /// The codes that a number is another name of, as errno's numbers are.
    func numbered(_ text: String) throws -> [Code] {
        guard let bare = Self.number(text) else { return [] }
        return try search.index().titles(holding: bare, limit: Self.mostHits).filter { $0.level == .exact }
            .compactMap { try find($0.id) }.filter(isMeant)
    }

    /// A number as a text of digits: `013`, `-13` as the kernel returns it, `0xd`; nil for other text.
    private static func number(_ text: String) -> String? {
        guard text.utf8.count <= 10 else { return nil }
        if text.hasPrefix("0x") { return UInt16(text.dropFirst(2), radix: 16).map { String($0) } }
        let digits = text.first == "-" ? text.dropFirst() : text[...]
        return digits.isDigits ? String(digits.drop { $0 == "0" }) : nil
    }

    /// The codes that are written so in another notation.
    func written(_ text: String) throws -> [Code] {
        let bits = try first(of: CodeNotation.bits(text))
        if !bits.isEmpty { return bits }
        guard let notation = CodeNotation(text) else { return [] }
        // Most words begin no code.
        if !notation.letters.isEmpty, try !CodeRanges.exists(search.db, beginning: notation.letters) {
            return []
        }
        return try first(of: notation.others.filter { $0 != text })
    }

    /// The codes of the first of these texts that is one.
    private func first(of texts: [String]) throws -> [Code] {
        for text in texts {
            let codes = try Codes.named(text, search.codesOfName()).filter(isMeant)
            if !codes.isEmpty { return codes }
        }
        return []
    }

    /// The codes that end so: `0032` of `SETTLE-0032`, `A010` of `POS-A010`, which is `POSA010`, too.
    func ending(in text: String) throws -> [Code] {
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
                guard let code = try find(hit.id), isMeant(code) else { continue }
                let words = CodeWords.pieces(of: code.reference.code).map { TextFolding.fold(String($0)) }
                if words.suffix(ending.count).elementsEqual(ending) { codes.append(code) }
            }
        }
        // A bare number is the end of many codes: without their zeros only where no other ends so.
        guard pieces.count == 1, book == nil, codes.count > 1 else { return codes }
        return codes.filter { CodeWords.pieces(of: $0.reference.code).last.map { $0 == number } ?? false }
    }
}
