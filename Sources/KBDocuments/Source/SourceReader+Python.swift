extension SourceReader {
    /// Python: constants of a class or of the module, `NOT_FOUND = 40401` and `NOT_FOUND = 40401, "资源不存在"`; and
    /// dictionaries that have a text for each code.
    mutating func readPython() {
        var group = ""
        while let token = word() {
            let first = index
            let beginsLine = index == 0 || tokens[words[index - 1]].lastLine < token.line
            index += 1
            guard beginsLine else { continue }
            if token.isName("class"), let name = word(), name.kind == .name {
                group = name.text
            } else if token.column == 0 {
                group = ""
            }
            guard token.kind == .name, !token.isName("class") else { continue }
            // A type may stand behind the name.
            if take(":") { _ = takeUntil(["="]) { $0.line > token.line } }
            guard take("=") else { continue }
            if isNext("{") {
                index += 1
                readDictionary()
            } else if isConstantName(token.text) {
                let written = takeUntil([";"]) { $0.line > token.lastLine }
                addPython(token.text, written, group: group, first: first)
            }
        }
    }

    private mutating func addPython(
        _ name: String, _ written: ArraySlice<SourceToken>, group: String, first: Int
    ) {
        if let value = SourceExpression.value(written, known) {
            return add(name, value, written: written, group: group, first: first)
        }
        let inBrackets = written.first?.isSign("(") == true && written.last?.isSign(")") == true
        let values = values(inBrackets ? written.dropFirst().dropLast() : written)
        guard values.count > 1, values.contains(where: { $0?.isNumber == false }),
            values.contains(where: { $0?.isCode(of: values) == true })
        else { return }
        add(name, values, code: nil, group: group, first: first)
    }

    /// Reads `{40401: "资源不存在", ErrCode.NOT_FOUND: "资源不存在"}` after its bracket.
    private mutating func readDictionary() {
        while let token = word(), !token.isSign("}") {
            let first = index
            let key = takeUntil([":", ","])
            guard take(":") else {
                if !take(",") { index += 1 }
                continue
            }
            let value = SourceExpression.value(takeUntil([","]), known)
            if case .text(let text) = value, let last = key.last {
                if key.count == 1,
                    last.kind == .number || last.kind == .text && JSONMembers.isCodeLike(last.text)
                {
                    add(last.text, code: last.text, texts: [text], group: "", first: first)
                } else if last.kind == .name, let constant = constants.last(where: { $0.name == last.text }) {
                    add(
                        last.text, code: constant.code, texts: [text], group: constant.group, first: first)
                }
            }
            _ = take(",")
        }
        _ = take("}")
    }
}
