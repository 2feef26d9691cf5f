import ArgumentParser

/// The options of usual queries, which ``Query/init(usual:)`` reads by itself and ``QueryCommand`` declares.
enum UsualOption: String, CaseIterable {
    case book, limit, explain, json, db

    /// Its place among all.
    var place: Int {
        switch self {
        case .book: 0
        case .limit: 1
        case .explain: 2
        case .json: 3
        case .db: 4
        }
    }

    /// Its other name, which a value may follow without a space.
    var letter: Character? {
        switch self {
        case .book: "b"
        case .limit: "n"
        case .explain, .json, .db: nil
        }
    }

    var takesValue: Bool { self != .explain && self != .json }

    /// Its names for ArgumentParser.
    var names: NameSpecification {
        letter.map { .letter($0, rawValue) } ?? .customLong(rawValue)
    }

    /// Reads a word of a command line.
    ///
    /// - Parameter word: Such as `--json`, `--limit`, `--limit=3`, `-n` or `-n3`.
    /// - Returns: The option, and the value that the word has; nil for any other word.
    static func read(_ word: String) -> (option: UsualOption, value: Substring?)? {
        if word.hasPrefix("--") {
            let parts = word.dropFirst(2).split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            return parts.first.flatMap { UsualOption(rawValue: String($0)) }.map {
                ($0, parts.dropFirst().first)
            }
        }
        let letter = word.dropFirst().first
        guard let option = allCases.first(where: { $0.letter != nil && $0.letter == letter }) else {
            return nil
        }
        let value = word.dropFirst(2)
        return (option, value.isEmpty ? nil : value)
    }
}

extension NameSpecification {
    /// A letter, which the value may follow without a space as in `-n3`, and a long name.
    static func letter(_ letter: Character, _ long: String) -> NameSpecification {
        [.customShort(letter, allowingJoined: true), .customLong(long)]
    }
}
