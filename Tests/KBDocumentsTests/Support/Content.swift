import KBDocuments

/// What an entry says, line aside, compared byte by byte.
struct Content: Equatable, CustomStringConvertible {
    let parts: [[UInt8]]
    let description: String

    init(_ entry: Entry) {
        let texts =
            [entry.code, entry.name, entry.qualifier ?? "", entry.description]
            + entry.fields.flatMap { [$0.name, $0.text] }
        parts = texts.map { Array($0.utf8) }
        description = texts.debugDescription
    }

    static func == (first: Content, second: Content) -> Bool {
        first.parts == second.parts
    }
}

extension Document {
    /// The entries without their lines.
    var contents: [Content] { entries.map(Content.init) }

    /// Returns the entry of a code.
    func entry(_ code: String) -> Entry? {
        entries.first { $0.code == code }
    }
}
