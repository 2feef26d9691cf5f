/// Finds the ways to read typed letters as pinyin.
struct PinyinParser {
    /// Which readings are wanted.
    enum Kind {
        case syllables
        case initials
        case mixed
    }

    private static let mostParses = 16
    private static let mostTokens = 128

    private let tokens: [PinyinToken]

    /// Nil when `text` cannot be pinyin, nor part of it unless it `isWhole`.
    init?(_ text: String, isWhole: Bool = true) {
        guard let tokens = PinyinToken.tokens(of: text, limit: Self.mostTokens),
            !isWhole || tokens.contains(where: { $0.letter != nil })
        else { return nil }
        self.tokens = tokens
    }

    /// One unit and the reading of the rest; readings share their ends, so that no text makes them explode.
    private struct Node {
        var unit: Pinyin.Unit
        var next: Int?
        /// Initials count most, then units.
        var cost: Int
    }

    /// What a reading of the rest contains; bits, to be the index of a list of readings.
    private enum Contents {
        static let syllable = 1
        static let initial = 2
        static let count = 4
    }

    /// The readings from one place on, best first: for each kind of contents, nodes (nil at the end).
    private typealias Readings = [[Int?]]

    /// Tells whether all tokens can be read.
    func isReadable(_ kind: Kind) -> Bool { reached(kind).isReached[tokens.count] }

    /// What can be read from the places that some reading of what is before them leads to, and which these are.
    private func reached(_ kind: Kind) -> (steps: [[Step]], isReached: [Bool]) {
        var steps = [[Step]](repeating: [], count: tokens.count)
        var isReached = [Bool](repeating: false, count: tokens.count + 1)
        isReached[0] = true
        for start in tokens.indices where isReached[start] {
            steps[start] = self.steps(from: start, kind)
            for step in steps[start] { isReached[step.end] = true }
        }
        return (steps, isReached)
    }

    /// The best readings of all tokens, from the end to the start (dynamic programming).
    func parses(_ kind: Kind) -> [[Pinyin.Unit]] {
        let (steps, isReached) = reached(kind)
        // Most words are none: kubernetes has no initials to the end.
        guard isReached[tokens.count] else { return [] }
        var nodes: [Node] = []
        var readings = [Readings](
            repeating: Readings(repeating: [], count: Contents.count), count: tokens.count + 1)
        readings[tokens.count][0] = [nil]
        for start in tokens.indices.reversed() where isReached[start] {
            if tokens[start] == .boundary {
                readings[start] = readings[start + 1]
            } else {
                extend(&readings, &nodes, at: start, with: steps[start])
            }
        }

        let wanted =
            switch kind {
            case .syllables: Contents.syllable
            case .initials: Contents.initial
            case .mixed: Contents.syllable | Contents.initial
            }
        return readings[0][wanted].map { first in
            var units: [Pinyin.Unit] = []
            var current = first
            while let index = current {
                units.append(nodes[index].unit)
                current = nodes[index].next
            }
            return units
        }
    }

    private typealias Step = (unit: Pinyin.Unit?, end: Int, contents: Int)

    /// What can be read from `start` on; a boundary is passed without a unit.
    private func steps(from start: Int, _ kind: Kind) -> [Step] {
        switch tokens[start] {
        case .boundary: [(nil, start + 1, 0)]
        // A tone number is read with the syllable before it, so nothing begins here.
        case .tone: []
        case .han(let scalar): [(.han(scalar), start + 1, 0)]
        case .letter:
            (kind == .initials ? [] : syllables(at: start)) + (kind == .syllables ? [] : initials(at: start))
        }
    }

    private func extend(
        _ readings: inout [Readings], _ nodes: inout [Node], at start: Int, with steps: [Step]
    ) {
        var found: [(contents: Int, node: Node)] = []
        for step in steps {
            guard let unit = step.unit else { continue }
            let stepCost = step.contents == Contents.initial ? 1001 : 1
            for (contents, rests) in readings[step.end].enumerated() {
                for rest in rests {
                    let cost = stepCost + (rest.map { nodes[$0].cost } ?? 0)
                    found.append((contents | step.contents, Node(unit: unit, next: rest, cost: cost)))
                }
            }
        }
        // Among equals the order of the steps stays: longer syllables first.
        let best = found.enumerated().sorted {
            ($0.element.node.cost, $0.offset) < ($1.element.node.cost, $1.offset)
        }
        for (_, (contents, node)) in best where readings[start][contents].count < Self.mostParses {
            readings[start][contents].append(nodes.count)
            nodes.append(node)
        }
    }

    /// The syllables that begin at `start`, longest first; a tone number belongs to the syllable before it.
    private func syllables(at start: Int) -> [Step] {
        var steps: [Step] = []
        var letters: [UInt8] = []
        for index in start..<min(tokens.count, start + 6) {
            guard let letter = tokens[index].letter else { break }
            letters.append(letter)
            // The likeliest spelling stands last, as the steps are turned round.
            for spelling in Self.spellings(letters).reversed() where PinyinTable.isSyllable(spelling) {
                var end = index + 1
                if end < tokens.count, tokens[end] == .tone { end += 1 }
                let name = String(decoding: spelling, as: UTF8.self)
                steps.append((.syllable(name), end, Contents.syllable))
            }
        }
        return steps.reversed()
    }

    private func initials(at start: Int) -> [Step] {
        guard let letter = tokens[start].letter else { return [] }
        let name = String(UnicodeScalar(letter))
        var steps: [Step] = []
        if ["z", "c", "s"].contains(name), start + 1 < tokens.count,
            tokens[start + 1] == .letter(UInt8(ascii: "h"))
        {
            steps.append((.initial(name + "h"), start + 2, Contents.initial))
        }
        // No syllable begins with i, u or v.
        if !["i", "u", "v"].contains(name) {
            steps.append((.initial(name), start + 1, Contents.initial))
        }
        return steps
    }

    /// The syllables that letters may be typed for, the likeliest first: `lu` is `lu`, and `lv` typed without a v;
    /// `lyu` is `lv` as passports have it.
    private static func spellings(_ letters: [UInt8]) -> [[UInt8]] {
        let standard = standardSpelling(letters)
        guard letters.first == UInt8(ascii: "l") || letters.first == UInt8(ascii: "n"), letters.count > 1
        else { return [standard] }
        if letters.count == 2, letters[1] == UInt8(ascii: "u") {
            return [standard, [letters[0], UInt8(ascii: "v")]]
        }
        if letters.count > 2, letters[1] == UInt8(ascii: "y"), letters[2] == UInt8(ascii: "u") {
            return [[letters[0], UInt8(ascii: "v")] + letters[3...]]
        }
        return [standard]
    }

    /// `lue` → `lve`, `nue` → `nve`; `jv` → `ju`, as u after j, q, x, y always is ü.
    private static func standardSpelling(_ letters: [UInt8]) -> [UInt8] {
        var letters = letters
        switch (letters.first, letters.count) {
        case (UInt8(ascii: "l"), 3), (UInt8(ascii: "n"), 3):
            if letters[1] == UInt8(ascii: "u") && letters[2] == UInt8(ascii: "e") {
                letters[1] = UInt8(ascii: "v")
            }
        case (UInt8(ascii: "j"), 2...), (UInt8(ascii: "q"), 2...), (UInt8(ascii: "x"), 2...),
            (UInt8(ascii: "y"), 2...):
            if letters[1] == UInt8(ascii: "v") { letters[1] = UInt8(ascii: "u") }
        default: break
        }
        return letters
    }
}

/// Typed text taken apart for reading it as pinyin.
enum PinyinToken: Equatable {
    /// A letter a…z, `v` for ü.
    case letter(UInt8)
    /// A tone number.
    case tone
    /// A place where a syllable ends.
    case boundary
    case han(Unicode.Scalar)

    var letter: UInt8? {
        if case .letter(let letter) = self { letter } else { nil }
    }

    /// The tokens of `text`; nil when it has other characters or more than `limit`.
    static func tokens(of text: String, limit: Int) -> [PinyinToken]? {
        var tokens: [PinyinToken] = []
        for scalar in text.unicodeScalars {
            guard tokens.count < limit else { return nil }
            let value = (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            switch value {
            case 0x41...0x5A:
                tokens.append(.letter(UInt8(value + 0x20)))
            case 0x61...0x7A:
                tokens.append(.letter(UInt8(value)))
            case 0x30...0x35:
                tokens.append(.tone)
            case 0x3A, 0x308:
                // `u:`, and ü in decomposed form.
                guard tokens.last == .letter(UInt8(ascii: "u")) else { return nil }
                tokens[tokens.count - 1] = .letter(UInt8(ascii: "v"))
            case 0x300, 0x301, 0x302, 0x304, 0x30C:
                guard tokens.last?.letter != nil else { return nil }
            case 0x20, 0x09, 0x3000, 0x27, 0x2018, 0x2019, 0x2D, 0x2010, 0xB7:
                tokens.append(.boundary)
            default:
                if let letter = plainLetter(scalar) {
                    tokens.append(.letter(letter))
                } else if Han.contains(scalar) {
                    tokens.append(.han(scalar))
                } else {
                    return nil
                }
            }
        }
        return tokens
    }

    /// The letter under a tone mark.
    private static func plainLetter(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar {
        case "ā", "á", "ǎ", "à", "Ā", "Á", "Ǎ", "À": UInt8(ascii: "a")
        case "ō", "ó", "ǒ", "ò", "Ō", "Ó", "Ǒ", "Ò": UInt8(ascii: "o")
        case "ē", "é", "ě", "è", "ê", "Ē", "É", "Ě", "È", "Ê": UInt8(ascii: "e")
        case "ī", "í", "ǐ", "ì", "Ī", "Í", "Ǐ", "Ì": UInt8(ascii: "i")
        case "ū", "ú", "ǔ", "ù", "Ū", "Ú", "Ǔ", "Ù": UInt8(ascii: "u")
        case "ǖ", "ǘ", "ǚ", "ǜ", "ü", "Ǖ", "Ǘ", "Ǚ", "Ǜ", "Ü": UInt8(ascii: "v")
        case "ń", "ň", "ǹ": UInt8(ascii: "n")
        case "ɡ": UInt8(ascii: "g")
        default: nil
        }
    }
}
