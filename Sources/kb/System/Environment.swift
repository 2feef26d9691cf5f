import Glibc

/// The environment that a command runs in.
struct Environment: Sendable {
    /// The one of this process.
    static let process = Environment { name in getenv(name).map { String(cString: $0) } }

    private let read: @Sendable (String) -> String?

    init(_ read: @escaping @Sendable (String) -> String?) {
        self.read = read
    }

    /// The value of a variable; nil where it is not set or empty.
    func variable(_ name: String) -> String? {
        value(of: name).flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The value of a variable that may be empty; nil where it is not set.
    func value(of name: String) -> String? { read(name) }

    /// The user's folder for files of a kind, by the XDG Base Directory Specification; nil where there is no home.
    func folder(_ name: String, inHome standard: String) -> String? {
        variable(name) ?? variable("HOME").map { "\($0)/\(standard)" }
    }
}
