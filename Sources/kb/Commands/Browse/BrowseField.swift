import KBCore
import KBPresentation

/// A code as the first field of a line, by which fzf hands it back.
///
/// fzf drops white space around a field, and takes escape sequences out of it, while a code may be any text: such
/// characters are written as `%HEX;`.
struct BrowseField {
    let text: String

    init(_ text: String) { self.text = text }

    init(_ reference: CodeReference) {
        text = reference.description.unicodeScalars.map { scalar in
            let isPlain =
                scalar != "%" && !scalar.properties.isWhitespace
                && scalar.properties.generalCategory != .control
            return isPlain ? String(scalar) : "%\(String(scalar.value, radix: 16));"
        }.joined()
    }

    /// The code.
    ///
    /// - Throws: ``UnknownCode`` where it is gone, ``StoreError`` when the file cannot be read.
    func code(in store: Store) throws -> Code {
        let name = reference
        guard let code = try Codes(store).find(name).first(where: { $0.reference.description == name }) else {
            throw UnknownCode(text: name)
        }
        return code
    }

    /// The form `book:code`.
    var reference: String {
        let parts = text.split(separator: "%", omittingEmptySubsequences: false)
        return parts.dropFirst().reduce(String(parts.first ?? "")) { result, part in
            let digits = part.prefix { $0 != ";" }
            let scalar = UInt32(digits, radix: 16).flatMap(Unicode.Scalar.init).map { String($0) } ?? ""
            return result + scalar + part.dropFirst(digits.count + 1)
        }
    }
}
