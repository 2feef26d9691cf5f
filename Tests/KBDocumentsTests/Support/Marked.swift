import KBDocuments

/// A document with markers such as 1️⃣ in it, which tell the lines that its errors are expected on.
struct Marked {
    /// The document without the markers.
    let text: String
    /// The lines of the markers, in their order.
    let lines: [Int]

    init(_ marked: String) {
        var text = ""
        var lines: [Int] = []
        var line = 1
        for character in marked {
            if "1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣8️⃣9️⃣".contains(character) {
                lines.append(line)
            } else {
                if character.isNewline { line += 1 }
                text.append(character)
            }
        }
        self.text = text
        self.lines = lines
    }
}

/// Returns all that is wrong with a document, or nothing.
func diagnostics(
    _ text: some Collection<UInt8>, format: DocumentFormat? = nil, columns: ColumnMapping? = nil
) -> [Diagnostic] {
    do {
        _ = try DocumentReader.read(text, format: format, columns: columns)
        return []
    } catch {
        return error.diagnostics
    }
}
