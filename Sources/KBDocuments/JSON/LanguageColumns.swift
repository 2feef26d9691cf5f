/// Columns that hold the same text in several languages: `name_zh` and `name_en`, `message.zh`, `nameEn`, 中文名称.
///
/// The one that stands first and is not empty speaks for all of them; the others stay as they are.
struct LanguageColumns {
    private static let languages: Set<String> = [
        "zh", "cn", "zhcn", "zhhans", "chs", "sc", "chinese", "中文", "zhtw", "zhhk", "zhhant", "tw", "hk",
        "cht",
        "en", "enus", "engb", "eng", "english", "英文", "ja", "jp", "jajp", "japanese", "日文", "ko", "kr",
        "kokr",
        "de", "dede", "fr", "frfr", "es", "eses", "pt", "ptbr", "ru", "ruru",
    ]

    /// Those of one text: the column's name without the language, and where its languages are.
    private struct Family {
        var base: String
        var columns: [Int]
    }

    private var families: [Family] = []

    init(_ header: [String], mapping: ColumnMapping?) {
        for (index, name) in header.enumerated() {
            guard let base = Self.base(of: name) else { continue }
            if let family = families.firstIndex(where: { $0.base == base }) {
                families[family].columns.append(index)
            } else {
                families.append(Family(base: base, columns: [index]))
            }
        }
        families.removeAll { family in
            // A column of the plain name is there already, or the user has named one of these.
            ColumnLayout.contains(family.base, in: header)
                || !ColumnLayout.isColumnName(family.base, mapping: mapping)
                || family.columns.contains { column in
                    ColumnRole.allCases.contains { mapping?[$0] == header[column] }
                }
        }
    }

    /// Returns the header with the plain name in the place of the language that speaks for a text in this row.
    func header(_ header: [String], for row: [String]) -> [String] {
        guard !families.isEmpty else { return header }
        var header = header
        for family in families {
            let column = family.columns.first { !row[$0].isEmpty } ?? family.columns[0]
            header[column] = family.base
        }
        return header
    }

    /// Returns a column's name without the language at its end; `name` where it is nothing but a language.
    private static func base(of name: String) -> String? {
        let words = words(of: name)
        for count in [2, 1] where words.count >= count {
            if languages.contains(words.suffix(count).joined()) {
                let base = words.dropLast(count).joined(separator: "_")
                return base.isEmpty ? "name" : base
            }
        }
        for language in ["中文", "英文"] where name.hasPrefix(language) && name != language {
            return String(name.dropFirst(language.count))
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
