import KBCore
import KBLogs
import KBText

/// What may be seen of a knowledge base where a text from a log is explained.
package protocol LogExcerptBase {
    /// Whether a book may be seen.
    func sees(_ book: String) -> Bool
    /// Whether a note may be seen.
    func sees(_ note: Note) -> Bool
    /// Searches what may be seen; `literally` only for entries that say what `text` says.
    func search(
        _ text: String, in book: String?, limit: Int, literally: Bool, _ store: Store
    ) throws -> SearchAnswer
}

/// The codes in a text that somebody has copied from a log.
///
/// They are looked for where `kb scan` looks for them; lines that have none there are searched like queries, for
/// exceptions and messages stand in no fixed place.
package struct LogExcerpt {
    /// A code, and the counts that it is a part of.
    package struct Found {
        package var code: ScannedCode
        /// The first line that has it.
        package var sample: String
    }

    /// The codes, the most frequent first.
    package private(set) var found: [Found] = []
    /// The number of lines.
    package let lines: Int

    private let base: any LogExcerptBase
    private let store: Store
    private let texts: [Substring]
    /// The lines in which no code has been found.
    private var rest: [Substring] = []

    /// Takes a text.
    package init(_ text: String, _ base: any LogExcerptBase, _ store: Store) {
        (self.base, self.store) = (base, store)
        texts = text.split(whereSeparator: \.isNewline)
        lines = texts.count
    }

    /// Finds the codes where logs have them; a book's own codes anywhere.
    package mutating func scan(in book: String?) throws {
        let usual = try Codes(store).bookSlugs().first { $0 == "http" && base.sees($0) }
        let names = ScanNames(store: store, book: book ?? usual)
        let list = book == nil ? nil : try names.codeList()
        let scanner = LineScanner(.detected(JSONFields()), codes: list)
        var question = LogQuestion()
        question.samples = 1
        var counts = CodeCounts(question)
        for line in texts {
            let before = counts.linesWithCode
            scanner.count(String(line), into: &counts)
            if counts.linesWithCode == before { rest.append(line) }
        }
        guard let log = try names.nameErrors(in: [ScannedLog(path: "", counts: counts)]).first else { return }
        counts = log.counts
        let sorted = counts.codes.sorted { ($1.count, $0.code) < ($0.count, $1.code) }
        found = try names.describe(sorted).map { code in
            var code = code
            if let known = code.code, !base.sees(known.reference.book) { (code.code, code.notes) = (nil, []) }
            code.notes = code.notes.filter(base.sees)
            return Found(code: code, sample: counts.details.samples[code.text]?.first ?? "")
        }
    }

    /// Searches the lines without a code for one that they name, or whose name they have.
    package mutating func searchRest(in book: String?, most: Int) throws {
        var groups: [(text: Substring, count: Int)] = []
        var places: [String: Int] = [:]
        for line in rest {
            let key = line.filter { !$0.isNumber }
            if let place = places[key] {
                groups[place].count += 1
            } else {
                places[key] = groups.count
                groups.append((line, 1))
            }
        }
        for (text, count) in groups.prefix(most) {
            let query = String(text.suffix(300))
            let answer: SearchAnswer
            do {
                answer = try base.search(query, in: book, limit: 3, literally: true, store)
            } catch is SearchError {
                continue
            }
            guard let best = answer.results.first, best.tier <= .description else { continue }
            for result in answer.results.prefix(best.tier == .code ? 3 : 1) where result.tier == best.tier {
                add(
                    result, count: count, sample: String(text),
                    notes: answer.notes[result.code.reference] ?? [])
            }
        }
        found.sort { $0.code.count > $1.code.count }
    }

    private mutating func add(_ result: SearchResult, count: Int, sample: String, notes: [Note]) {
        let reference = result.code.reference
        if let place = found.firstIndex(where: { $0.code.code?.reference == reference }) {
            found[place].code.count += count
            return
        }
        let code = ScannedCode(
            text: reference.code, count: count, code: result.code, notes: notes, kind: CodeClass(reference))
        found.append(Found(code: code, sample: sample))
    }

    /// What `kb scan --json --samples 1` prints of a code.
    package func object(_ code: Found) -> JSONValue {
        let lines = found.reduce(0) { $0 + $1.code.count }
        return .object(
            JSONValue.members(of: code.code, ofLines: lines) + [("samples", .strings([code.sample]))])
    }
}
