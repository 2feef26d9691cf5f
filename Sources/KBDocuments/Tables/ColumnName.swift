import KBText

/// The name of a column, and which roles it speaks of.
///
/// People write several names into one: `错误码（code）`, `Code / 代码`, `接口返回码`, `Numeric Error Code`. All of it is the
/// surest; then what stands outside of brackets, inside of them, its parts, and the last words of it.
struct ColumnName {
    /// How a part of a name was found, the surest first.
    private enum Part: Int {
        case whole, outside, inside, piece, end
    }

    /// What all names are compared by: letters and digits, folded.
    let key: String
    private let parts: [(key: String, part: Part)]

    init(_ name: String) {
        key = Self.key(name)
        guard name.utf8.count <= Self.longest else {
            parts = []
            return
        }
        var parts = [(key, Part.whole)]
        let folded = Self.folded(name)
        let (outside, inside) = Self.brackets(folded)
        if !inside.isEmpty {
            parts.append((Self.keyOfFolded(outside), .outside))
            parts.append((Self.keyOfFolded(inside), .inside))
        }
        let pieces = Self.pieces(folded)
        if pieces.count > 1 { parts += pieces.map { (Self.keyOfFolded($0), .piece) } }
        parts += Self.ends(outside).map { ($0, .end) }
        // `Text for the customer` is a text.
        if let purpose = outside.firstRange(of: " for ") ?? outside.firstRange(of: " to ") {
            parts.append((Self.keyOfFolded(String(outside[..<purpose.lowerBound])), .end))
        }
        self.parts = parts.filter { !$0.0.isEmpty }
    }

    /// How surely the column has a role, the lower the surer; nil where nothing speaks for it.
    func doubt(of role: ColumnRole) -> Int? {
        var least: Int?
        for (key, part) in parts {
            guard let rank = Self.ranks[role]?[key] else { continue }
            // The status of HTTP stands next to the code of one's own.
            let isOther = role == .code && part != .whole && self.key.contains("http")
            let doubt = part.rawValue * Self.step + rank + (isOther ? 8 * Self.step : 0)
            least = min(least ?? doubt, doubt)
        }
        return least
    }

    /// Whether a role is told from the name by itself, not from a part of it among others.
    func isSurely(_ role: ColumnRole) -> Bool {
        guard let doubt = doubt(of: role) else { return false }
        return doubt < Part.piece.rawValue * Self.step
    }

    /// Whether a role is told from a part of the name, in another language or after a sign.
    func isPartly(_ role: ColumnRole) -> Bool {
        guard let doubt = doubt(of: role) else { return false }
        return doubt < Part.end.rawValue * Self.step
    }

    /// Whether the name ends like the surest ones of the code: `系统模块错误码`.
    var endsInCode: Bool { key.hasSuffix("错误码") || key.hasSuffix("错误代码") }

    /// Whether it names the description of an error, which is its name beside another description.
    var isErrorDescription: Bool { parts.contains { Self.errorDescriptions.contains($0.key) } }

    /// Whether the name is one of those that a table may have besides the surer ones.
    func isOnlyPossible(for role: ColumnRole) -> Bool {
        (doubt(of: role) ?? 0) >= Self.possible
    }

    /// Whether it names what a user is told, which is as good as a description.
    var isMessage: Bool { parts.contains { Self.messages.contains($0.key) } }

    /// Returns a name for comparing: folded, and only its letters and digits; `#` where that is all.
    static func key(_ name: String) -> String {
        // What is longer is no name of a column: a row of a document that may be a table.
        name.utf8.count <= longest ? keyOfFolded(folded(name)) : name
    }

    private static func keyOfFolded(_ name: String) -> String {
        let key = String(
            String.UnicodeScalarView(
                name.unicodeScalars.filter {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }))
        return key.isEmpty && name.contains("#") ? "#" : key
    }

    private static func folded(_ name: String) -> String {
        TextFolding.fold(Han.occurs(in: name) ? ChineseVariants.mainland(name) : name)
    }

    /// What has more bytes is no name of a column that is known.
    static let longest = 256
    private static let step = 1000
    /// Worse than any part of a surer name.
    private static let possible = 20 * step
    private static let messages = Set(ColumnRole.messages.map(keyOfFolded))
    private static let errorDescriptions = Set(ColumnRole.errorDescriptions.map(keyOfFolded))

    private static let ranks: [ColumnRole: [String: Int]] = Dictionary(
        uniqueKeysWithValues: ColumnRole.allCases.map { role in
            let sure = role.columnNames.enumerated().map { (keyOfFolded($1), $0) }
            let others = role.possibleNames.enumerated().map { (keyOfFolded($1), $0 + possible) }
            return (role, Dictionary(sure + others) { min($0, $1) })
        })

    private static func brackets(_ name: String) -> (outside: String, inside: String) {
        var (outside, inside, depth) = ("", "", 0)
        for character in name {
            switch character {
            case "(", "[", "{", "（", "【", "［", "<": depth += 1
            case ")", "]", "}", "）", "】", "］", ">": depth = max(0, depth - 1)
            default:
                if depth == 0 { outside.append(character) } else { inside.append(character) }
            }
        }
        return (outside, inside)
    }

    /// The parts of a name in two languages, or with a sign between them.
    private static func pieces(_ name: String) -> [String] {
        var pieces: [String] = []
        var piece = ""
        var isHan: Bool?
        for scalar in name.unicodeScalars {
            let isLetter = scalar.properties.isAlphabetic
            let parts = "/|,、，:：;；\\()（）[]【】".unicodeScalars.contains(scalar) || scalar == "\n"
            if parts || isLetter && isHan.map({ $0 != Han.isOfScript(scalar) }) == true {
                pieces.append(piece)
                piece = ""
                isHan = nil
            }
            if isLetter { isHan = Han.isOfScript(scalar) }
            if !parts { piece.unicodeScalars.append(scalar) }
        }
        pieces.append(piece)
        return pieces.filter { !keyOfFolded($0).isEmpty }
    }

    /// The ends of a name: its last words, or its last two to four Han characters.
    private static func ends(_ name: String) -> [String] {
        let words = name.unicodeScalars.split {
            !$0.properties.isAlphabetic && $0.properties.numericType == nil
        }
        var ends = [2, 1].filter { $0 < words.count }.map { count in
            keyOfFolded(words.suffix(count).map { String($0) }.joined())
        }
        if let last = words.last {
            let han = last.reversed().prefix(while: Han.isOfScript).count
            ends += [4, 3, 2].filter { $0 < last.count && $0 <= han }.map { String(last.suffix($0)) }
        }
        return ends
    }
}
