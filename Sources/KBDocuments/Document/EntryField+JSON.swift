import KBText

extension EntryField {
    /// Fields as one JSON object, as a file holds them; nil where there are none.
    package static func json(of fields: [EntryField]) -> String? {
        guard !fields.isEmpty else { return nil }
        // As JSONValue writes it, without one of those for each part: a table may have millions.
        var text = "{"
        for field in fields {
            if text.utf8.count > 1 { text += "," }
            JSONText.append(field.name, to: &text)
            text += ":"
            JSONText.append(field.text, to: &text)
        }
        text += "}"
        return text
    }

    /// Reads a JSON object; other tools may have put numbers, lists or anything else in it, which becomes text.
    ///
    /// What is no object has no fields.
    package static func list(json: String) -> [EntryField] {
        var json = json
        return json.withUTF8 { bytes in
            var scanner = JSONScanner(UnsafeRawBufferPointer(bytes), from: 0, to: bytes.count)
            return (try? scanner.fields()) ?? []
        }
    }
}

extension JSONScanner {
    fileprivate mutating func fields() throws(JSONFault) -> [EntryField] {
        var fields: [EntryField] = []
        try require(0x7B, .value)
        if take(0x7D) { return [] }
        repeat {
            let name = try key()
            let type = try nextType()
            let text: String
            switch type {
            case .string, .number, .null: text = try scalar(type) ?? ""
            case .boolean, .array, .object:
                let start = offset
                try skipValue()
                text = copied(bytes, from: start, to: offset)
            }
            if !name.isEmpty, !text.isEmpty { fields.append(EntryField(name: name, text: text)) }
        } while take(0x2C)
        try require(0x7D, .commaOrBrace)
        return fields
    }
}
