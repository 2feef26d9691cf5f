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
    /// A sentence for people.
    case other(String)

    init(_ sentence: String) {
        // What a cluster of short options means is told in two ways; the first will do.
        let line = sentence.split(separator: "\n   or: ").first.map(String.init) ?? sentence
        func facts(_ pattern: String) -> [String]? { Self.facts(in: line, pattern) }
        if let facts = facts("Unknown option '*'. Did you mean '*'?") ?? facts("Unknown option '*'")
            ?? facts("Invalid option: *")
        {
            self = .unknownOption(facts[0])
        } else if let facts = facts("Missing value for '*'") {
            self = .missingValue(facts[0])
        } else if let facts = facts("Missing expected argument '*'") ?? facts("Missing one of: '*'") {
            self = .missingArgument(facts[0])
        } else if let facts = facts("Unexpected argument '*'") {
            self = .unexpectedArguments(facts)
        } else if let facts = facts("* unexpected arguments: '*'") {
            self = .unexpectedArguments(facts[1].split(separator: "', '").map(String.init))
        } else if let facts = facts("The option '*' does not take any value, but '*' was specified.") {
            self = .unexpectedValue(facts[1], option: facts[0])
        } else if let facts = facts("The value '*' is invalid for '*'. Please provide one of *.") {
            // Every other piece stands between quotation marks.
            let values = facts[2].split(separator: "'", omittingEmptySubsequences: false).enumerated()
                .filter { !$0.offset.isMultiple(of: 2) }.map { String($0.element) }
            let list = values.joined(separator: message(zh: "、", en: ", "))
            self = .invalidValue(
                facts[0], argument: facts[1], reason: message(zh: "可以是 \(list)", en: "it is one of \(list)"))
        } else if let facts = facts("The value '*' is invalid for '*': *") {
            self = .invalidValue(facts[0], argument: facts[1], reason: facts[2])
        } else if let facts = facts("The value '*' is invalid for '*'") {
            self = .invalidValue(facts[0], argument: facts[1], reason: "")
        } else {
            self = .other(sentence)
        }
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
