/// The reader of the description of an API: OpenAPI 3, or Swagger 2.
///
/// Each status that an operation answers with is a code, and each value of an enumeration of error codes: one that
/// stands under a key such as `code` in a schema of an answer to an error, or in a schema that is called after errors.
struct OpenAPIReader {
    private static let methods: Set<String> = [
        "get", "put", "post", "delete", "options", "head", "patch", "trace",
    ]
    // Schemas refer to one another, also in circles.
    private static let depth = 8
    // So many operations of a status are named.
    private static let mostOperations = 20

    private let root: JSONTree
    private var codes: [String: OpenAPICode] = [:]
    private var order: [String] = []
    private var known: Set<String> = []

    /// Reads a JSON text into a register.
    static func parse(
        _ bytes: UnsafeRawBufferPointer, into register: EntryRegister, _ body: (Entry) throws -> Void
    ) {
        guard bytes.count <= 4 * Entry.longest else {
            return register.report(.tooLong(bytes: bytes.count), line: 1)
        }
        var scanner = JSONScanner(bytes, from: 0, to: bytes.count)
        do throws(JSONFault) {
            var reader = OpenAPIReader(try JSONTree(&scanner))
            if scanner.peek() != nil { throw JSONFault(offset: scanner.offset, expected: .endOfText) }
            reader.read()
            for code in reader.order {
                if let entry = reader.codes[code]?.entry { register.admit(entry, body) }
            }
            if reader.order.isEmpty { register.report(.noResponses, line: 1) }
        } catch let fault {
            register.report(scanner.diagnostic(for: fault))
        }
    }

    private init(_ root: JSONTree) {
        self.root = root
    }

    private mutating func read() {
        var schemas: [JSONTree] = []
        for (path, item) in root["paths"]?.members ?? [] {
            let item = resolved(item)
            for (method, operation) in item.members where Self.methods.contains(method) {
                for (status, response) in operation["responses"]?.members ?? [] {
                    let answer = resolved(response)
                    if status != "default", !status.hasPrefix("x-") {
                        note(status, response.line, said: answer["description"]?.text) { code in
                            if code.operations.count < Self.mostOperations {
                                code.operations.append("\(method.uppercased()) \(path)")
                            }
                        }
                    }
                    if status.hasPrefix("2") || status.hasPrefix("3") { continue }
                    schemas += (answer["content"]?.members ?? []).compactMap { $0.value["schema"] }
                    if let schema = answer["schema"] { schemas.append(schema) }
                }
            }
        }
        let named = (root["components"]?["schemas"] ?? root["definitions"])?.members ?? []
        for schema in schemas { read(schema, isCode: false, depth: 0) }
        for (name, schema) in named where Self.isError(name) {
            read(schema, isCode: name.lowercased().contains("code"), depth: 0)
        }
    }

    /// Reads the enumerations of codes in a schema.
    private mutating func read(_ schema: JSONTree, isCode: Bool, depth: Int) {
        guard depth < Self.depth else { return }
        if let reference = schema["$ref"]?.text, !known.insert("\(isCode) \(reference)").inserted { return }
        let schema = resolved(schema)
        if isCode { readValues(schema) }
        for key in ["allOf", "oneOf", "anyOf"] {
            for part in schema[key]?.items ?? [] { read(part, isCode: isCode, depth: depth + 1) }
        }
        if let items = schema["items"] { read(items, isCode: isCode, depth: depth + 1) }
        for (name, property) in schema["properties"]?.members ?? [] {
            read(property, isCode: ColumnName(name).isSurely(.code) || Self.isReason(name), depth: depth + 1)
        }
    }

    private mutating func readValues(_ schema: JSONTree) {
        let descriptions = schema["x-enum-descriptions"] ?? schema["x-enumDescriptions"]
        let names = schema["x-enum-varnames"] ?? schema["x-enumNames"] ?? schema["x-enum-names"]
        for (index, value) in (schema["enum"]?.items ?? []).enumerated() {
            guard let text = value.text else { continue }
            let name = Self.value(names, index, text)
            note(text, value.line, said: Self.value(descriptions, index, text)) { code in
                if code.constant.isEmpty { code.constant = name ?? "" }
            }
        }
        // OpenAPI 3.1: a schema for each value.
        for choice in (schema["oneOf"]?.items ?? []) + (schema["anyOf"]?.items ?? []) {
            guard let text = choice["const"]?.text else { continue }
            note(text, choice.line, said: choice["title"]?.text)
            note(text, choice.line, said: choice["description"]?.text)
        }
        for choice in schema["x-ms-enum"]?["values"]?.items ?? [] {
            guard let text = choice["value"]?.text else { continue }
            note(text, choice.line, said: choice["description"]?.text) { code in
                if code.constant.isEmpty { code.constant = choice["name"]?.text ?? "" }
            }
        }
    }

    private mutating func note(
        _ code: String, _ line: Int, said text: String?, _ change: (inout OpenAPICode) -> Void = { _ in }
    ) {
        if codes[code] == nil { order.append(code) }
        var known = codes[code] ?? OpenAPICode(code: code, line: line)
        if let text = text?.trimmedWithPlainLineEnds, !text.isEmpty, !known.texts.contains(text) {
            known.texts.append(text)
        }
        change(&known)
        codes[code] = known
    }

    /// What a reference such as `#/components/responses/NotFound` names.
    private func resolved(_ tree: JSONTree) -> JSONTree {
        var tree = tree
        for _ in 0..<Self.depth {
            guard let reference = tree["$ref"]?.text, reference.hasPrefix("#/") else { return tree }
            var target = root
            for part in reference.dropFirst(2).split(separator: "/") {
                let key = part.replacing("~1", with: "/").replacing("~0", with: "~")
                guard let next = target[String(key)] else { return tree }
                target = next
            }
            tree = target
        }
        return tree
    }

    /// What stands beside a value of an enumeration: in a list of the same order, or under the value.
    private static func value(_ tree: JSONTree?, _ index: Int, _ key: String) -> String? {
        guard let tree else { return nil }
        return tree.items.indices.contains(index) ? tree.items[index].text : tree[key]?.text
    }

    private static func isError(_ name: String) -> Bool {
        let name = name.lowercased()
        return ["err", "problem", "fault", "exception", "code"].contains { name.contains($0) }
    }

    private static func isReason(_ name: String) -> Bool {
        ["error", "type", "reason"].contains(name.lowercased())
    }
}

/// A code of an API, and what its description says about it.
struct OpenAPICode {
    let code: String
    let line: Int
    /// What is said, in the order of the description, nothing twice.
    var texts: [String] = []
    /// The operations that answer with it.
    var operations: [String] = []
    /// What programs call it.
    var constant = ""

    var entry: Entry {
        let first = texts.first ?? ""
        let name = first.prefix { !$0.isNewline }
        let title = !name.isEmpty ? String(name) : constant.isEmpty ? code : constant
        var description = texts.dropFirst().joined(separator: "\n")
        if first.count > name.count { description = ([first] + texts.dropFirst()).joined(separator: "\n") }
        var fields: [EntryField] = []
        if !constant.isEmpty, constant != title {
            fields.append(EntryField(name: "constant", text: constant))
        }
        if !operations.isEmpty {
            fields.append(EntryField(name: "operations", text: operations.joined(separator: "\n")))
        }
        return Entry(
            code: code.collapsingWhiteSpace, name: title.collapsingWhiteSpace,
            description: description.trimmedWithPlainLineEnds, fields: fields, line: line)
    }
}
