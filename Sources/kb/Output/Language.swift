import Glibc

/// The language of messages.
enum Language: String {
    case zh, en

    /// The language that the environment asks for: `KB_LANG`, else `LC_ALL`, `LC_MESSAGES` or `LANG`.
    static let current = Language(environment: { getenv($0).map { String(cString: $0) } })

    init(environment: (String) -> String?) {
        let wanted = ["KB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment).first {
            !$0.isEmpty
        }
        self = (wanted ?? "").lowercased().hasPrefix("zh") ? .zh : .en
    }
}

/// A message in the user's language.
///
/// Both languages are always given, so that neither can be forgotten.
func message(zh: @autoclosure () -> String, en: @autoclosure () -> String) -> String {
    Language.current == .zh ? zh() : en()
}
