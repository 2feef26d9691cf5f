/// The text of a cell in a Markdown table, to and fro.
enum MarkdownCell {
    /// Returns a cell's text: `\` before ASCII punctuation dropped, `<br>` as a line end, `&#124;` and the like as what
    /// they stand for.
    ///
    /// Inside a code span backslashes and references are kept, but for `\|`, and so are the backticks.
    static func text(of cell: String) -> String {
        let scalars = Array(cell.unicodeScalars)
        var result = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            let scalar = scalars[index]
            if scalar == "\\", index + 1 < scalars.count, isPunctuation(scalars[index + 1]) {
                result.append(scalars[index + 1])
                index += 2
            } else if scalar == "`" {
                let end = codeSpanEnd(in: scalars, from: index)
                for (offset, inner) in scalars[index..<end].enumerated() {
                    let next = index + offset + 1
                    if inner == "\\", next < end, scalars[next] == "|" { continue }
                    result.append(inner)
                }
                index = end
            } else if scalar == "<", let end = lineBreakEnd(in: scalars, from: index) {
                result.append("\n")
                index = end
            } else if scalar == "&", let reference = CharacterReference(scalars[index...]) {
                result.append(reference.scalar)
                index += reference.length
            } else {
                result.append(scalar)
                index += 1
            }
        }
        return String(result)
    }

    /// Returns the cell that reads as a text, on one line.
    static func cell(for text: String) -> String {
        // Not append(contentsOf:) of a view of scalars, which copies the text each time.
        var result = ""
        var rest = text.unicodeScalars[...]
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\\", "|", "`", "<":
                result += "\\"
                result.unicodeScalars.append(scalar)
            case "&":
                result +=
                    rest.first.map { $0 == "#" || $0.isASCII && $0.properties.isAlphabetic } == true
                    ? "\\&" : "&"
            case "\n": result += "<br>"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Returns a cell without the backticks of the code span that it consists of.
    static func withoutBackticks(_ cell: String) -> String {
        let ticks = cell.prefix { $0 == "`" }
        guard !ticks.isEmpty, cell.count > 2 * ticks.count, cell.hasSuffix(ticks) else { return cell }
        let inner = String(cell.dropFirst(ticks.count).dropLast(ticks.count))
        return inner.contains("`") ? cell : inner.collapsingOuterWhiteSpace
    }

    /// Returns the index after a code span, or after its opening backticks when nothing closes it.
    private static func codeSpanEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int {
        var opening = start
        while opening < scalars.count, scalars[opening] == "`" { opening += 1 }
        var index = opening
        while index < scalars.count {
            var run = index
            while run < scalars.count, scalars[run] == "`" { run += 1 }
            if run > index, run - index == opening - start { return run }
            index = max(run, index + 1)
        }
        return opening
    }

    /// Returns the index after `<br>`, `<br/>` or `<br />`, or nil when there is none.
    private static func lineBreakEnd(in scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard start + 3 < scalars.count, scalars[start + 1] == "b" || scalars[start + 1] == "B",
            scalars[start + 2] == "r" || scalars[start + 2] == "R"
        else { return nil }
        var index = start + 3
        while index < scalars.count, scalars[index] == " " { index += 1 }
        if index < scalars.count, scalars[index] == "/" { index += 1 }
        return index < scalars.count && scalars[index] == ">" ? index + 1 : nil
    }

    private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: true
        default: false
        }
    }
}
