/// The language of messages.
enum Language: String, CaseIterable {
    case zh, en

    /// The language of this process.
    static let current = Settings.language().value

    /// The language of a locale such as `zh_CN.UTF-8`: Chinese, or else English.
    init(locale: String) {
        self = locale.lowercased().hasPrefix("zh") ? .zh : .en
    }
}

/// A message in the user's language.
///
/// Both languages are always given, so that neither can be forgotten.
func message(zh: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
    Language.current == .zh ? zh() : en()
}
