import KBCore

/// The passages of a code that are offered for an annotation: its name, then the sentences of its description.
struct BrowsePassages {
    let all: [String]

    init(_ code: Code) {
        var sentences: [String] = []
        var sentence = ""
        var last: Character = " "
        for character in code.description {
            // A full stop ends a sentence only before a space, and not in the middle of 1.1.
            let isEnd = "。！？；\n\r\n".contains(last) || (".!?;".contains(last) && character == " ")
            if isEnd {
                sentences.append(sentence)
                sentence = ""
            }
            if !(sentence.isEmpty && character.isWhitespace) { sentence.append(character) }
            last = character
        }
        all = [code.name] + (sentences + [sentence]).map(Self.trimmed).filter { !$0.isEmpty }
    }

    /// The passage that an answer means: its number, or its words.
    func passage(_ answer: String) -> String {
        Int(answer).flatMap { all.indices.contains($0 - 1) ? all[$0 - 1] : nil } ?? answer
    }

    /// A sentence without what ends it.
    private static func trimmed(_ sentence: String) -> String {
        var sentence = sentence
        while let last = sentence.last, last.isWhitespace || "。；.;".contains(last) { sentence.removeLast() }
        return sentence
    }
}
