extension SourceReader {
    /// Protocol buffers: the values of enumerations, also of those in messages.
    mutating func readProto() {
        while let token = word() {
            guard token.isName("enum"), let name = word(1), name.kind == .name, isNext("{", 2) else {
                index += 1
                continue
            }
            index += 3
            while let member = word(), !member.isSign("}") {
                let first = index
                if member.kind == .name, !member.isName("option"), !member.isName("reserved"), isNext("=", 1)
                {
                    index += 2
                    let written = takeUntil([";", "["])
                    if let value = SourceExpression.value(written, known) {
                        let options = isNext("[") ? takeUntil([";"]) : []
                        add(
                            member.text, value, written: written, options: Self.options(options),
                            group: name.text, first: first)
                    }
                }
                _ = takeUntil([";"])
                // A bracket that nothing closes.
                if !take(";"), !isNext("}") { index += 1 }
            }
        }
    }

    /// Options of a value such as `[(errors.code) = 404, deprecated = true]`.
    private static func options(_ tokens: ArraySlice<SourceToken>) -> [EntryField] {
        tokens.dropFirst().dropLast().filter { $0.kind != .comment }.split { $0.isSign(",") }.compactMap {
            option in
            guard let sign = option.firstIndex(where: { $0.isSign("=") }), sign == option.endIndex - 2,
                let value = option.last, value.kind != .sign
            else { return nil }
            let name = option[..<sign].filter { !$0.isSign("(") && !$0.isSign(")") }.map(\.text).joined()
            return EntryField(member: name, value.text)
        }
    }
}
