import ArgumentParser
import Glibc
import KBPresentation
import TOMLKit

/// The names of settings.
enum ConfigKey: String, CaseIterable {
    case database, author, language, color, limit

    /// All names.
    static var list: String { allCases.map(\.rawValue).joined(separator: message(zh: "、", en: ", ")) }

    /// The name that was most likely meant.
    static func nearest(to name: String) -> String? {
        Slip.nearest(to: name.lowercased(), among: allCases.map(\.rawValue))
    }

    /// What its value may be, in the user's language.
    var allowed: String {
        let limits = QueryCommand.limits
        return switch self {
        case .database: message(zh: "带引号的路径", en: "a path in quotation marks")
        case .author: message(zh: "带引号的名字", en: "a name in quotation marks")
        case .language: message(zh: "\"zh\" 或 \"en\"", en: "\"zh\" or \"en\"")
        case .color: message(zh: "\"auto\"、\"always\" 或 \"never\"", en: "\"auto\", \"always\" or \"never\"")
        case .limit:
            message(
                zh: "\(limits.lowerBound) 到 \(limits.upperBound) 的整数",
                en: "a whole number from \(limits.lowerBound) to \(limits.upperBound)")
        }
    }
}

extension ConfigKey {
    /// Reads a name from the command line.
    static func argument(_ name: String) throws -> ConfigKey {
        guard let key = ConfigKey(rawValue: name) else {
            throw ValidationError(
                nearest(to: name).map { message(zh: "您要的可能是 \($0)", en: "did you mean \($0)?") }
                    ?? message(zh: "可以是 \(list)", en: "it is one of \(list)"))
        }
        return key
    }

    /// The line that sets it to a value from the command line.
    ///
    /// A relative path there is one in the working folder, as everywhere on a command line.
    func assignment(of text: String) -> String {
        let value: TOMLValue =
            switch self {
            case .limit: Int(text).map { TOMLValue($0) } ?? TOMLValue(stringLiteral: text)
            case .database where !text.hasPrefix("/") && !text.hasPrefix("~/") && !text.isEmpty:
                TOMLValue(stringLiteral: Self.workingFolder + "/" + text)
            default: TOMLValue(stringLiteral: text)
            }
        return TOMLTable([rawValue: value]).convert(to: .toml, options: [.allowLiteralStrings])
    }

    private static var workingFolder: String {
        let path = getcwd(nil, 0)
        defer { free(path) }
        return path.map { String(cString: $0) } ?? "."
    }
}
