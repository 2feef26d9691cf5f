import CShim

/// The arguments of the process.
enum Arguments {
    /// All but the name of the program.
    ///
    /// In a static executable, Swift's own `CommandLine` looks for them by way of `/proc/self/maps`; where that cannot be
    /// opened, it finds none.
    static let all: ArraySlice<String> = (0..<kb_argument_count()).map { index in
        kb_argument(index).map { String(cString: $0) } ?? ""
    }.dropFirst()
}
