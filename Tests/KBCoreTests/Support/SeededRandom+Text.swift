import TestSupport

extension SeededRandom {
    /// Some of the characters, in any order, fewer than `count`.
    mutating func text(of characters: [Unicode.Scalar], below count: Int) -> String {
        var view = String.UnicodeScalarView()
        for _ in 0..<Int.random(in: 0..<count, using: &self) {
            view.append(characters[Int.random(in: 0..<characters.count, using: &self)])
        }
        return String(view)
    }
}
