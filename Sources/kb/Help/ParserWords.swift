import KBPresentation

/// The sentences that ArgumentParser itself puts into help and completions.
enum ParserWords {
    static var sentences: [(english: String, own: String)] {
        [
            ("Show help information.", message(zh: "显示这份帮助。", en: "Show this help.")),
            ("Show the version.", message(zh: "显示版本。", en: "Show the version.")),
            (
                "Show subcommand help information.",
                message(zh: "说明一个命令。", en: "Explain a command.")
            ),
        ]
    }

    /// A sentence in the user's language; any other as it is.
    static func translated(_ sentence: String) -> String {
        sentences.first { $0.english == sentence }?.own ?? sentence
    }

    /// A text in which these sentences stand, with all of them in the user's language.
    static func translating(_ text: String) -> String {
        sentences.reduce(text) { $0.replacing($1.english, with: $1.own) }
    }
}
