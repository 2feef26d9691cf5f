import TestSupport
import Testing

@testable import KBText

@Suite("Segmenting into pairs")
struct PairSegmenterTests {
    /// The definition, as the SQL view spells it.
    private static func reference(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var result = String.UnicodeScalarView()
        for (index, scalar) in scalars.enumerated() {
            if Han.contains(scalar) {
                result.append(" ")
                result.append(scalar)
                if index + 1 < scalars.count && Han.contains(scalars[index + 1]) {
                    result.append(scalars[index + 1])
                }
                result.append(" ")
            } else if (0xFF01...0xFF5E).contains(scalar.value) {
                result.append(Unicode.Scalar(UInt8(scalar.value - 0xFEE0)))
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    @Test("a run of Han characters becomes its pairs and its last character")
    func run() {
        #expect(PairSegmenter.segment("重定向") == " 重定  定向  向 ")
        #expect(PairSegmenter.segment("锁") == " 锁 ")
    }

    @Test("Latin letters stay, full-width forms become half-width")
    func latin() {
        #expect(PairSegmenter.segment("HTTP方法") == "HTTP 方法  法 ")
        #expect(PairSegmenter.segment("４０４ Ｎｏｔ！") == "404 Not!")
        #expect(PairSegmenter.segment("") == "")
        #expect(PairSegmenter.segment("中，文") == " 中 , 文 ")
    }

    @Test("characters of four bytes pair with those of three")
    func supplementary() {
        #expect(PairSegmenter.segment("中𠀀文") == " 中𠀀  𠀀文  文 ")
        #expect(PairSegmenter.segment(String(repeating: "中𠀀", count: 50)).utf8.count == 50 * 18 - 4 - 3 + 4)
    }

    @Test("the fast segmenter gives the bytes of the definition for random text")
    func property() {
        let seed = SeededRandom.printedSeed("pair segmenter")
        var generator = SeededRandom(seed: seed)
        for _ in 0..<5000 {
            let text = generator.text(length: 60)
            let fast = PairSegmenter.segment(text)
            #expect(
                Array(fast.utf8) == Array(Self.reference(text).utf8), "seed \(seed): \(text.debugDescription)"
            )
        }
    }

    @Test("every scalar by itself and before a Han character is cut as defined")
    func everyScalar() {
        for value in UInt32(0)...0x32000 {
            guard let scalar = Unicode.Scalar(value) else { continue }
            for text in [String(scalar), "\(scalar)中", "中\(scalar)"] {
                guard PairSegmenter.segment(text).utf8.elementsEqual(Self.reference(text).utf8) else {
                    Issue.record("U+\(String(value, radix: 16))")
                    return
                }
            }
        }
    }
}
