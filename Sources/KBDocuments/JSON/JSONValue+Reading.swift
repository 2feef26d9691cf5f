import KBText

extension JSONValue {
    /// Reads a text of JSON (RFC 8259) with nothing else in it; nil where it is none.
    ///
    /// At most 200 objects and arrays may stand inside one another.
    package init?(reading bytes: UnsafeRawBufferPointer) {
        guard firstFault(in: bytes, from: 0, to: bytes.count) == nil else { return nil }
        var scanner = JSONScanner(bytes, from: 0, to: bytes.count)
        guard let tree = try? JSONTree(&scanner), scanner.peek() == nil else { return nil }
        self.init(tree)
    }

    private init(_ tree: JSONTree) {
        switch tree.value {
        case .object(let members): self = .object(members.map { ($0.key, JSONValue($0.value)) })
        case .array(let items): self = .array(items.map { JSONValue($0) })
        case .scalar(let text, .number): self = Int(text).map(JSONValue.number) ?? .real(Double(text) ?? .nan)
        case .scalar(let text, .boolean): self = .bool(text == "true")
        case .scalar(_, .null): self = .null
        case .scalar(let text, _): self = .string(text)
        }
    }
}
