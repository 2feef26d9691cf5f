extension SourceReader {
    /// A constant that is made of several values, such as `NOT_FOUND(40401, "资源不存在")`.
    ///
    /// The code is the first number; or a text that is one, before another text or with a digit; or the constant's name.
    mutating func add(_ name: String, arguments: ArraySlice<SourceToken>, group: String, first: Int) {
        var code: String?
        var texts: [String] = []
        var depth = 0
        for part in arguments.split(whereSeparator: { token in
            if token.kind == .sign {
                if "([{".contains(token.text) { depth += 1 }
                if ")]}".contains(token.text) { depth -= 1 }
            }
            return depth == 0 && token.isSign(",")
        }) {
            switch SourceExpression.value(part, known) {
            case .number(let number) where code == nil:
                let isHexadecimal = part.count == 1 && part.first?.text.lowercased().hasPrefix("0x") == true
                code = isHexadecimal ? part.first?.text : String(number)
            case .text(let text): texts.append(text)
            case .number, nil: continue
            }
        }
        if code == nil, let first = texts.first, JSONMembers.isCodeLike(first),
            texts.count > 1 || first.contains(where: \.isNumber)
        {
            code = texts.removeFirst()
        }
        add(name, code: code ?? name, texts: texts, group: group, first: first)
    }

    /// Whether a name is written as constants are.
    func isConstantName(_ name: String) -> Bool {
        name.contains(where: \.isLetter) && !name.contains(where: \.isLowercase)
    }

    /// Takes the members of an enumeration such as `{ A = 1, B, C = A + 5 }`, up to its bracket.
    mutating func readMembers(group: String) {
        var last: Int? = -1
        while let token = word(), !token.isSign("}"), !token.isSign(";") {
            let first = index
            guard token.kind == .name || token.kind == .text else {
                index += 1
                continue
            }
            index += 1
            if take("=") {
                let written = takeUntil([","])
                if let value = SourceExpression.value(written, known) {
                    if case .number(let number) = value { last = number } else { last = nil }
                    add(token.text, value, written: written, group: group, first: first)
                } else {
                    last = nil
                }
            } else if isNext(",") || isNext("}") {
                last = last.map { $0 &+ 1 }
                if let last { add(token.text, .number(last), written: [], group: group, first: first) }
            } else {
                _ = takeUntil([","])
            }
            _ = take(",")
        }
    }
}
