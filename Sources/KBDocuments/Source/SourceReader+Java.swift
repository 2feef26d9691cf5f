extension SourceReader {
    private static let types: Set<String> = [
        "int", "long", "short", "byte", "Integer", "Long", "Short", "String",
    ]

    /// Java: the constants of enumerations, with their arguments; `int NOT_FOUND = 40401`; and constants that are made by
    /// `new ErrorCode(40401, "…")`.
    mutating func readJava() {
        while let token = word() {
            if token.isName("enum"), let name = word(1), name.kind == .name {
                index += 2
                _ = takeUntil(["{"])
                if take("{") { readJavaConstants(group: name.text) }
            } else if token.kind == .name, isConstantName(token.text), isNext("=", 1) {
                readJavaField(token.text)
            } else {
                index += 1
            }
        }
    }

    private mutating func readJavaConstants(group: String) {
        let start = index
        var lists: [[SourceArgument?]] = []
        forEachJavaConstant { reader, _, arguments, _ in lists.append(reader.values(arguments)) }
        let place = SourceArgument.codePlace(in: lists)
        index = start
        forEachJavaConstant { reader, name, arguments, first in
            reader.add(name, reader.values(arguments), code: place, group: group, first: first)
        }
    }

    private mutating func forEachJavaConstant(
        _ body: (inout SourceReader, _ name: String, _ arguments: ArraySlice<SourceToken>, _ first: Int) ->
            Void
    ) {
        while let token = word(), !token.isSign(";"), !token.isSign("}") {
            let first = index
            if token.isSign("@") {
                index += 2
                if take("(") {
                    _ = takeUntil([])
                    _ = take(")")
                }
                continue
            }
            index += 1
            guard token.kind == .name else { continue }
            var arguments: ArraySlice<SourceToken> = []
            if take("(") {
                arguments = takeUntil([])
                _ = take(")")
            }
            body(&self, token.text, arguments, first)
            if take("{") {
                _ = takeUntil([])
                _ = take("}")
            }
        }
    }

    private mutating func readJavaField(_ name: String) {
        let first = index
        let isValue = first > 0 && Self.types.contains(tokens[words[first - 1]].text)
        index += 2
        let isNew = word()?.isName("new") == true
        let written = takeUntil([";"])
        if isValue, let value = SourceExpression.value(written, known) {
            add(name, value, written: written, group: "", first: first)
        } else if let open = written.firstIndex(where: { $0.isSign("(") }), written.last?.isSign(")") == true,
            isNew || written[..<open].allSatisfy({ $0.kind == .name || $0.isSign(".") })
        {
            let arguments = written[(open + 1)...].dropLast()
            let hasText = arguments.contains { $0.kind == .text }
            let hasCode = arguments.contains {
                $0.kind == .number || $0.kind == .text && JSONMembers.isCodeLike($0.text)
            }
            if hasText, hasCode { add(name, values(arguments), code: nil, group: "", first: first) }
        }
    }
}
