/// The names of languages as columns, keys and files have them.
package enum LanguageTag {
    private static let names: [(tag: String, spellings: [String])] = [
        ("zh", ["zh", "cn", "zhcn", "zhhans", "zhhanscn", "zhsg", "chs", "chinese", "中文", "简体", "简体中文"]),
        ("zh-Hant", ["zhtw", "zhhk", "zhhant", "tw", "hk", "cht", "繁体", "繁體", "繁体中文", "繁體中文"]),
        ("en", ["en", "enus", "engb", "eng", "english", "英文", "英语"]),
        ("ja", ["ja", "jp", "jajp", "japanese", "日文", "日语"]),
        ("ko", ["ko", "kr", "kokr", "korean", "韩文", "韩语"]),
        ("de", ["de", "dede", "german"]),
        ("fr", ["fr", "frfr", "french"]),
        ("es", ["es", "eses", "spanish"]),
        ("pt", ["pt", "ptbr", "ptpt", "portuguese"]),
        ("ru", ["ru", "ruru", "russian"]),
    ]

    private static let tags = Dictionary(
        uniqueKeysWithValues: names.flatMap { tag, spellings in spellings.map { ($0, tag) } })

    /// The spellings that stand in names of files, such as `zh-CN` in `errors.zh-CN.json`.
    package static let inFileNames = [
        "zh", "zh-CN", "zh_CN", "zh-cn", "zh_cn", "zh-Hans", "zh_Hans", "cn", "zh-TW", "zh_TW", "zh-tw",
        "zh_tw", "zh-HK",
        "zh_HK", "zh-Hant", "zh_Hant", "en", "en-US", "en_US", "en-us", "en_us", "en-GB", "en_GB", "ja",
        "ja-JP", "ja_JP",
        "ko", "ko-KR", "ko_KR", "de", "de-DE", "de_DE", "fr", "fr-FR", "fr_FR", "es", "es-ES", "es_ES", "pt",
        "pt-BR",
        "pt_BR", "ru", "ru-RU", "ru_RU",
    ]

    /// The tag of a language that a text names in any of its spellings; nil for anything else.
    package static func tag(_ name: some StringProtocol) -> String? {
        guard name.utf8.count < 32 else { return nil }
        return tags[name.lowercased().filter { $0.isLetter }]
    }

    /// Whether a tag in the name of a column is read back as it is.
    static func isReadBack(_ tag: String) -> Bool { self.tag(tag) == tag }
}
