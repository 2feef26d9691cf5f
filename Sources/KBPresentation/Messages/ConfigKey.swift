/// The names of settings.
package enum ConfigKey: String, CaseIterable {
    case database, author, language, color, limit, editions

    /// How many results a query may have at most.
    package static let limits = 1...10_000

    /// All names.
    package static var list: String { allCases.map(\.rawValue).joined(separator: message(zh: "、", en: ", ")) }

    /// The name that was most likely meant.
    package static func nearest(to name: String) -> String? {
        Typo.nearest(to: name.lowercased(), among: allCases.map(\.rawValue))
    }

    /// What its value may be, in the user's language.
    package var allowed: String {
        let limits = Self.limits
        return switch self {
        case .database: message(zh: "带引号的路径", en: "a path in quotation marks")
        case .author: message(zh: "带引号的名字", en: "a name in quotation marks")
        case .language: message(zh: "\"zh\" 或 \"en\"", en: "\"zh\" or \"en\"")
        case .color: message(zh: "\"auto\"、\"always\" 或 \"never\"", en: "\"auto\", \"always\" or \"never\"")
        case .editions:
            message(
                zh: "带引号的作者名，用逗号分开；* 表示所有人",
                en: "names of authors in quotation marks, with commas; * is everybody")
        case .limit:
            message(
                zh: "\(limits.lowerBound) 到 \(limits.upperBound) 的整数",
                en: "a whole number from \(limits.lowerBound) to \(limits.upperBound)")
        }
    }
}
