import KBPresentation

/// What is wrong with a command line.
///
/// ArgumentParser keeps the facts to itself and says them in English only, so they are read out of its sentences.
/// A sentence that is not known here, or is kb's own, stays as it is.
enum UsageFault: Equatable {
    case unknownOption(String)
    /// An option, as `-n <count>`.
    case missingValue(String)
    case missingArgument(String)
    case unexpectedArguments([String])
    case unexpectedValue(String, option: String)
    case invalidValue(String, argument: String, reason: String)
    /// An option of one value, which ArgumentParser itself would take twice.
    case repeatedOption(String)
    /// A sentence for people.
    case other(String)

    /// A kind of sentence.
    struct Pattern: Sendable {
        /// The sentence, with `*` for each fact.
        var sentence: String
        /// What it tells.
        var fault: @Sendable ([String]) -> UsageFault
    }

    /// What ArgumentParser says; the first pattern that fits counts.
    ///
    /// A test looks for a command line that leads to each of them.
    static let patterns = [
        Pattern(sentence: "Unknown option '*'. Did you mean '*'?") { .unknownOption($0[0]) },
        Pattern(sentence: "Unknown option '*'") { .unknownOption($0[0]) },
        Pattern(sentence: "Missing value for '*'") { .missingValue($0[0]) },
        Pattern(sentence: "Missing expected argument '*'") { .missingArgument($0[0]) },
        Pattern(sentence: "Unexpected argument '*'") { .unexpectedArguments($0) },
        Pattern(sentence: "* unexpected arguments: '*'") { facts in
            .unexpectedArguments(facts[1].split(separator: "', '").map(String.init))
        },
        Pattern(sentence: "The option '*' does not take any value, but '*' was specified.") { facts in
            .unexpectedValue(facts[1], option: facts[0])
        },
        Pattern(sentence: "The value '*' is invalid for '*'. Please provide one of *.") { facts in
            // Every other piece stands between quotation marks.
            let values = facts[2].split(separator: "'", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            let list = values.joined(separator: message(zh: "、", en: ", "))
            return .invalidValue(
                facts[0], argument: facts[1],
                reason: message(zh: "可以是 \(list)", en: "expected one of \(list)"))
        },
        Pattern(sentence: "The value '*' is invalid for '*': *") { facts in
            .invalidValue(facts[0], argument: facts[1], reason: facts[2])
        },
        Pattern(sentence: "The value '*' is invalid for '*'") { facts in
            .invalidValue(facts[0], argument: facts[1], reason: "")
        },
    ]

    init(_ sentence: String) {
        self = Self.match(sentence).map { $0.pattern.fault($0.facts) } ?? .other(sentence)
    }

    /// The pattern that a sentence follows, and what stands for each `*` of it.
    static func match(_ sentence: String) -> (pattern: Pattern, facts: [String])? {
        // What a cluster of short options means is told in two ways; the first will do.
        let line = sentence.split(separator: "\n   or: ").first.map(String.init) ?? sentence
        for pattern in patterns {
            if let facts = facts(in: line, pattern.sentence) { return (pattern, facts) }
        }
        return nil
    }

    /// What stands for each `*` of a pattern; nil where the sentence is another.
    private static func facts(in sentence: String, _ pattern: String) -> [String]? {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard let first = pieces.first, sentence.hasPrefix(first), let last = pieces.last else { return nil }
        var rest = sentence.dropFirst(first.count)
        var facts: [String] = []
        for piece in pieces.dropFirst().dropLast() {
            guard let place = rest.firstRange(of: piece) else { return nil }
            facts.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        guard rest.hasSuffix(last) else { return nil }
        return facts + [String(rest.dropLast(last.count))]
    }
}
