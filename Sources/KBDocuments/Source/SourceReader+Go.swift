extension SourceReader {
    /// Types of the language itself, which are no enumerations.
    private static let goTypes: Set<String> = [
        "int", "int8", "int16", "int32", "int64", "uint", "uint8", "uint16", "uint32", "uint64", "byte",
        "string",
        "error",
    ]

    /// Go: `const` blocks with types, `iota` and repeated expressions; variables made by `New(40401, "…")` or as
    /// `&Errno{Code: 40401, Message: "…"}`; and the texts of a map from constants.
    mutating func readGo() {
        let messages = goMessages
        let numbers = goNumbers
        while let token = word() {
            index += 1
            if token.isName("const") || token.isName("var") { readGoSpecs(isConstant: token.isName("const")) }
        }
        for index in constants.indices where constants[index].texts.isEmpty {
            if let message = messages[constants[index].name] { constants[index].texts = [message] }
            if let (status, text) = Self.status(in: constants[index].before) {
                constants[index].before = text
                constants[index].options.append(EntryField(name: "HTTP", text: status))
            }
        }
        let codes = Set(constants.map(\.code))
        for (code, text, first) in numbers where !codes.contains(code) {
            index = first + 3
            add(code, code: code, texts: [text], group: "", first: first)
        }
    }

    /// The status and the text of a comment such as `ErrUnknown - 500: Internal server error`.
    private static func status(in comment: String) -> (status: String, text: String)? {
        let parts = comment.split(separator: " ", maxSplits: 3)
        guard parts.count == 4, parts[1] == "-", parts[2].last == ":", parts[2].count == 4,
            let status = Int(parts[2].dropLast()), (100...599).contains(status)
        else { return nil }
        return (String(status), String(parts[3]))
    }

    /// The texts of maps whose keys are numbers: `40401: "资源不存在"`.
    private var goNumbers: [(code: String, text: String, first: Int)] {
        words.indices.dropLast(3).compactMap { place in
            let isKey = place > 0 && ["{", ","].contains { tokens[words[place - 1]].isSign($0) }
            let (key, text) = (tokens[words[place]], tokens[words[place + 2]])
            let end = tokens[words[place + 3]]
            guard isKey, key.kind == .number, tokens[words[place + 1]].isSign(":"), text.kind == .text,
                end.isSign(",") || end.isSign("}"), let number = SourceNumber.value(key.text)
            else { return nil }
            return (String(number), text.text, place)
        }
    }

    /// The texts of maps, by the constants that are their keys.
    private var goMessages: [String: String] {
        var messages: [String: String] = [:]
        for place in words.indices.dropLast(3) {
            let (key, colon) = (tokens[words[place]], tokens[words[place + 1]])
            let (text, end) = (tokens[words[place + 2]], tokens[words[place + 3]])
            if key.kind == .name, colon.isSign(":"), text.kind == .text, end.isSign(",") || end.isSign("}") {
                messages[key.text] = text.text
            }
        }
        return messages
    }

    private mutating func readGoSpecs(isConstant: Bool) {
        guard take("(") else {
            readGoSpec(0, isConstant, repeated: nil)
            return
        }
        var repeated: (type: String, expression: ArraySlice<SourceToken>)?
        var count = 0
        while let token = word(), !token.isSign(")") {
            guard token.kind == .name else {
                index += 1
                continue
            }
            repeated = readGoSpec(count, isConstant, repeated: repeated)
            count += 1
        }
    }

    @discardableResult
    private mutating func readGoSpec(
        _ iota: Int, _ isConstant: Bool, repeated: (type: String, expression: ArraySlice<SourceToken>)?
    ) -> (type: String, expression: ArraySlice<SourceToken>)? {
        let first = index
        guard let name = word(), name.kind == .name else { return repeated }
        index += 1
        var type = ""
        while let token = word(), token.line == name.line, token.kind == .name || token.isSign(".") {
            type += token.text
            index += 1
        }
        var spec = repeated
        if take("=") {
            var line = name.line
            let expression = takeUntil([";"]) { token in
                defer { line = token.lastLine }
                return token.line > line
            }
            spec = (type, expression)
        } else if !type.isEmpty || !isConstant {
            // A list of names, or a variable without a value.
            _ = takeUntil([";"]) { $0.line > name.line }
            return repeated
        }
        guard let spec, name.text != "_" else { return spec }
        var known = known
        let group = Self.goTypes.contains(spec.type) ? "" : spec.type
        if isConstant { known["iota"] = .number(iota) }
        if isConstant, let value = SourceExpression.value(spec.expression, known) {
            add(name.text, value, written: spec.expression, group: group, first: first)
        } else if let open = spec.expression.firstIndex(where: { $0.isSign("(") }),
            spec.expression.last?.isSign(")") == true,
            spec.expression[..<open].allSatisfy({ $0.kind == .name || $0.isSign(".") })
        {
            let arguments = spec.expression[(open + 1)...].dropLast()
            if arguments.contains(where: { $0.kind == .number }),
                arguments.contains(where: { $0.kind == .text })
            {
                add(name.text, values(arguments), code: nil, group: group, first: first)
            }
        } else if let open = spec.expression.firstIndex(where: { $0.isSign("{") }),
            spec.expression[..<open].allSatisfy({ $0.kind == .name || $0.isSign(".") || $0.isSign("&") })
        {
            addGoStruct(name.text, spec.expression[open...], group: group, first: first)
        }
        return spec
    }

    /// Adds a constant such as `{Code: 10001, Message: "…"}` that has a code and a text.
    private mutating func addGoStruct(
        _ name: String, _ tokens: ArraySlice<SourceToken>, group: String, first: Int
    ) {
        let keys = zip(tokens, tokens.dropFirst()).filter { $1.isSign(":") }.map { $0.0.text }
        guard keys.contains(where: { ColumnName($0).isSurely(.code) }),
            tokens.contains(where: { $0.kind == .text })
        else { return }
        addObject(name, tokens, group: group, first: first)
    }
}
