import KBCore
import KBText
import TestSupport

/// Makes queries of the words of the documents, and of anything.
struct QueryTexts {
    /// Names, aliases and synonyms.
    private let words: [String]
    private let descriptions: [[Unicode.Scalar]]
    private let syllables: [String]

    init() throws {
        let entries = try Material.entries()
        words =
            entries.map(\.name) + (try Material.aliases().map(\.alias))
            + (try Material.synonyms().flatMap { $0 })
        descriptions = entries.map { Array($0.description.unicodeScalars) }.filter { !$0.isEmpty }
        syllables = Array(Set(words.joined().unicodeScalars.flatMap { Pinyin.readings(of: $0) })).sorted()
    }

    /// A query.
    ///
    /// Long ones take a hundred times as long to answer as short ones, so they are fewer.
    func text(_ random: inout SeededRandom) -> String {
        switch random.number(0...999) {
        case 0...449: return random.scalars(upTo: 8)
        case 450...709: return random.pieces(upTo: 3)
        case 710...809: return random.garbage(upTo: 12)
        case 810...859: return number(&random)
        case 860...909: return random.pick(words)
        case 910...939: return random.mutated(random.pick(words))
        case 940...954: return random.pieces(upTo: 14)
        case 955...964: return random.scalars(upTo: 60)
        case 965...976: return pinyin(&random)
        case 977...984: return several(&random, upTo: 3) { random in piece(&random) }
        case 985...998:
            return several(&random, upTo: 4) { random in
                switch random.number(0...3) {
                case 0: return random.pieces(upTo: 3)
                case 1: return piece(&random)
                case 2: return random.mutated(random.pick(words))
                default: return random.pick(words)
                }
            }
        default: return long(&random)
        }
    }

    private func several(
        _ random: inout SeededRandom, upTo most: Int, _ text: (inout SeededRandom) -> String
    ) -> String {
        let separator = random.pick(["", " ", " ", "、"])
        return (0..<random.number(1...most)).map { _ in text(&random) }.joined(separator: separator)
    }

    /// A piece of a description.
    private func piece(_ random: inout SeededRandom) -> String {
        let text = String(String.UnicodeScalarView(random.slice(random.pick(descriptions)[...], upTo: 30)))
        return random.oneIn(3) ? random.mutated(text) : text
    }

    /// Syllables, some of them as initials or with a tone.
    private func pinyin(_ random: inout SeededRandom) -> String {
        several(&random, upTo: 6) { random in
            let syllable = random.pick(syllables)
            switch random.number(0...5) {
            case 0: return String(syllable.prefix(1))
            case 1: return syllable + String(random.number(1...5))
            case 2: return String(random.pick(random.pick(descriptions)))
            default: return syllable
            }
        }
    }

    private func number(_ random: inout SeededRandom) -> String {
        let digits = String(random.next() >> UInt64(random.number(0...63)))
        return random.pick(["", "http:", "-", "HTTP/", "0x"]) + digits
            + random.pick(["", "xx", "*", "-999", "号", ":"])
    }

    /// A query near the longest that is allowed, or longer.
    private func long(_ random: inout SeededRandom) -> String {
        let unit =
            random.oneIn(2)
            ? random.pick(words) : random.oneIn(2) ? random.pieces(upTo: 3) : random.scalars(upTo: 40)
        let bytes = random.pick([
            200, 1_000, 1_001, 5_000, 20_000, Searcher.longestQuery, Searcher.longestQuery, 70_000,
        ])
        return random.repeated(unit + random.pick(["", " "]), bytes: bytes)
    }
}
