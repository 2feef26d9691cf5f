import KBCore
import KBText

extension SearchResult.Tier {
    /// The tier's name, in the user's language.
    package var label: String {
        switch self {
        case .code: message(zh: "代码", en: "code")
        case .name: message(zh: "名称", en: "name")
        case .description: message(zh: "说明", en: "description")
        case .note: message(zh: "笔记", en: "note")
        case .variant: message(zh: "变体", en: "variant")
        case .relaxed: message(zh: "近似", en: "relaxed")
        case .guess: message(zh: "猜测", en: "guess")
        }
    }
}

extension SearchResult.Field {
    /// The field's name, in the user's language.
    package var label: String {
        switch self {
        case .code: message(zh: "代码", en: "code")
        case .name: message(zh: "名称", en: "name")
        case .alias: message(zh: "别名", en: "alias")
        case .description: message(zh: "说明", en: "description")
        case .note: message(zh: "笔记", en: "note")
        case .quote: message(zh: "引文", en: "quote")
        case .translation: message(zh: "译文", en: "translation")
        case .field: message(zh: "字段", en: "field")
        }
    }
}

extension SearchResult.Step {
    /// The step for people: `同义词 上锁 → 锁定`.
    package var text: String { "\(label) \(from) → \(to)" }

    private var label: String {
        switch kind {
        case .script: message(zh: "简繁", en: "script")
        case .region: message(zh: "地区用词", en: "regional")
        case .form:
            message(zh: from.utf8.allSatisfy { $0 < 0x80 } ? "词形" : "字形", en: "form")
        case .synonym: message(zh: "同义词", en: "synonym")
        case .pinyin: message(zh: "拼音", en: "pinyin")
        case .initials: message(zh: "拼音首字母", en: "pinyin initials")
        case .homophone: message(zh: "同音字", en: "sounds alike")
        case .partial: message(zh: "词的一部分", en: "part of a word")
        case .spelling: message(zh: "拼写", en: "spelling")
        case .spacing: message(zh: "分写连写", en: "spacing")
        }
    }
}

extension SearchResult {
    /// The words that are marked, as they stand in the texts, each once.
    private var markedWords: [String] {
        var words: [String] = []
        let texts: [(Field, String?)] = [
            (.code, code.reference.code), (.name, code.title), (.description, code.description),
            (.alias, alias),
            (.note, note?.body), (.quote, note?.anchor?.exact),
        ]
        let fields =
            code.fields.map { ($0.text, marks(inField: $0.name)) }
            + code.translations.map { ($0.description, marks(inLanguage: $0.language)) }
        let found = texts.compactMap { field, text in text.map { ($0, marks(in: field)) } }
        for (text, marks) in found + fields {
            for range in text.scalarRanges(marks) where !words.contains(String(text[range])) {
                words.append(String(text[range]))
                if words.count == 6 { return words }
            }
        }
        return words
    }

    /// Why the result is there, in one line; nil when the text itself shows it.
    package var reason: String? {
        var parts: [String] = []
        if tier == .guess {
            parts.append(message(zh: "猜测，只有一部分相符", en: "a guess: only a part of it matches"))
        }
        if let alias, field == .alias { parts.append(message(zh: "别名 \(alias)", en: "alias \(alias)")) }
        parts += steps.prefix(4).map(\.text)
        return parts.isEmpty ? nil : parts.joined(separator: message(zh: "，", en: ", "))
    }

    /// Everything about the match, in one line: tier, field, words, steps and the parts of the score.
    package var explanation: String {
        let number = message(zh: "第 \(tier.rawValue) 层", en: "tier \(tier.rawValue)")
        var parts = ["\(number) \(tier.label)", message(zh: "在\(field.label)", en: "in \(field.label)")]
        if let alias, field == .alias { parts.append("“\(alias)”") }
        let words = markedWords.prefix(6)
        if !words.isEmpty { parts.append(words.joined(separator: " | ")) }
        parts += steps.map(\.text)
        let score = self.parts.filter { $0.name != "level" }.map { "\($0.name) \(rounded($0.value))" }
        if !score.isEmpty {
            let sum = message(zh: "得分", en: "score")
            parts.append("\(sum) \(rounded(self.score)) (\(score.joined(separator: ", ")))")
        }
        return parts.joined(separator: " · ")
    }
}

/// A number with two digits after the point, without Foundation's formatters.
private func rounded(_ value: Double) -> String {
    guard let hundredths = Int(exactly: (value * 100).rounded()) else { return "\(value)" }
    let digits = String(hundredths.magnitude % 100).zeroPadded(to: 2)
    return "\(hundredths < 0 ? "-" : "")\(hundredths.magnitude / 100).\(digits)"
}
