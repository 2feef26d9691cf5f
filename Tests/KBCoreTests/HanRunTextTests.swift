import KBIndex
import KBText
import TestSupport
import Testing

@testable import KBCore

@Suite("Runs of Han characters in texts")
struct HanRunTextTests {
    /// All characters of a text that stand in one piece and are read so, looked for at every place of every run.
    private func plainly(_ units: [Pinyin.Unit], in texts: [String]) -> [String: HanRuns.Word] {
        func isRead(_ scalar: Unicode.Scalar, _ unit: Pinyin.Unit) -> Bool {
            switch unit {
            case .syllable(let letters): Pinyin.readings(of: scalar).contains(letters)
            case .initial(let letters): Pinyin.readings(of: scalar).contains { $0.hasPrefix(letters) }
            case .han(let wanted):
                ChineseVariants.variants(of: wanted).contains(scalar)
            }
        }
        var words: [String: HanRuns.Word] = [:]
        for text in texts {
            let scalars = Array(text.unicodeScalars)
            for (range, isHan) in Han.runs(of: scalars) where isHan && range.count >= units.count {
                for start in range.lowerBound...range.upperBound - units.count {
                    let word = scalars[start..<start + units.count]
                    guard zip(word, units).allSatisfy(isRead) else { continue }
                    let key = String(scalars: word)
                    var known = words[key] ?? HanRuns.Word(text: key, isWhole: false, count: 0)
                    known.count += 1
                    if units.count == scalars.count { known.isWhole = true }
                    words[key] = known
                }
            }
        }
        return words
    }

    @Test("Words are found by how they are read exactly where a look at every place finds them")
    func sameAsPlainly() {
        let seed = SeededRandom.printedSeed("words in runs of Han characters")
        var generator = SeededRandom(seed: seed)
        // Characters of one reading and of several, variants of each other, rare ones, and what is none.
        let characters = "重定向行长发發髮网網关超时时限流量锁定死了率绿略〇㐀𠀋𫉁豈".unicodeScalars.map { [UInt8](String($0).utf8) }
        let others: [[UInt8]] = [
            Array("a".utf8), Array(" ".utf8), Array("é".utf8), Array("，".utf8), Array("々".utf8),
            Array("🚀".utf8), [0], [0x80],
            [0xE9, 0x87], [0xE9], [0xF0, 0x84, 0xB8, 0x80], [0xED, 0xA0, 0x80], [0xFF],
        ]
        let initials = ["c", "d", "x", "h", "f", "w", "zh", "ch", "z", "l", "g", "s", "q", "i"]
        for _ in 0..<SeededRandom.rounds(200) {
            var texts = HanRunTexts()
            var plain: [String] = []
            for _ in 0..<generator.number(0...12) {
                var bytes: [UInt8] = []
                for _ in 0..<generator.number(0...9) {
                    bytes +=
                        generator.number(0...5) == 0 ? generator.pick(others) : generator.pick(characters)
                }
                bytes.withUnsafeBytes { texts.add($0) }
                plain.append(String(decoding: bytes, as: UTF8.self))
            }
            for _ in 0..<30 {
                var units: [Pinyin.Unit] = [.initial(generator.pick(initials))]
                for _ in 0..<generator.number(1...3) {
                    let scalar = generator.pick(Array("重定向行长发网时限锁率绿".unicodeScalars))
                    switch generator.number(0...3) {
                    case 0: units.append(.han(scalar))
                    case 1: units.append(.syllable(generator.pick(Pinyin.readings(of: scalar))))
                    default: units.append(.initial(generator.pick(initials)))
                    }
                }
                units.shuffle(using: &generator)
                #expect(
                    texts.words(units, units.map(PinyinCharacters.init)) == plainly(units, in: plain),
                    "\(units) in \(plain), seed \(seed)")
            }
        }
    }

    @Test("Where the vocabulary is said to hold no word that is read so, it holds none")
    func vocabulary() throws {
        let seed = SeededRandom.printedSeed("chains of the vocabulary")
        var generator = SeededRandom(seed: seed)
        let characters = Array("啊安饿恩欧重定向行长网关超时限流量锁死率".unicodeScalars)
        let initials = ["a", "e", "o", "c", "d", "x", "h", "w", "zh", "l", "g", "s"]
        for _ in 0..<SeededRandom.rounds(3) {
            let rows = (1...30).map { number in
                [
                    "C\(number)",
                    String(scalars: (0..<generator.number(2...5)).map { _ in generator.pick(characters) }),
                    "-",
                ]
            }
            let store = try SearchFixture.small(rows)
            try store.read { db in
                let vocabulary = PinyinVocabulary(
                    Vocabulary(try IndexSearcher(db, CodeSource())), entries: 30)
                for _ in 0..<300 {
                    let units: [Pinyin.Unit] = (0..<generator.number(2...4)).map { _ in
                        generator.oneIn(3)
                            ? .syllable(generator.pick(Pinyin.readings(of: generator.pick(characters))))
                            : .initial(generator.pick(initials))
                    }
                    let words = plainly(units, in: rows.map { $0[1] })
                    #expect(
                        try words.isEmpty || vocabulary.mayHold(units), "\(units) in \(rows), seed \(seed)")
                }
                // Not only yes is ever said.
                #expect(try !vocabulary.mayHold([.syllable("zhuang"), .initial("b")]))
            }
        }
    }
}
