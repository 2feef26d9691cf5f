import Foundation
import KBCore

/// A query, and the codes of which any answers it.
struct Judgement {
    /// The kind that asks for nothing of the book.
    static let nonsense = "nonsense"

    var kind: String
    var query: String
    var book: String
    /// Empty where finding nothing is right.
    var codes: Set<CodeReference>

    var isNonsense: Bool { codes.isEmpty }

    /// Reads `kind query book codes`, tab-separated, after a header; `-` stands for no code.
    static func read(_ url: URL) throws -> [Judgement] {
        try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 4 else { throw CocoaError(.fileReadCorruptFile) }
            let codes = fields[3] == "-" ? [] : fields[3].split(separator: ",").map(String.init)
            return Judgement(
                kind: fields[0], query: fields[1], book: fields[2],
                codes: Set(codes.map { CodeReference(book: fields[2], code: $0) }))
        }
    }

    /// How good an answer is, best result first.
    func grade(_ answer: [CodeReference]) -> Grade {
        if isNonsense { return answer.isEmpty ? .first : .miss }
        guard let place = answer.firstIndex(where: codes.contains) else { return .miss }
        return place == 0 ? .first : place < 3 ? .amongThree : .miss
    }
}

/// Where the right code stands in an answer; for nonsense an empty answer is the first place.
enum Grade {
    case first
    case amongThree
    case miss
}
