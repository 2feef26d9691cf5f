/// What people write in regular expressions by habit, in terms of POSIX extended ones.
///
/// What means something else there is refused rather than silently searched for: to the C library, `\d` is the
/// letter d.
enum PatternSyntax {
    /// Returns an expression for `regcomp`.
    static func translated(_ pattern: String) throws(LinePatternError) -> String {
        var result = ""
        var rest = pattern[...]
        while let character = rest.popFirst() {
            switch character {
            case "\\": result += try escape(rest.popFirst())
            case "[": result += try brackets(&rest)
            case "*", "+", "?", "}":
                guard rest.first != "?" else { throw .lazyRepetition }
                result.append(character)
            default: result.append(character)
            }
        }
        return result
    }

    private static func escape(_ character: Character?) throws(LinePatternError) -> String {
        switch character {
        case "d": "[0-9]"
        case "D": "[^0-9]"
        case "t": "\t"
        case "w", "W", "s", "S", "b", "B": "\\" + String(character ?? " ")
        case let character? where character.isLetter || character.isNumber:
            throw .unknownEscape(character)
        case let character?: "\\" + String(character)
        case nil: "\\"
        }
    }

    /// Reads a bracket expression after its `[`; one without an end is left to the C library's judgement.
    private static func brackets(_ rest: inout Substring) throws(LinePatternError) -> String {
        var result = "["
        if rest.first == "^" { result.append(rest.removeFirst()) }
        // A bracket that comes first stands for itself.
        if rest.first == "]" { result.append(rest.removeFirst()) }
        while let character = rest.popFirst() {
            switch character {
            case "]": return result + "]"
            case "\\":
                switch rest.popFirst() {
                case "d": result += "0-9"
                case "w": result += "[:alnum:]_"
                case "s": result += "[:space:]"
                default: throw .escapeInBrackets
                }
            case "[":
                result.append(character)
                guard let kind = rest.first, ":.=".contains(kind) else { continue }
                let end = rest.dropFirst().firstRange(of: "\(kind)]")?.upperBound ?? rest.endIndex
                result += rest[..<end]
                rest = rest[end...]
            default: result.append(character)
            }
        }
        return result
    }
}
