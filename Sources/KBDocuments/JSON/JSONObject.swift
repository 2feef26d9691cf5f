/// The members of one JSON object, and of the objects inside it, as the columns of a row.
struct JSONObject {
    /// The most members; an object with more is a list of codes, no entry.
    private static let mostMembers = 512
    /// The most objects inside one another whose members are columns; what is deeper is one text.
    private static let depth = 4

    /// The keys; a member of a member is `outer.inner`.
    var keys: [String] = []
    /// Strings and numbers as they are, scalars of an array one after another, anything else as JSON.
    var values: [String] = []
    var types: [JSONType] = []
    /// The members of `fields`, as kb writes it: parts of an entry without a role, whatever they are called.
    var fields: [EntryField] = []
    /// The member `aliases`, as kb writes it, or a list of names.
    private(set) var aliases: [EntryAlias] = []
    /// The member `translations`, as kb writes it.
    private(set) var translations: [EntryTranslation] = []
    /// Whether a member is an object, or an array of objects.
    var hasObjects = false
    /// Whether a list of codes may be among the members: objects in an array, or in an object.
    var hasLists = false

    init() {}

    /// Takes the object that is next in a text; nil where it is too large for an entry.
    ///
    /// - Throws: A fault of the syntax.
    init?(_ scanner: inout JSONScanner) throws(JSONFault) {
        var limited = scanner.limited(to: Entry.longest)
        do {
            guard try addMembers(&limited, prefix: "", depth: 1) else { return nil }
        } catch {
            guard limited.end == scanner.end else { return nil }
            scanner = limited.unlimited(scanner.end)
            throw error
        }
        scanner = limited.unlimited(scanner.end)
    }

    private mutating func addMembers(
        _ scanner: inout JSONScanner, prefix: String, depth: Int
    ) throws(JSONFault) -> Bool {
        _ = scanner.take(0x7B)
        if scanner.take(0x7D) { return true }
        repeat {
            guard keys.count < Self.mostMembers else { return false }
            let key = prefix + (try scanner.key())
            let type = try scanner.nextType()
            switch type {
            case .string, .number, .boolean, .null:
                add(key, try scanner.scalar(type) ?? "", type)
            case .object where depth == 1 && key == "fields":
                var fields = JSONObject()
                guard try fields.addMembers(&scanner, prefix: "", depth: depth + 1) else { return false }
                self.fields += zip(fields.keys, fields.values).compactMap { EntryField(member: $0, $1) }
            case .object where depth == 1 && key == "translations" && takeTranslations(&scanner): continue
            case .array where depth == 1 && Self.aliasKeys.contains(key) && takeAliases(&scanner): continue
            case .object:
                hasObjects = true
                hasLists = hasLists || depth > 1 || JSONMembers.isList(key)
                if depth < Self.depth {
                    guard try addMembers(&scanner, prefix: key + ".", depth: depth + 1) else { return false }
                } else {
                    let start = scanner.offset
                    try scanner.skipValue(depth: depth)
                    add(key, copied(scanner.bytes, from: start, to: scanner.offset), type)
                }
            case .array:
                hasLists = hasLists || JSONMembers.isList(key)
                add(key, try array(&scanner, depth: depth), type)
            }
        } while scanner.take(0x2C)
        try scanner.require(0x7D, .commaOrBrace)
        return true
    }

    private static let aliasKeys: Set<String> = ["aliases", "alias", "别名"]

    /// Takes a list of names, or of objects with a name, its language and source; false where it is anything else.
    private mutating func takeAliases(_ scanner: inout JSONScanner) -> Bool {
        var ahead = scanner
        guard let list = try? JSONTree(&ahead) else { return false }
        var aliases: [EntryAlias] = []
        for item in list.items {
            guard let text = (item["alias"] ?? item).text?.collapsingWhiteSpace, !text.utf8.contains(0) else {
                return false
            }
            if text.isEmpty || aliases.contains(where: { $0.text == text }) { continue }
            aliases.append(
                EntryAlias(text, language: item["language"]?.text ?? "", source: item["source"]?.text ?? ""))
        }
        self.aliases += aliases
        scanner = ahead
        return true
    }

    /// Takes texts by their languages; false where it is anything else.
    private mutating func takeTranslations(_ scanner: inout JSONScanner) -> Bool {
        var ahead = scanner
        guard let texts = try? JSONTree(&ahead), !texts.members.isEmpty else { return false }
        var translations: [EntryTranslation] = []
        for (language, text) in texts.members {
            guard !language.isEmpty,
                language.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }),
                !translations.contains(where: { $0.language == language }),
                text.members.allSatisfy({ ["name", "description"].contains($0.key) && $0.value.text != nil })
            else { return false }
            let name = (text["name"] ?? text).text ?? ""
            let description = text["description"]?.text ?? ""
            guard !(name + description).utf8.contains(0) else { return false }
            translations.append(
                EntryTranslation(
                    language: language, name: name.collapsingWhiteSpace,
                    description: description.trimmedWithPlainLineEnds))
        }
        self.translations += translations.filter { !$0.name.isEmpty || !$0.description.isEmpty }
        scanner = ahead
        return true
    }

    mutating func add(_ key: String, _ value: String, _ type: JSONType = .string) {
        keys.append(key)
        values.append(value)
        types.append(type)
    }

    private mutating func array(_ scanner: inout JSONScanner, depth: Int) throws(JSONFault) -> String {
        let start = scanner.offset
        var texts: [String] = []
        var isFlat = true
        _ = scanner.take(0x5B)
        if scanner.take(0x5D) { return "" }
        repeat {
            let type = try scanner.nextType()
            switch type {
            case .string, .number, .boolean, .null:
                texts.append(try scanner.scalar(type) ?? "")
            case .object, .array:
                isFlat = false
                hasObjects = hasObjects || type == .object
                hasLists = hasLists || type == .object
                try scanner.skipValue(depth: depth + 1)
            }
        } while scanner.take(0x2C)
        try scanner.require(0x5D, .commaOrBracket)
        return isFlat
            ? texts.joined(separator: ", ") : copied(scanner.bytes, from: start, to: scanner.offset)
    }
}

extension JSONObject {
    /// Whether a member is surely a code, not an id, which a group of codes has as well.
    var hasSureCode: Bool {
        zip(keys, types).contains { key, type in
            let name = ColumnName(key)
            return type != .object && type != .array && name.isSurely(.code)
                && !name.isOnlyPossible(for: .code)
        }
    }

    /// What a group of codes calls itself.
    var label: String? {
        for name in ["group", "id", "key", "name", "module", "domain", "category", "title"] {
            guard let index = keys.firstIndex(where: { $0.lowercased() == name }), types[index] == .string,
                !values[index].isEmpty
            else { continue }
            return values[index]
        }
        return nil
    }
}

extension EntryField {
    /// A field in its normal form; nil where nothing is in it.
    init?(member name: String, _ text: String) {
        let (name, text) = (name.collapsingWhiteSpace, text.trimmedWithPlainLineEnds)
        guard !name.isEmpty, !text.isEmpty else { return nil }
        self.init(name: name, text: text)
    }
}
