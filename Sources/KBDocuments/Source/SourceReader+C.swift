extension SourceReader {
    /// C: enumerations; `#define NAME value`; and tables of rows such as `{ -101, "ERR_DNS", "…" }`.
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
            } else if token.isSign("="), isNext("{", 1), isNext("{", 2) {
                index += 2
                readRows()
            } else {
                index += 1
            }
        }
    }

    /// Reads the rows of a table that have a code and a text; a name of a constant among the texts is one.
    private mutating func readRows() {
        let start = index
        var lists: [[SourceArgument?]] = []
        forEachRow { _, values, _ in lists.append(values) }
        let place = SourceArgument.codePlace(in: lists)
        index = start
        forEachRow { reader, values, first in
            guard let place, values.indices.contains(place), values[place] != nil else { return }
            let name = values.indices.first { index in
                index != place && values[index].map { !$0.isNumber && reader.isConstantName($0.text) } == true
            }
            let texts = values.indices.map { $0 == name ? nil : values[$0] }
            guard texts.enumerated().contains(where: { $0 != place && $1?.isNumber == false }) || name != nil
            else { return }
            reader.add(name.flatMap { values[$0]?.text } ?? "", texts, code: place, group: "", first: first)
        }
    }

    private mutating func forEachRow(
        _ body: (inout SourceReader, _ values: [SourceArgument?], _ first: Int) -> Void
    ) {
        while let token = word(), !token.isSign("}") {
            let first = index
            index += 1
            guard token.isSign("{") else { continue }
            let values = values(takeUntil([]))
            _ = take("}")
            // The last row of a table may mark its end: `{ 0, NULL }`.
            if values.contains(where: { $0?.isNumber == false }) { body(&self, values, first) }
        }
        _ = take("}")
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
