import Foundation
import KBText
import Testing

@Suite("messages in the sources")
struct MessageTests {
    /// The texts of both languages in one place of the sources, without what is put in at run time.
    struct Pair: CustomStringConvertible {
        var place: String
        var zh: String
        var en: String

        var description: String { "\(place): \(zh) | \(en)" }
    }

    @Test("give both languages: Chinese with Han characters, English without, or signs alone")
    func languages() throws {
        let pairs = try Self.pairs()
        #expect(pairs.count > 300)
        for pair in pairs {
            #expect(!pair.zh.isEmpty && !pair.en.isEmpty, "\(pair)")
            let isSigns = !(pair.zh + pair.en).contains { $0.isLetter }
            #expect(Han.occurs(in: pair.zh) || isSigns || pair.zh == pair.en, "\(pair)")
            #expect(!Han.occurs(in: pair.en), "\(pair)")
        }
    }

    /// Every `zh:` that is followed by an `en:`, and has text of its own, in `Sources`.
    private static func pairs() throws -> [Pair] {
        let folder = Program.root.appendingPathComponent("Sources")
        let files = try #require(FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil))
        var pairs: [Pair] = []
        for case let file as URL in files where file.pathExtension == "swift" {
            let source = try String(contentsOf: file, encoding: .utf8)
            let pieces = source.components(separatedBy: "zh:")
            for (number, piece) in pieces.enumerated().dropFirst() {
                var scanner = SourceScanner(piece)
                let zh = scanner.expression()
                guard scanner.skip(",", "en:"), !zh.isEmpty || scanner.text.hasPrefix("\"") else { continue }
                let line = pieces[..<number].joined(separator: "zh:").count { $0 == "\n" } + 1
                let place = "\(file.lastPathComponent):\(line)"
                pairs.append(Pair(place: place, zh: zh, en: scanner.expression()))
            }
        }
        return pairs
    }
}

/// Reads literals out of Swift sources.
private struct SourceScanner {
    private(set) var text: Substring

    init(_ text: String) {
        self.text = text[...]
        skipSpace()
    }

    /// The text of all literals of an expression, up to the comma or the bracket after it.
    mutating func expression() -> String {
        var literals = ""
        var depth = 0
        while let character = text.first {
            switch character {
            case "\"": literals += literal()
            case _ where depth == 0 && ",)".contains(character): return literals
            case "(", "[", "{": depth += 1
            case ")", "]", "}": depth -= 1
            default: break
            }
            if character != "\"" { text.removeFirst() }
        }
        return literals
    }

    /// Goes on behind these words; false where others stand.
    mutating func skip(_ words: String...) -> Bool {
        for word in words {
            skipSpace()
            guard text.hasPrefix(word) else { return false }
            text.removeFirst(word.count)
        }
        skipSpace()
        return true
    }

    private mutating func skipSpace() { text = text.drop { $0.isWhitespace } }

    private mutating func literal() -> String {
        let mark = text.hasPrefix("\"\"\"") ? "\"\"\"" : "\""
        text.removeFirst(mark.count)
        var literal = ""
        while !text.isEmpty, !text.hasPrefix(mark) {
            let character = text.removeFirst()
            guard character == "\\" else {
                literal.append(character)
                continue
            }
            if text.first == "(" {
                text.removeFirst()
                skipInterpolation()
            } else {
                text.removeFirst()
            }
        }
        text.removeFirst(min(mark.count, text.count))
        return literal
    }

    private mutating func skipInterpolation() {
        var depth = 1
        while depth > 0, let character = text.first {
            if character == "\"" {
                _ = literal()
                continue
            }
            depth += character == "(" ? 1 : character == ")" ? -1 : 0
            text.removeFirst()
        }
    }
}
