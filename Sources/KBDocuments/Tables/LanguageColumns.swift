/// Columns that hold the same text in several languages: `name_zh` and `name_en`, `message.zh`, `nameEn`, 中文名称; and
/// `name` with `name_en`.
///
/// One of them speaks for all, under its plain name: the one without a language, or the one that the user has named, or the
/// first. The others are translations of it.
struct LanguageColumns {
    /// Those of one text.
    struct Family {
        /// The plain name.
        var base: String
        /// The column that speaks for all.
        var main: Int
        /// The others and their languages.
        var others: [(column: Int, language: String)]
    }

    // Under such a key stand texts by their languages.
    private static let containers: Set<String> = [
        "i18n", "l10n", "translations", "translation", "locales", "locale", "localized", "localizations",
        "texts",
        "lang", "langs", "languages",
    ]

    private(set) var families: [Family] = []

    init(_ header: [String], mapping: ColumnMapping?) {
        var found: [(base: String, columns: [(column: Int, language: String)])] = []
        for (index, name) in header.enumerated() {
            guard let (base, language) = Self.parted(name) else { continue }
            if let place = found.firstIndex(where: { $0.base == base }) {
                found[place].columns.append((index, language))
            } else {
                found.append((base, [(index, language)]))
            }
        }
        for (base, columns) in found
        where ColumnLayout.isColumnName(base, for: [.name, .description], mapping: mapping) {
            let key = ColumnName.key(base)
            let plain = header.indices.first { ColumnName.key(header[$0]) == key }
            let named = columns.first { column, _ in
                ColumnRole.allCases.contains { role in
                    mapping?[role].map {
                        ColumnName.key($0) == ColumnName.key(header[column]) || Int($0) == column + 1
                    } == true
                }
            }
            let main = plain ?? named?.column ?? columns[0].column
            families.append(
                Family(base: base, main: main, others: columns.filter { $0.column != main }))
        }
    }

    /// The header with the plain name in the place of each column that speaks for several.
    func header(_ header: [String]) -> [String] {
        var header = header
        for family in families { header[family.main] = family.base }
        return header
    }

    /// Whether a column is the text of another in a further language, or the one that speaks for such.
    func contains(_ column: Int) -> Bool {
        families.contains { $0.main == column || $0.others.contains { $0.column == column } }
    }

    /// Whether a column is the text of another in a further language.
    func isOther(_ column: Int) -> Bool {
        families.contains { $0.others.contains { $0.column == column } }
    }

    /// A column's name without the language in it, and the language; nil where there is none.
    ///
    /// `name` stands for what is nothing but a language.
    static func parted(_ name: String) -> (base: String, language: String)? {
        guard name.utf8.count <= ColumnName.longest else { return nil }
        // A member of a member: `i18n.en`, `en.message`, `translations.en.name`.
        let members = name.split(separator: ".")
        for (place, member) in members.enumerated().reversed() where members.count > 1 {
            guard let language = LanguageTag.tag(member), place < members.count - 1 || place > 0 else {
                continue
            }
            let isContained = place == 0 || containers.contains(members[place - 1].lowercased())
            if place == members.count - 1 {
                return (isContained ? "name" : String(members[place - 1]), language)
            }
            return isContained ? (String(members[members.count - 1]), language) : nil
        }
        let words = words(of: name)
        for count in [2, 1] where words.count >= count {
            if let language = LanguageTag.tag(words.suffix(count).joined()) {
                let base = words.dropLast(count).joined(separator: "_")
                return (base.isEmpty ? "name" : base, language)
            }
        }
        for prefix in ["中文", "英文", "英语", "日文"] where name.hasPrefix(prefix) && name != prefix {
            guard let language = LanguageTag.tag(prefix) else { continue }
            return (String(name.dropFirst(prefix.count)), language)
        }
        return nil
    }

    /// The words of a name in lower case: parted at signs, brackets and humps.
    private static func words(of name: String) -> [String] {
        var words: [String] = [""]
        var wasLower = false
        for character in name {
            if !character.isLetter, !character.isNumber {
                words.append("")
            } else if character.isUppercase, wasLower {
                words.append(character.lowercased())
            } else {
                words[words.count - 1] += character.lowercased()
            }
            wasLower = character.isLowercase
        }
        return words.filter { !$0.isEmpty }
    }
}
