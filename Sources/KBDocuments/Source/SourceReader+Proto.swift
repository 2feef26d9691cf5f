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
                        if isNext("[") { _ = takeUntil([";"]) }
                        add(member.text, value, written: written, group: name.text, first: first)
                    }
                }
                _ = takeUntil([";"])
                // A bracket that nothing closes.
                if !take(";"), !isNext("}") { index += 1 }
            }
        }
    }
}
