import ArgumentParser
import Glibc
import KBPresentation
import KBText

extension ConfigKey {
    /// Reads a name from the command line.
    static func argument(_ name: String) throws -> ConfigKey {
        guard let key = ConfigKey(rawValue: name) else {
            throw ValidationError(
                nearest(to: name).map { message(zh: "您要的可能是 \($0)", en: "did you mean \($0)?") }
                    ?? message(zh: "可以是 \(list)", en: "expected one of \(list)"))
        }
        return key
    }

    /// The line that sets it to a value from the command line.
    ///
    /// A relative path there is one in the working folder, as everywhere on a command line.
    func assignment(of text: String) -> String {
        if self == .limit, let number = Int(text) { return "\(rawValue) = \(number)" }
        let isRelative = self == .database && !text.isEmpty && !text.hasPrefix("/") && !text.hasPrefix("~/")
        return "\(rawValue) = " + Self.quoted(isRelative ? Self.workingFolder + "/" + text : text)
    }

    /// A text in quotation marks, as simply as it can be written.
    private static func quoted(_ text: String) -> String {
        let isPlain = text.unicodeScalars.allSatisfy {
            $0 != "'" && $0.properties.generalCategory != .control
        }
        if isPlain { return "'\(text)'" }
        return text.unicodeScalars.reduce(into: "\"") { quoted, scalar in
            switch scalar {
            case "\"", "\\": quoted += "\\\(scalar)"
            case _ where scalar.properties.generalCategory == .control:
                quoted += "\\u" + String(scalar.value, radix: 16).zeroPadded(to: 4)
            default: quoted.unicodeScalars.append(scalar)
            }
        } + "\""
    }

    private static var workingFolder: String {
        let path = getcwd(nil, 0)
        defer { free(path) }
        return path.map { String(cString: $0) } ?? "."
    }
}
