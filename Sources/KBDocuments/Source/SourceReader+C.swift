extension SourceReader {
    /// C: enumerations, and `#define NAME value`.
    mutating func readC() {
        while let token = word() {
            if token.isName("enum") {
                index += 1
                if word()?.isName("class") == true || word()?.isName("struct") == true { index += 1 }
                let name = word()?.kind == .name ? word()?.text ?? "" : ""
                _ = takeUntil(["{", ";", ")", ","])
                if take("{") { readMembers(group: name) }
            } else if token.isSign("#"), word(1)?.isName("define") == true, let name = word(2),
                name.kind == .name
            {
                readDefinition(name)
            } else {
                index += 1
            }
        }
    }

    private mutating func readDefinition(_ name: SourceToken) {
        let first = index
        index += 3
        let start = index
        while let token = word(), token.line == name.line { index += 1 }
        let written = words[start..<index].map { tokens[$0] }[...]
        if let value = SourceExpression.value(written, known) {
            add(name.text, value, written: written, group: "", first: first)
        }
    }
}
