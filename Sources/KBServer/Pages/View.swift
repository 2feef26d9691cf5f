/// What a template is filled with: pieces of markup, conditions and lists, but no texts, which nobody would escape.
struct View: Sendable {
    private(set) var members: [String: any Sendable] = [:]

    /// A piece; nil leaves it out.
    subscript(_ name: String) -> HTML? {
        get { (members[name] as? String).map { HTML(markup: $0) } }
        set { members[name] = newValue?.text }
    }

    /// A condition.
    mutating func set(_ name: String, _ condition: Bool) { members[name] = condition }

    /// A list; an empty one counts as a condition that does not hold.
    mutating func set(_ name: String, _ views: [View]) { members[name] = views.map(\.members) }

    /// Something of several parts; nil leaves it out.
    mutating func set(_ name: String, _ view: View?) { members[name] = view?.members }

    /// Makes a view.
    init(_ pieces: [String: HTML] = [:]) { members = pieces.mapValues(\.text) }
}
