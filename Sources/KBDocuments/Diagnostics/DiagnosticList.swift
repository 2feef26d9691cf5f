/// The errors of a document while they are found: the first ones, and how many more there are.
struct DiagnosticList {
    /// The maximum number listed.
    ///
    /// A file that is no document at all may have millions.
    static let most = 100

    private(set) var listed: [Diagnostic] = []
    /// Those that are not listed.
    private(set) var more = 0

    var isEmpty: Bool { listed.isEmpty }

    /// Adds an error, which is made only where there is room for it.
    mutating func add(_ diagnostic: @autoclosure () -> Diagnostic) {
        if listed.count < Self.most { listed.append(diagnostic()) } else { more += 1 }
    }
}
