import KBText

/// Fields as one text, as the knowledge base keeps them: a JSON object, its members in the document's order.
package enum EntryFields {
    /// Returns the fields as an object; nil where there are none.
    package static func text(of fields: [EntryField]) -> String? {
        if fields.isEmpty { return nil }
        var text = "{"
        for (index, field) in fields.enumerated() {
            if index > 0 { text += "," }
            JSONText.append(field.name, to: &text)
            text += ":"
            JSONText.append(field.text, to: &text)
        }
        return text + "}"
    }

    /// Returns the fields of an object.
    ///
    /// Any text is read, for other tools may write it: numbers and the like are kept as they are written, of two members
    /// of one name the first counts, and what is no object has no fields.
    package static func fields(in text: String) -> [EntryField] {
        var text = text
        return text.withUTF8 { fields(in: UnsafeRawBufferPointer($0)) }
    }

    /// Returns the fields of an object in UTF-8.
    package static func fields(in bytes: UnsafeRawBufferPointer) -> [EntryField] {
        var scanner = JSONScanner(bytes, from: 0, to: bytes.count)
        var fields: [EntryField] = []
        guard scanner.take(0x7B), !scanner.take(0x7D) else { return [] }
        repeat {
            guard let name = try? scanner.key(), let type = try? scanner.nextType() else { return fields }
            let value: String
            switch type {
            case .string, .number:
                guard let text = try? scanner.scalar(type) else { return fields }
                value = text
            case .null, .boolean, .object, .array:
                let start = scanner.offset
                guard (try? scanner.skipValue()) != nil else { return fields }
                value = type == .null ? "" : copied(bytes, from: start, to: scanner.offset)
            }
            if !name.isEmpty, !value.isEmpty, !fields.contains(where: { $0.name == name }) {
                fields.append(EntryField(name: name, text: value))
            }
        } while scanner.take(0x2C)
        return fields
    }
}
