import KBCore
import KBLogs
import KBPresentation

/// What this kb is, and what it was built with.
enum Version {
    static let number = "0.1.0"

    /// Whether a command line asks for the version, as the ways of other programs go, too.
    static func isAskedFor(_ arguments: ArraySlice<String>) -> Bool {
        arguments.count == 1 && ["--version", "-V", "version"].contains(arguments.first)
    }

    /// The version on a line, then what is linked in and the format of files.
    static var text: String {
        let format = message(
            zh: "文件格式 \(SQLiteLibrary.fileFormat)", en: "file format \(SQLiteLibrary.fileFormat)")
        return "kb \(number)\nSQLite \(SQLiteLibrary.version), PCRE2 \(LinePattern.libraryVersion), \(format)"
    }
}
