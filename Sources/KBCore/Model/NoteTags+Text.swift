import KBDocuments
import KBText

extension NoteTags {
    /// So much of a text is looked through, in bytes of UTF-8.
    private static let mostText = 1 << 16

    /// The tags that stand in a text as `#tag`, in its order, none twice.
    ///
    /// Code and links have none, nor has what follows a letter or a sign as in `C#` and `/page#part`, or has no letter
    /// as `#404`. A full stop, a hyphen or a slash belongs to a tag where a letter or a digit follows.
    package static func standing(in body: String) -> [String] {
        guard body.utf8.contains(UInt8(ascii: "#")) else { return [] }
        return places(in: prose(of: body)).map(\.name).unique()
    }

    /// A text in which a tag has another name.
    static func renaming(_ old: String, to new: String, in body: String) -> String {
        guard standing(in: body).contains(old) else { return body }
        var scalars = Array(body.unicodeScalars)
        func uses(_ scalars: [Unicode.Scalar]) -> Int {
            places(in: prose(of: String(scalars))).count { $0.name == old }
        }
        // A place is a tag, not code or a link, if the text without it has fewer uses of the tag.
        var (place, count) = (0, uses(scalars))
        while count > 0, let next = places(in: scalars[place...]).first(where: { $0.name == old }) {
            let name = next.range.dropFirst()
            let rest = Array(scalars[..<name.lowerBound]) + scalars[name.upperBound...]
            place = name.upperBound
            let left = uses(rest)
            guard left < count else { continue }
            count = left
            scalars.replaceSubrange(name, with: new.unicodeScalars)
            place = name.lowerBound + new.unicodeScalars.count
        }
        return String(scalars)
    }

    private static func prose(of body: String) -> ArraySlice<Unicode.Scalar> {
        var bytes = body.utf8.prefix(mostText)
        // Not half of a character.
        while bytes.count == mostText, let last = bytes.last, last & 0xC0 == 0x80 || last >= 0xC0 {
            bytes.removeLast()
        }
        return Array(MarkdownProse.text(of: String(decoding: bytes, as: UTF8.self)).unicodeScalars)[...]
    }

    private static func places(
        in text: ArraySlice<Unicode.Scalar>
    ) -> [(range: Range<Int>, name: String)] {
        var places: [(range: Range<Int>, name: String)] = []
        var index = text.startIndex
        while let start = text[index...].firstIndex(of: "#") {
            var end = start + 1
            while end < text.endIndex, isInside(text, end) { end += 1 }
            index = end
            let name = text[(start + 1)..<end]
            guard start == text.startIndex || mayStandBefore(text[start - 1]), name.count <= longest,
                name.contains(where: { $0.properties.isAlphabetic })
            else { continue }
            places.append((start..<end, String(name)))
        }
        return places
    }

    private static func isInside(_ text: ArraySlice<Unicode.Scalar>, _ index: Int) -> Bool {
        if isLetterOrDigit(text[index]) || text[index] == "_" { return true }
        guard ["-", ".", "/"].contains(text[index]) else { return false }
        return text[index - 1] != "#" && index + 1 < text.endIndex && isLetterOrDigit(text[index + 1])
    }

    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .nonspacingMark, .spacingMark, .decimalNumber:
            true
        default: false
        }
    }

    /// White space, Han, and what opens or parts phrases.
    private static func mayStandBefore(_ scalar: Unicode.Scalar) -> Bool {
        if scalar.properties.isWhitespace || Han.contains(scalar) { return true }
        return scalar.isASCII ? "([{\"',;!?*_|".unicodeScalars.contains(scalar) : !isLetterOrDigit(scalar)
    }
}
