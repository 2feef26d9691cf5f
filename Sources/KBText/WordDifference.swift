/// What is different between two texts, word by word; Han and other characters that no spaces part one by one.
package struct WordDifference: Sendable {
    /// A piece of the old text, of the new one, or of both.
    package enum Part: Hashable, Sendable {
        case same(String)
        case removed(String)
        case added(String)

        /// The text.
        package var text: String {
            switch self {
            case .same(let text), .removed(let text), .added(let text): text
            }
        }
    }

    /// In the order of the texts, what was removed before what was added in its place.
    package private(set) var parts: [Part] = []

    /// Longer texts are told apart as a whole: comparing them would take too long.
    private static let mostWords = 3000

    /// Compares two texts.
    package init(from old: String, to new: String) {
        let (before, after) = (Self.words(old), Self.words(new))
        guard before.count <= Self.mostWords, after.count <= Self.mostWords else {
            add(.removed(old))
            add(.added(new))
            return
        }
        var removed: Set<Int> = []
        var added: Set<Int> = []
        for change in after.difference(from: before) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): added.insert(offset)
            }
        }
        var (left, right) = (0, 0)
        while left < before.count || right < after.count {
            if removed.contains(left) {
                add(.removed(before[left]))
                left += 1
            } else if added.contains(right) {
                add(.added(after[right]))
                right += 1
            } else {
                add(.same(after[right]))
                left += 1
                right += 1
            }
        }
    }

    /// Joins a part with the last one of its kind that nothing same stands behind.
    private mutating func add(_ part: Part) {
        guard !part.text.isEmpty else { return }
        switch (parts.last, part) {
        case (.same(let text)?, .same(let more)): parts[parts.count - 1] = .same(text + more)
        case (.removed(let text)?, .removed(let more)): parts[parts.count - 1] = .removed(text + more)
        case (.added(let text)?, .added(let more)): parts[parts.count - 1] = .added(text + more)
        case (.added?, .removed(let more)):
            if parts.count > 1, case .removed(let text) = parts[parts.count - 2] {
                parts[parts.count - 2] = .removed(text + more)
            } else {
                parts.insert(part, at: parts.count - 1)
            }
        default: parts.append(part)
        }
    }

    /// A run of letters and digits is a word, and so is any other character.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var isInWord = false
        for character in text {
            let isLetter = (character.isLetter || character.isNumber) && !Han.occurs(in: String(character))
            if isInWord, isLetter {
                words[words.count - 1].append(character)
            } else {
                words.append(String(character))
            }
            isInWord = isLetter
        }
        return words
    }
}
