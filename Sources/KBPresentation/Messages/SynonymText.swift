import KBCore

/// What was done to synonyms.
package enum SynonymText {
    package static var unchanged: String { message(zh: "没有变化", en: "nothing changed") }

    /// A group on one line: `锁定 = 上锁 = locked`.
    package static func line(of group: SynonymGroup) -> String {
        group.terms.map(CodeText.oneLine).joined(separator: " = ")
    }

    /// Words that were taken out of a group, and what is left of it.
    package static func removed(_ terms: [String], from group: SynonymGroup) -> String {
        var (gone, left) = (group, group)
        gone.terms = group.terms.filter { term in terms.contains { isSame($0, term) } }
        left.terms = group.terms.filter { !gone.terms.contains($0) }
        let words = gone.terms.map(CodeText.oneLine)
        guard left.terms.count > 1 else {
            return message(
                zh: "\(words.joined(separator: "、")) 移出同义词组，不再有同义词：\(line(of: group))",
                en: "\(words.joined(separator: ", ")) removed, which dissolves the group: \(line(of: group))")
        }
        return message(
            zh: "\(words.joined(separator: "、")) 移出同义词组，剩下：\(line(of: left))",
            en: "\(words.joined(separator: ", ")) removed from \(line(of: left))")
    }

    /// Words are compared as SQLite's `NOCASE` does: the case of ASCII letters does not matter.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        func folded(_ text: String) -> [UInt8] {
            text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
        }
        return folded(one) == folded(other)
    }
}
