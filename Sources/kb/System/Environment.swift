import Glibc

/// The environment of the process.
enum Environment {
    /// The value of a variable; nil where it is not set or empty.
    static func variable(_ name: String) -> String? {
        value(of: name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value of a variable that may be empty; nil where it is not set.
    static func value(of name: String) -> String? { getenv(name).map { String(cString: $0) } }

    /// The user's folder for files of a kind, by the XDG Base Directory Specification; nil where there is no home.
    static func folder(_ name: String, inHome standard: String) -> String? {
        variable(name) ?? variable("HOME").map { "\($0)/\(standard)" }
    }
}
