import KBText

/// The parts of a query that may be codes, and the words around them.
enum CodeChunks {
    /// Words that people put around a code and that say nothing else.
    private static let decorations: Set<String> = [
        "http", "https", "smtp", "esmtp", "errno", "sqlstate", "status", "code", "codes", "error", "errors",
        "err",
        "e", "os", "exit", "winerror", "oserror", "ioerror", "hresult", "response", "reply", "returned",
        "return",
        "状态码", "状态代码", "状态", "错误码", "错误代码", "错误", "代码", "返回码", "响应码", "码", "报错", "返回", "错误号", "号",
        "的", "是什么", "什么意思", "是什么意思", "啥意思", "是啥", "怎么回事", "什么", "狀態碼", "錯誤碼", "代碼", "錯誤", "回應碼",
        "狀態", "開頭", "开头", "字头", "系列",
    ]

    /// Tells whether a chunk says nothing by itself.
    static func isDecoration(_ chunk: String) -> Bool { decorations.contains(chunk) }

    /// Words that are followed by the number of an error.
    private static let announcements: Set<String> = [
        "errno", "error", "err", "code", "oserror", "ioerror", "winerror", "number", "错误码", "错误代码", "错误号",
        "錯誤碼",
        "错误",
    ]
    /// Words that are followed by one with a minus sign, as the kernel returns it.
    private static let negativeAnnouncements: Set<String> = [
        "ret", "rc", "result", "returned", "failed", "res",
    ]
    /// Words before these that say that the number is another one: `exit code 2`, `status code 5`.
    private static let others: Set<String> = [
        "exit", "return", "status", "response", "reply", "http", "https", "smtp",
    ]

    /// The numbers that stand behind a word which says that they are those of an error: `mount error(112)`.
    static func announced(_ chunks: [String]) -> [String] {
        chunks.indices.dropFirst().filter { place in
            let word = chunks[place - 1].filter { $0 != ":" }
            return
                (announcements.contains(word)
                || chunks[place].first == "-" && negativeAnnouncements.contains(word))
                && (place < 2 || !others.contains(chunks[place - 2]))
        }.map { chunks[$0] }
    }

    /// The numbers that stand behind an opening bracket: `(13)`, `(98: Address already in use)`.
    static func bracketed(_ text: String) -> [String] {
        text.split(separator: "(").dropFirst().compactMap { piece in
            let digits = piece.prefix { $0.isASCII && $0.isNumber }
            guard (1...5).contains(digits.count), let next = piece.dropFirst(digits.count).first,
                "):".contains(next)
            else { return nil }
            return String(digits)
        }
    }

    /// Tells whether the numbers are those with which programs end: `exit code 2`.
    static func areExits(_ chunks: [String]) -> Bool {
        zip(chunks, chunks.dropFirst()).contains { NamedBook.slug(of: $0, before: $1) == "exit" }
    }

    /// The pieces of a folded text: parted by space, by Han characters and by Chinese punctuation; dots, hyphens,
    /// colons, slashes and underscores inside a piece belong to it, and so does `#` between digits: 31#31 is the number
    /// of a process and of a thread.
    static func of(_ text: String) -> [String] {
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
        let scalars = text.unicodeScalars
        for place in scalars.indices {
            let scalar = scalars[place]
            let isHan = Han.contains(scalar)
            let belongs =
                isHan || Word.contains(scalar) || ".:-_/*".unicodeScalars.contains(scalar)
                || scalar == "#" && current.last.map(isDigit) == true
                    && scalars[scalars.index(after: place)...].first.map(isDigit) == true
            if !belongs || isHan != currentIsHan { end() }
            if belongs { current.append(scalar) }
            currentIsHan = isHan
        }
        end()
        return chunks
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { (0x30...0x39).contains(scalar.value) }

    /// `http/1.0` and `http/2` say how a code came, not which; `http/404` names one.
    static func isProtocolVersion(_ chunk: String) -> Bool {
        guard chunk.hasPrefix("http/") else { return false }
        let numbers = chunk.dropFirst(5).split(separator: ".", omittingEmptySubsequences: false)
        return numbers.count <= 2 && numbers.allSatisfy { $0.count == 1 && $0.allSatisfy(\.isNumber) }
    }

    /// `四零四` as it is spoken, three to six digits one by one; `四百零四`, too.
    static func spokenNumber(_ chunk: String) -> String? {
        guard chunk.utf8.contains(where: { $0 >= 0x80 }) else { return nil }
        let scalars = Array(chunk.unicodeScalars)
        if let (range, value) = HanNumber.numbers(in: scalars).first, range.count == scalars.count,
            (100..<1_000_000).contains(value)
        {
            return String(value)
        }
        var number = ""
        for scalar in chunk.unicodeScalars {
            switch scalar {
            case "〇": number += "0"
            case "幺": number += "1"
            default:
                guard let digit = HanNumber.digits.firstIndex(of: scalar) else { return nil }
                number += String(digit)
            }
        }
        return (3...6).contains(number.utf8.count) ? number : nil
    }
}
