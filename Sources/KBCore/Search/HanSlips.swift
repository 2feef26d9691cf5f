import KBIndex
import KBText

/// What Han text may have been meant as two of whose characters are swapped, or one of which stands twice.
///
/// Where a character is missing or wrong, the rest is enough for the relaxed tier, or the sound tells which.
struct HanSlips {
    /// Shorter runs are as likely another word, and of longer ones most pairs are right.
    private static let lengths = 3...8

    private let vocabulary: Vocabulary

    init(_ vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
    }

    /// The forms of a text with one such change, all of whose pairs occur.
    func forms(of text: String) throws -> [WordForm] {
        let scalars = Array(text.unicodeScalars)
        var forms: [WordForm] = []
        for (run, isHan) in Han.runs(of: scalars) where isHan && Self.lengths.contains(run.count) {
            for place in run.dropLast() {
                var changed = scalars
                if scalars[place] == scalars[place + 1] {
                    changed.remove(at: place)
                } else {
                    changed.swapAt(place, place + 1)
                }
                let form = String(scalars: changed)
                guard !forms.contains(where: { $0.text == form }), try vocabulary.holdsAll(of: form) else {
                    continue
                }
                let end = run.upperBound - (scalars.count - changed.count)
                let step = SearchResult.Step(
                    kind: .spelling, from: String(scalars: scalars[run]),
                    to: String(scalars: changed[run.lowerBound..<end]))
                forms.append(WordForm(text: form, steps: [step]))
            }
        }
        return forms
    }
}
