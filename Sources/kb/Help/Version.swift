import KBCore
import KBLogs
import KBPresentation
import KBText

#if Serve
    import KBServer
#endif

/// What this kb is, what it was built with, and which interfaces it has.
enum Version {
    static let number = "1.0.0-rc.1"

    /// Whether a command line asks for the version, as the ways of other programs go, too.
    static func isAskedFor(_ arguments: ArraySlice<String>) -> Bool {
        arguments.count == 1 && ["--version", "-V", "version"].contains(arguments.first)
    }

    /// The version on a line, then what is linked in, then the interfaces that docs/versioning.md speaks of.
    static var text: String {
        """
        kb \(number)
        SQLite \(SQLiteLibrary.version), PCRE2 \(LinePattern.libraryVersion)
        \(interfaces.joined(separator: message(zh: "、", en: ", ")))
        """
    }

    /// A format of files, in words.
    static func fileFormat(_ number: Int) -> String {
        message(zh: "文件格式 \(number)", en: "file format \(number)")
    }

    private static var interfaces: [String] {
        let formats = [
            fileFormat(SQLiteLibrary.fileFormat),
            message(zh: "JSON 格式 \(JSONValue.formatNumber)", en: "JSON format \(JSONValue.formatNumber)"),
        ]
        #if Serve
            return formats + ["HTTP API \(API.version)"]
        #else
            return formats
        #endif
    }
}
