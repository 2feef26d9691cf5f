extension SourceReader {
    /// The values of arguments such as `(40401, "资源不存在", HttpStatus.NOT_FOUND)`; nil for what is none.
    func values(_ arguments: ArraySlice<SourceToken>) -> [SourceArgument?] {
        var depth = 0
        return arguments.split(omittingEmptySubsequences: false) { token in
            if token.kind == .sign {
                if "([{".contains(token.text) { depth += 1 }
                if ")]}".contains(token.text) { depth -= 1 }
            }
            return depth == 0 && token.isSign(",")
        }.map { part in
            switch SourceExpression.value(part, known) {
            case .number(let number):
                SourceArgument(text: hexadecimal(part, number) ?? String(number), isNumber: true)
            case .text(let text): SourceArgument(text: text, isNumber: false)
            case nil: nil
            }
        }
    }

    /// A constant that is made of several values, such as `NOT_FOUND(40401, "资源不存在")`.
    ///
    /// Where it is not known which of them is the code, it is the first number, or a text that is one, before another text
    /// or with a digit, or the constant's name.
    mutating func add(
        _ name: String, _ values: [SourceArgument?], code place: Int?, group: String, first: Int
    ) {
        let texts = values.compactMap(\.self).filter { !$0.isNumber }
        let place =
            place.flatMap { values.indices.contains($0) && values[$0] != nil ? $0 : nil }
            ?? values.firstIndex { $0?.isNumber == true }
            ?? values.firstIndex { $0 == texts.first && $0?.isCode(of: values) == true }
        let others = values.indices.filter { $0 != place }.compactMap { values[$0] }
        let numbers = others.filter(\.isNumber).map(\.text).joined(separator: ", ")
        add(
            name, code: place.flatMap { values[$0]?.text } ?? name,
            texts: others.filter { !$0.isNumber }.map(\.text),
            options: numbers.isEmpty ? [] : [EntryField(name: "number", text: numbers)], group: group,
            first: first)
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

/// One of the values that a constant is made of.
struct SourceArgument: Hashable {
    let text: String
    let isNumber: Bool

    /// Whether it may be the code: a number, or a text that looks like a code and has a digit or another text next to it.
    func isCode(of values: [SourceArgument?]) -> Bool {
        isNumber
            || JSONMembers.isCodeLike(text)
                && (hasDigit || values.count { $0?.isNumber == false } > 1)
    }

    private var hasDigit: Bool { text.contains(where: \.isNumber) }

    /// Which value is the code of each constant of an enumeration: the first that is another in each of them, before all
    /// those with a digit; nil where there is none.
    static func codePlace(in lists: [[SourceArgument?]]) -> Int? {
        let lists = lists.filter { list in list.contains { $0 != nil } }
        let places = (0..<(lists.map(\.count).min() ?? 0)).filter { place in
            let values = lists.compactMap { list in list[place].flatMap { $0.isCode(of: list) ? $0 : nil } }
            return values.count == lists.count && Set(values.map(\.text)).count == values.count
        }
        return places.first { place in lists.allSatisfy { $0[place]?.hasDigit == true } } ?? places.first
    }
}
