/// What was done to synonyms.
package enum SynonymText {
    package static var unchanged: String { message(zh: "没有变化", en: "nothing changed") }

    package static func removed(_ count: Int) -> String {
        message(
            zh: "移除 \(grouped(count)) 个同义词",
            en: count == 1 ? "1 synonym removed" : "\(grouped(count)) synonyms removed")
    }
}
