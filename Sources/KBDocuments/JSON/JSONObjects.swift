import KBText

/// Turns JSON objects into drafts of entries, remembering which keys mean what.
struct JSONObjects {
    let mapping: ColumnMapping?
    // Nearly all objects of a document have the same keys.
    private var knownKeys: [String] = []
    private var plainKeys: [String] = []
    private var knownHeader: [String] = []
    private var knownLayout: ColumnLayout?

    init(mapping: ColumnMapping?) {
        self.mapping = mapping
    }

    /// Makes the draft of an entry from an object.
    ///
    /// - Parameters:
    ///   - object: The object.
    ///   - key: The key under which the object stands: the code, or the name of a constant whose code is in the object.
    ///   - group: The key under which the object's siblings stand together; empty where there is none.
    ///   - line: The line of the object.
    /// - Returns: The draft, or what keeps the object from being an entry.
    mutating func draft(
        from object: JSONObject, key: String?, group: String, line: Int
    ) -> Result<Entry, ColumnFault> {
        var object = object
        if let key { object.add(key: key, mapping) }
        if !group.isEmpty, !ColumnLayout.contains("group", in: object.keys) { object.add("group", group) }
        let header = header(of: object)
        do throws(ColumnFault) {
            let layout = try layout(for: header)
            let columns = [layout.code, layout.name, layout.description, layout.qualifier]
            for column in columns.compactMap({ $0 }) {
                switch object.types[column] {
                case .string, .null: continue
                case .number:
                    if column == layout.code {
                        object.values[column] = JSONNumber.code(object.values[column])
                    }
                case .object, .array, .boolean:
                    throw ColumnFault(
                        kind: .wrongJSONType(key: object.keys[column], found: object.types[column]))
                }
            }
            let draft = layout.draft(from: object.values, line: line)
            if draft.code.isEmpty, let hint = layout.otherCode(in: object.values, of: object.keys) {
                throw ColumnFault(kind: .missingCode(found: draft.name, suggestion: hint))
            }
            return .success(named(draft, object, header))
        } catch {
            guard case .missingColumn(let role, _, _) = error.kind else { return .failure(error) }
            let hint = ColumnSample([object.values]).suggestion(for: object.keys, mapping: mapping)
            return .failure(ColumnFault(kind: .missingColumn(role, header: object.keys, suggestion: hint)))
        }
    }

    /// Gives the fields of an entry their names, and adds what the object has besides.
    private func named(_ draft: Entry, _ object: JSONObject, _ header: [String]) -> Entry {
        guard
            object.hasObjects || !object.fields.isEmpty || !object.aliases.isEmpty
                || !object.translations.isEmpty
        else { return draft }
        let inner = Dictionary(
            zip(header, object.keys).filter { $0.0.hasPrefix(Self.inner) },
            uniquingKeysWith: { first, _ in first })
        var entry = draft
        entry.fields = Self.unique(
            draft.fields.map { field in
                EntryField(name: inner[field.name]?.collapsingWhiteSpace ?? field.name, text: field.text)
            } + object.fields)
        entry.aliases += object.aliases
        let known = Set(object.translations.map(\.language))
        entry.translations = object.translations + draft.translations.filter { !known.contains($0.language) }
        return entry
    }

    /// Fields of which none has the name of another: a key may be there twice, or once inside another and once as its name.
    private static func unique(_ fields: [EntryField]) -> [EntryField] {
        var known: Set<ExactText> = []
        return fields.map { field in
            var (name, number) = (field.name, 1)
            while !known.insert(ExactText(name)).inserted {
                number += 1
                name = "\(field.name) \(number)"
            }
            return EntryField(name: name, text: field.text)
        }
    }

    // Stands before the number of a member of a member, whose name says nothing about the object around it.
    private static let inner = "·"

    /// What the keys mean as the names of columns.
    private mutating func header(of object: JSONObject) -> [String] {
        guard object.hasObjects else { return object.keys }
        if object.keys == knownKeys { return plainKeys }
        var header = object.keys
        let languages = LanguageColumns(header, mapping: mapping)
        for index in header.indices where header[index].contains(".") && !languages.contains(index) {
            let isMapped = ColumnRole.allCases.contains {
                mapping?[$0].map { ColumnLayout.contains($0, in: [header[index]]) } == true
            }
            if !isMapped { header[index] = "\(Self.inner)\(index)" }
        }
        knownKeys = object.keys
        plainKeys = header
        return header
    }

    private mutating func layout(for header: [String]) throws(ColumnFault) -> ColumnLayout {
        if let knownLayout, header == knownHeader { return knownLayout }
        var layout: ColumnLayout
        do {
            layout = try ColumnLayout(header: header, mapping: mapping)
        } catch {
            // An optional key may be missing from an object, unlike a column from a table.
            guard case .unknownColumn = error.kind, var reduced = mapping else { throw error }
            for role in [ColumnRole.description, .qualifier] {
                if let wanted = reduced[role], !ColumnLayout.contains(wanted, in: header) {
                    reduced[role] = nil
                }
            }
            layout = try ColumnLayout(header: header, mapping: reduced)
        }
        knownHeader = header
        knownLayout = layout
        return layout
    }
}

extension JSONObject {
    // They are the answer's, and many codes have the same.
    private static let statuses: Set<String> = ["status", "statuscode", "httpstatus", "httpcode"]

    /// Adds the key under which the object stands.
    ///
    /// It is the code, unless the object has one of its own and the key is a mere name: `"NOT_FOUND": {"code": 404}`.
    fileprivate mutating func add(key: String, _ mapping: ColumnMapping?) {
        let inner = keys.indices.filter { index in
            ColumnLayout.hasCodeColumn([keys[index]], mapping: mapping)
                && !Self.statuses.contains(keys[index].lowercased().filter(\.isLetter))
        }
        let isName =
            !key.contains(where: \.isNumber)
            && inner.contains { index in
                types[index] == .number
                    || types[index] == .string && values[index].contains(where: \.isNumber)
            }
        if isName || mapping?.code != nil && !inner.isEmpty {
            return add("key", key)
        }
        for index in inner { keys[index] = "inner " + keys[index] }
        add("code", key)
    }
}
