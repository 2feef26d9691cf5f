/// The supported revisions of the Model Context Protocol.
///
/// The last one is stateless: every request says which revision it is of. Those before begin with `initialize`.
enum Revision: String, CaseIterable {
    case november2024 = "2024-11-05"
    case march2025 = "2025-03-26"
    case june2025 = "2025-06-18"
    case november2025 = "2025-11-25"
    case july2026 = "2026-07-28"

    /// What is spoken with a client that begins with `initialize` and knows none of these.
    static let newestOfSessions = november2025
    /// The revisions that a request may name.
    static let stateless = allCases.filter(\.isStateless)

    var isStateless: Bool { self == .july2026 }
    /// Whether a result may link to a resource.
    var hasLinks: Bool { self != .november2024 && self != .march2025 }
    /// The number of the error for a resource that is not there.
    var resourceNotFound: Int { isStateless ? -32602 : -32002 }
}
