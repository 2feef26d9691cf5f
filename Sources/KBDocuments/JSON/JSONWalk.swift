import KBText

/// A walk through a JSON text that finds its codes.
struct JSONWalk {
    // The most objects around one that has codes: each is looked at before it is read.
    private static let mostGroups = 8

    var scanner: JSONScanner
    let register: EntryRegister
    private var objects: JSONObjects
    private var pairs = JSONObjects(mapping: nil)

    init(scanner: JSONScanner, _ mapping: ColumnMapping?, _ register: EntryRegister) {
        self.scanner = scanner
        self.register = register
        objects = JSONObjects(mapping: mapping)
    }

    /// The same walk with another register.
    func reporting(to register: EntryRegister) -> JSONWalk {
        JSONWalk(scanner: scanner, objects.mapping, register)
    }

    /// Reads a whole text.
    mutating func readDocument(_ body: (Entry) throws -> Void) throws(JSONFault) {
        let type = try scanner.nextType()
        switch type {
        case .array: try readArray(group: "", depth: 0, body)
        case .object: try readElement(group: "", depth: 0, body)
        case .string, .number, .boolean, .null:
            register.report(.wrongJSONType(key: nil, found: type), line: scanner.line)
            try scanner.skipValue()
        }
        guard register.failure == nil else { return }
        if scanner.peek() != nil { throw JSONFault(offset: scanner.offset, expected: .endOfText) }
    }

    /// Reads an object that is an entry, or has some in it.
    mutating func readElement(
        group: String, depth: Int, _ body: (Entry) throws -> Void, isLine: Bool = false
    ) throws(JSONFault) {
        let type = try scanner.nextType()
        let line = scanner.line
        register.pass(scanner.offset)
        if type == .array, !isLine, depth < Self.mostGroups {
            return try readArray(group: group, depth: depth, body)
        }
        guard type == .object else {
            register.report(.wrongJSONType(key: nil, found: type), line: line)
            return try scanner.skipValue()
        }
        let start = scanner
        var whole: JSONObject?
        do {
            whole = try JSONObject(&scanner)
        } catch {
            // What stands before the fault is read all the same.
            if depth > 0 { throw error }
        }
        guard let object = whole else {
            scanner = start
            return try readMembers(group: group, depth: depth, body)
        }
        let draft = objects.draft(from: object, key: nil, group: group, line: line)
        let isEntry = (try? draft.get()) != nil
        // An answer of a service has a code and a message of its own; a group has an id and a title.
        let isAround =
            isEntry && object.hasObjects && (depth == 0 || !object.hasSureCode)
            && JSONMembers(start).hasNamedList
        if isAround || !isEntry && !isLine && hasCodes(object, in: start, depth: depth) {
            scanner = start
            let label = depth > 0 ? object.label : nil
            return try readMembers(group: label ?? group, depth: depth, body)
        }
        admit(draft, of: object, line: line, body)
    }

    /// Whether an object that is no entry may have entries in it.
    private func hasCodes(_ object: JSONObject, in start: JSONScanner, depth: Int) -> Bool {
        if depth > 0 { return object.hasLists }
        if object.hasObjects || JSONMembers(start).areConstants { return true }
        return !ColumnLayout.hasCodeColumn(object.keys, mapping: objects.mapping)
            && (object.keys.isEmpty || object.keys.contains { !JSONMembers.isAbout($0) })
    }

    private mutating func readArray(
        group: String, depth: Int, _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        _ = scanner.take(0x5B)
        if scanner.take(0x5D) { return }
        repeat {
            try readElement(group: group, depth: depth + 1, body)
            guard register.failure == nil else { return }
        } while scanner.take(0x2C)
        try scanner.require(0x5D, .commaOrBracket)
    }

    /// Reads the members of an object, each of which is an entry, a group of them, or something about the document.
    mutating func readMembers(
        group: String, depth: Int, _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        guard depth < Self.mostGroups else {
            register.report(.wrongJSONType(key: group, found: .object), line: scanner.line)
            return try scanner.skipValue()
        }
        if isBundle { return try readBundle(group: group, depth: depth, body) }
        let members = JSONMembers(scanner)
        _ = scanner.take(0x7B)
        if scanner.take(0x7D) { return }
        repeat {
            _ = scanner.peek()
            let line = scanner.line
            register.pass(scanner.offset)
            let key = try scanner.key()
            let type = try scanner.nextType()
            switch type {
            case .object:
                try readObject(key, of: members, group: group, depth: depth, line: line, body)
            case .array where scanner.isArrayOfObjects || JSONMembers.isList(key) && scanner.isEmptyArray:
                try readArray(group: self.group(key, in: group), depth: depth + 1, body)
            case .string where members.isEntry(key), .null where members.isEntry(key):
                admit(key, try scanner.scalar(type) ?? "", group, line, body)
            case .number where members.areConstants:
                admit(JSONNumber.code(try scanner.scalar(type) ?? ""), key, group, line, body)
            case .array, .number, .boolean, .string, .null:
                if !members.hasObjects || JSONMembers.isCodeLike(key) {
                    register.report(.wrongJSONType(key: key, found: type), line: line)
                }
                try scanner.skipValue()
            }
            guard register.failure == nil else { return }
        } while scanner.take(0x2C)
        try scanner.require(0x7D, .commaOrBrace)
    }

    /// Reads an object under a key: what a code means, or a group of codes.
    private mutating func readObject(
        _ key: String, of members: JSONMembers, group: String, depth: Int, line: Int,
        _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        let start = scanner
        if !start.isGroups, let object = try JSONObject(&scanner) {
            // Whose document it is stands beside the list.
            if members.hasList, JSONMembers.isAbout(key), !object.hasObjects, !object.hasSureCode { return }
            let isList = JSONMembers.isList(key)
            let draft = objects.draft(from: object, key: isList ? nil : key, group: group, line: line)
            if (try? draft.get()) != nil { return admit(draft, of: object, line: line, body) }
            let isGroup =
                object.hasObjects || isList
                || !object.keys.isEmpty && object.keys.allSatisfy(JSONMembers.isIdentifier)
            if !isGroup {
                if !JSONMembers.isAbout(key) { admit(draft, of: object, line: line, body) }
                return
            }
        }
        scanner = start
        try readMembers(group: self.group(key, in: group), depth: depth + 1, body)
    }

    private func group(_ key: String, in group: String) -> String {
        if JSONMembers.isList(key) { return group }
        return group.isEmpty ? key : group + "." + key
    }

    private mutating func admit(
        _ code: String, _ name: String, _ group: String, _ line: Int, _ body: (Entry) throws -> Void
    ) {
        var object = JSONObject()
        object.add("code", code)
        object.add("name", name)
        admit(pairs.draft(from: object, key: nil, group: group, line: line), of: object, line: line, body)
    }

    private func admit(
        _ draft: Result<Entry, ColumnFault>, of object: JSONObject, line: Int,
        _ body: (Entry) throws -> Void
    ) {
        switch draft {
        case .success(let draft):
            // The bytes of the text have no NUL, but an escape can make one.
            let hasNUL = [draft.code, draft.name, draft.qualifier ?? "", draft.description]
                .contains { $0.utf8.contains(0) }
            if hasNUL {
                register.report(.nul(byteOffset: nil), line: line)
            } else {
                register.look(at: object.values, of: object.keys)
                register.admit(draft, body)
            }
        case .failure(let fault):
            register.report(fault.kind, line: line)
        }
    }
}
