/// The keys of one JSON object, with their values as text where they are strings, numbers or null.
struct JSONObject {
    var keys: [String] = []
    var values: [String] = []
    var types: [JSONType] = []
}

/// Turns JSON objects into drafts of entries, remembering which keys mean what.
struct JSONObjects {
    let mapping: ColumnMapping?
    // Nearly all objects of a document have the same keys.
    private var knownKeys: [String] = []
    private var knownLayout: ColumnLayout?

    init(mapping: ColumnMapping?) {
        self.mapping = mapping
    }

    /// Takes the object that is next in the text.
    func scan(_ scanner: inout JSONScanner) throws(JSONFault) -> JSONObject {
        var object = JSONObject()
        _ = scanner.take(0x7B)
        if scanner.take(0x7D) { return object }
        repeat {
            object.keys.append(try scanner.key())
            let type = try scanner.nextType()
            object.types.append(type)
            switch type {
            case .string, .number, .null: object.values.append(try scanner.scalar(type) ?? "")
            case .object, .array, .boolean:
                object.values.append("")
                try scanner.skipValue(depth: 1)
            }
        } while scanner.take(0x2C)
        try scanner.require(0x7D, .commaOrBrace)
        return object
    }

    /// Makes the draft of an entry from an object; `code` is its code where it is not in the object.
    mutating func draft(
        from object: JSONObject, code: String?, line: Int
    ) -> Result<Entry, ColumnFault> {
        var object = object
        if let code {
            // The key outside the object is the code, whatever is inside.
            for index in object.keys.indices.reversed()
            where ColumnLayout.hasCodeColumn([object.keys[index]], mapping: mapping) {
                object.keys.remove(at: index)
                object.values.remove(at: index)
                object.types.remove(at: index)
            }
            object.keys.append(mapping?.code ?? "code")
            object.values.append(code)
            object.types.append(.string)
        }
        do {
            let layout = try layout(for: object.keys)
            let columns = [layout.code, layout.name, layout.description, layout.qualifier]
            for column in columns.compactMap({ $0 }) {
                switch object.types[column] {
                case .string, .number, .null: continue
                case .object, .array, .boolean:
                    let key = object.keys[column]
                    return .failure(ColumnFault(kind: .wrongJSONType(key: key, found: object.types[column])))
                }
            }
            return .success(layout.draft(from: object.values, line: line))
        } catch {
            return .failure(error)
        }
    }

    private mutating func layout(for keys: [String]) throws(ColumnFault) -> ColumnLayout {
        if let knownLayout, keys == knownKeys { return knownLayout }
        var layout: ColumnLayout
        do {
            layout = try ColumnLayout(header: keys, mapping: mapping)
        } catch {
            // An optional key may be missing from an object, unlike a column from a table.
            guard case .unknownColumn = error.kind, var reduced = mapping else { throw error }
            for role in [ColumnRole.description, .qualifier] {
                if let wanted = reduced[role], !ColumnLayout.contains(wanted, in: keys) {
                    reduced[role] = nil
                }
            }
            layout = try ColumnLayout(header: keys, mapping: reduced)
        }
        knownKeys = keys
        knownLayout = layout
        return layout
    }
}
