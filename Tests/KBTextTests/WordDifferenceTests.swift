import KBText
import TestSupport
import Testing

@Suite("differences word by word")
struct WordDifferenceTests {
    private func marked(_ old: String, _ new: String) -> String {
        WordDifference(from: old, to: new).parts.map { part in
            switch part {
            case .same(let text): text
            case .removed(let text): "[\(text)]"
            case .added(let text): "{\(text)}"
            }
        }.joined()
    }

    @Test("words as a whole, Han one by one")
    func words() {
        #expect(marked("连接被拒绝", "连接被对方拒绝") == "连接被{对方}拒绝")
        #expect(marked("the server failed", "the servers failed") == "the [server]{servers} failed")
        #expect(marked("", "a") == "{a}" && marked("a", "") == "[a]" && marked("a", "a") == "a")
    }

    @Test("both texts can be read from the parts, whatever they are")
    func whole() {
        let seed = UInt64.random(in: 0..<1_000_000)
        var random = SeededRandom(seed: seed)
        let characters = Array("重定向ab 12，。é💥\n".unicodeScalars)
        for _ in 0..<300 {
            let (old, new) = (random.text(of: characters, below: 12), random.text(of: characters, below: 12))
            let parts = WordDifference(from: old, to: new).parts
            var (before, after) = ("", "")
            for part in parts {
                switch part {
                case .same(let text): (before, after) = (before + text, after + text)
                case .removed(let text): before += text
                case .added(let text): after += text
                }
            }
            #expect(before == old && after == new, "seed \(seed): \(old) → \(new)")
        }
    }
}
