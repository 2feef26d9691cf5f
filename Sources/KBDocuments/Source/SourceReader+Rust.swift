extension SourceReader {
    /// Rust: the variants of enumerations, with the text of `#[error("…")]`; and `const NOT_FOUND: u32 = 40401`.
    mutating func readRust() {
        while let token = word() {
            if token.isName("enum"), let name = word(1), name.kind == .name {
                index += 2
                _ = takeUntil(["{", ";"])
                if take("{") { readVariants(group: name.text) }
            } else if token.isName("const"), let name = word(1), isConstantName(name.text) {
                let first = index
                index += 2
                _ = takeUntil(["=", ";"])
                guard take("=") else { continue }
                let written = takeUntil([";"])
                if let value = SourceExpression.value(written, known) {
                    add(name.text, value, written: written, group: "", first: first)
                }
            } else {
                index += 1
            }
        }
    }

    /// Variants without a number go on counting; where none has one, their names are the codes.
    private mutating func readVariants(group: String) {
        let start = index
        var hasNumbers = false
        forEachVariant { _, _, _, written, _ in hasNumbers = hasNumbers || !written.isEmpty }
        index = start
        var last: Int? = -1
        forEachVariant { reader, name, texts, written, first in
            last = last.map { $0 &+ 1 }
            if !written.isEmpty {
                last = nil
                if case .number(let number) = SourceExpression.value(written, reader.known) { last = number }
            }
            guard let number = last, hasNumbers else {
                if !hasNumbers { reader.add(name, code: name, texts: texts, group: group, first: first) }
                return
            }
            reader.known[name] = .number(number)
            let code = reader.hexadecimal(written, number) ?? String(number)
            reader.add(name, code: code, texts: texts, group: group, first: first)
        }
        _ = take("}")
    }

    private mutating func forEachVariant(
        _ body: (
            inout SourceReader, _ name: String, _ texts: [String], _ written: ArraySlice<SourceToken>,
            _ first: Int
        ) -> Void
    ) {
        var texts: [String] = []
        var first: Int?
        while let token = word(), !token.isSign("}") {
            first = first ?? index
            index += 1
            if token.isSign("#"), take("[") {
                // Of `#[error("…")]`, the text; of others, nothing.
                let attribute = takeUntil([])
                if ["error", "display", "msg", "message"].contains(attribute.first?.text),
                    let text = attribute.first(where: { $0.kind == .text })
                {
                    texts.append(text.text)
                }
                _ = take("]")
                continue
            }
            guard token.kind == .name else { continue }
            for (opening, closing) in [("(", ")"), ("{", "}")] where take(opening) {
                _ = takeUntil([])
                _ = take(closing)
            }
            let written = take("=") ? takeUntil([","]) : []
            body(&self, token.text, texts, written, first ?? index)
            (texts, first) = ([], nil)
            _ = take(",")
        }
    }
}
