/// The language of messages.
package enum Language: String, CaseIterable, Sendable {
    case zh, en

    /// The language in which messages are given: that of the command, or of the request that is being answered.
    ///
    /// Whoever talks to a person sets it for the task in hand: `Language.$current.withValue(.zh) { … }`.
    @TaskLocal package static var current = Language.en

    /// The language of a locale such as `zh_CN.UTF-8`: Chinese, or else English.
    package init(locale: String) {
        self = locale.lowercased().hasPrefix("zh") ? .zh : .en
    }
}

/// A message in the user's language.
///
/// Both languages are always given, so that neither can be forgotten.
package func message(zh: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
    Language.current == .zh ? zh() : en()
}
