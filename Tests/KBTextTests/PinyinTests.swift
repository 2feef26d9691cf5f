import TestSupport
import Testing

@testable import KBText

@Suite("Pinyin")
struct PinyinTests {
    private func text(_ units: [Pinyin.Unit]) -> String {
        units.map {
            switch $0 {
            case .syllable(let name): name
            case .initial(let name): name.uppercased()
            case .han(let scalar): String(scalar)
            }
        }
        .joined(separator: " ")
    }

    private func full(_ typed: String) -> [String] { Pinyin.fullParses(typed).map(text) }
    private func initials(_ typed: String) -> [String] { Pinyin.initialParses(typed).map(text) }
    private func mixed(_ typed: String) -> [String] { Pinyin.mixedParses(typed).map(text) }

    @Test(
        "characters have the readings in use, the most common first",
        arguments: [
            ("议", ["yi"]), ("協", ["xie"]), ("协", ["xie"]), ("的", ["de", "di"]), ("定", ["ding"]),
            ("向", ["xiang"]),
            ("锁", ["suo"]), ("茶", ["cha"]), ("壶", ["hu"]), ("重", ["zhong", "chong"]), ("了", ["le", "liao"]),
            ("服", ["fu"]), ("体", ["ti"]), ("发", ["fa"]), ("發", ["fa"]), ("髮", ["fa"]), ("绿", ["lv", "lu"]),
            ("略", ["lve"]), ("嗯", ["en"]), ("〇", ["ling"]), ("务", ["wu"]), ("網", ["wang"]),
        ] as [(Unicode.Scalar, [String])])
    func readings(scalar: Unicode.Scalar, expected: [String]) {
        #expect(Pinyin.readings(of: scalar) == expected, "\(scalar)")
    }

    @Test("heteronyms keep all their common readings")
    func heteronyms() {
        #expect(Set(Pinyin.readings(of: "行")).isSuperset(of: ["xing", "hang", "heng"]))
        #expect(Set(Pinyin.readings(of: "长")) == ["chang", "zhang"])
        #expect(Set(Pinyin.readings(of: "率")).isSuperset(of: ["lv", "shuai"]))
        #expect(Pinyin.readings(of: "a") == [])
    }

    @Test("all characters of everyday use can be read")
    func coverage() {
        let missing = (UInt32(0x4E00)...0x9FA5).compactMap(Unicode.Scalar.init).filter {
            Pinyin.readings(of: $0).isEmpty
        }
        #expect(missing.count < 40, "\(String(String.UnicodeScalarView(missing)))")
    }

    @Test("letters are read as syllables in all ways, the fewest syllables first")
    func fullParses() {
        #expect(full("xieyi") == ["xie yi", "xi e yi"])
        #expect(full("xian") == ["xian", "xi an"])
        #expect(full("fangan") == ["fang an", "fan gan"])
        #expect(full("chongdingxiang").first == "chong ding xiang")
        #expect(full("fuwuqi") == ["fu wu qi"])
        #expect(full("teapot") == [])
        #expect(full("") == [])
        #expect(full("404") == [])
        #expect(full("锁定") == [])
    }

    @Test("separators, tones and spellings of ü are understood")
    func spellings() {
        #expect(full("xi'an") == ["xi an"])
        #expect(full("Xi’an") == ["xi an"])
        #expect(full("xie2 yi4").first == "xie yi")
        #expect(full("xieˊyi") == [])
        #expect(full("xiéyì") == ["xie yi", "xi e yi"])
        #expect(full("xie\u{301}yi\u{300}") == ["xie yi", "xi e yi"])
        #expect(full("lǜ") == ["lv"])
        #expect(full("lu:4") == ["lv"])
        #expect(full("lu\u{308}\u{300}") == ["lv"])
        #expect(full("celue").first == "ce lve")
        #expect(full("celve").first == "ce lve")
        #expect(full("nüe").first == "nve")
        #expect(full("jv") == ["ju"])
        #expect(full("lu") == ["lu", "lv"])
        #expect(full("nuxing") == ["nu xing", "nv xing"])
        #expect(full("nyuxing") == ["nv xing"])
        #expect(full("celyue").first == "ce lve")
        #expect(full("lüyuan").first == "lv yuan")
        #expect(full("ＸＩＥＹＩ").first == "xie yi")
        #expect(full("2xie") == [])
        #expect(full("xie22") == [])
    }

    @Test("typed Han characters stay themselves")
    func han() {
        #expect(full("重ding向") == ["重 ding 向"])
        #expect(initials("重dx") == ["重 D X"])
    }

    @Test("each letter may be an initial")
    func initialParses() {
        #expect(initials("cdx") == ["C D X"])
        #expect(initials("zdx") == ["Z D X"])
        #expect(initials("chcdx") == ["CH C D X", "C H C D X"])
        #expect(initials("xy") == ["X Y"])
        #expect(initials("x") == [])
        #expect(initials("xi") == [])
        #expect(initials("abcdefghjklmn") == [])
        #expect(initials("x1") == [])
    }

    @Test("syllables and initials may be mixed")
    func mixedParses() {
        #expect(mixed("chongdx").first == "chong D X")
        #expect(mixed("cdingxiang").first == "C ding xiang")
        #expect(mixed("fuwq").first == "fu W Q")
        #expect(mixed("fuwuq").first == "fu wu Q")
        #expect(mixed("cdx") == [])
        #expect(mixed("fuwuqi").allSatisfy { $0.contains(where: \.isUppercase) })
    }

    @Test("a unit matches the characters that are listed for it, and no others")
    func matches() {
        for unit in [
            Pinyin.Unit.syllable("xie"), .syllable("e"), .initial("z"), .initial("zh"), .initial("e"),
            .initial("xi"),
        ] {
            let listed = Set(Pinyin.characters(for: unit))
            let characters = PinyinCharacters(unit)
            for value in [0x3007...0x3007, 0x3400...0x9FFF, 0x20000...0x323AF].joined() {
                guard let scalar = Unicode.Scalar(UInt32(value)) else { continue }
                let readings = Pinyin.readings(of: scalar)
                let isRead =
                    switch unit {
                    case .syllable(let letters): readings.contains(letters)
                    case .initial(let letters): readings.contains { $0.hasPrefix(letters) }
                    case .han: false
                    }
                if characters.contains(scalar) != isRead || listed.contains(scalar) != isRead {
                    Issue.record("\(unit) \(scalar)")
                }
            }
        }
        func matches(_ unit: Pinyin.Unit, _ scalar: Unicode.Scalar) -> Bool {
            PinyinCharacters(unit).contains(scalar)
        }
        #expect(matches(.initial("c"), "重") && matches(.initial("ch"), "重"))
        #expect(!matches(.initial("ch"), "从"))
        #expect(matches(.syllable("hang"), "行"))
        #expect(matches(.han("议"), "議") && matches(.han("议"), "议") && !matches(.han("议"), "义"))
        #expect(Pinyin.characters(for: .syllable("xie")).contains("协"))
        #expect(Pinyin.characters(for: .syllable("xie")) == Pinyin.characters(for: .syllable("xie")).sorted())
        #expect(Pinyin.characters(for: .syllable("xx")).isEmpty)
    }

    @Test("any text of letters is read quickly, in 16 ways at most")
    func bounded() {
        let seed = SeededRandom.printedSeed("pinyin")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 0...140, using: &generator)
            let typed = String(
                (0..<count).map { _ in "aeinghuozxcs".randomElement(using: &generator) ?? "a" })
            let parses = Pinyin.fullParses(typed)
            #expect(parses.count <= 16 && Set(parses).count == parses.count, "seed \(seed): \(typed)")
            #expect(parses.map(\.count) == parses.map(\.count).sorted())
            for parse in parses {
                #expect(
                    text(parse).replacing(" ", with: "").replacing("v", with: "u") == typed,
                    "seed \(seed): \(typed)")
            }
            #expect(Pinyin.mixedParses(typed).count <= 16)
        }
        #expect(Pinyin.fullParses(String(repeating: "an", count: 60)).count == 16)
        #expect(Pinyin.fullParses(generator.text(length: 10_000)).isEmpty)
    }
}
