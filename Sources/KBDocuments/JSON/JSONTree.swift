/// A JSON value with everything in it, and its line.
struct JSONTree {
    indirect enum Value {
        case object([(key: String, value: JSONTree)])
        case array([JSONTree])
        /// A string, or a number as it is written.
        case scalar(String, JSONType)
    }

    let value: Value
    let line: Int

    /// Takes the value that is next in a text.
    init(_ scanner: inout JSONScanner, depth: Int = 0) throws(JSONFault) {
        guard depth < 200 else { throw JSONFault(offset: scanner.offset, expected: .lessNesting) }
        let type = try scanner.nextType()
        line = scanner.line
        switch type {
        case .object:
            var members: [(key: String, value: JSONTree)] = []
            _ = scanner.take(0x7B)
            if !scanner.take(0x7D) {
                repeat {
                    let key = try scanner.key()
                    members.append((key, try JSONTree(&scanner, depth: depth + 1)))
                } while scanner.take(0x2C)
                try scanner.require(0x7D, .commaOrBrace)
            }
            value = .object(members)
        case .array:
            var items: [JSONTree] = []
            _ = scanner.take(0x5B)
            if !scanner.take(0x5D) {
                repeat { items.append(try JSONTree(&scanner, depth: depth + 1)) } while scanner.take(0x2C)
                try scanner.require(0x5D, .commaOrBracket)
            }
            value = .array(items)
        case .string, .number, .boolean, .null:
            value = .scalar(try scanner.scalar(type) ?? "", type)
        }
    }

    /// The members of an object; none of anything else.
    var members: [(key: String, value: JSONTree)] {
        if case .object(let members) = value { members } else { [] }
    }

    /// The items of an array; none of anything else.
    var items: [JSONTree] { if case .array(let items) = value { items } else { [] } }

    /// A string, or a number as people write a code; nil for anything else.
    var text: String? {
        switch value {
        case .scalar(let text, .string): text
        case .scalar(let text, .number): JSONNumber.code(text)
        case .scalar, .object, .array: nil
        }
    }

    /// The member of an object.
    subscript(key: String) -> JSONTree? { members.first { $0.key == key }?.value }
}
