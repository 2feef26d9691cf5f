/// The reader of `errcodes.txt`, from which PostgreSQL and the databases that come from it are built
/// (<https://github.com/postgres/postgres/blob/master/src/backend/utils/errcodes.txt>).
///
/// A line is `SQLSTATE E/W/S MACRO [name]`, where a class begins `Section: …`, and remarks begin with `#`. A state that
/// stands on several lines is one code with several macros.
struct ErrcodesReader {
    private enum Row {
        case section(String)
        case state(State)
    }

    private struct State {
        let code: String
        let level: String
        var macros: [String]
        var name: String?
        var line = 0

        func entry(in section: String) -> Entry {
            let fields = [
                ("level", level), ("constant", macros.joined(separator: ", ")), ("section", section),
            ]
            return Entry(
                code: code, name: name ?? macros[0], description: "",
                fields: fields.filter { !$1.isEmpty }.map { EntryField(name: $0, text: $1) }, line: line)
        }
    }

    // The states of a section stand together, so that no more are kept.
    private static let mostOfSection = 10_000

    let bytes: UnsafeRawBufferPointer
    let start: Int

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var lines = Lines(bytes, from: start)
        var section = ""
        var states: [State] = []
        var places: [String: Int] = [:]
        func finish() {
            for state in states where register.failure == nil {
                register.admit(state.entry(in: section), body)
            }
            (states, places) = ([], [:])
        }
        while register.failure == nil, let line = lines.next() {
            register.pass(line.start)
            guard let words = words(of: line) else { continue }
            switch Self.row(words) {
            case .section(let title):
                finish()
                section = title
            case .state(var state):
                if let place = places[state.code] {
                    states[place].macros += state.macros
                    states[place].name = states[place].name ?? state.name
                } else {
                    if states.count == Self.mostOfSection { finish() }
                    places[state.code] = states.count
                    state.line = line.number
                    states.append(state)
                }
            case nil:
                register.report(.missingCode(found: words.joined(separator: " ")), line: line.number)
            }
        }
        finish()
    }

    /// Whether the first line that is no remark and begins no section is one of a state.
    func startsWithRow(within limit: Int) -> Bool {
        var lines = Lines(UnsafeRawBufferPointer(rebasing: bytes.prefix(limit)), from: start)
        while let line = lines.next() {
            guard let words = words(of: line) else { continue }
            switch Self.row(words) {
            case .section: continue
            case .state(let state): return state.macros[0].hasPrefix("ERRCODE_")
            case nil: return false
            }
        }
        return false
    }

    /// The words of a line; nil for a blank one and for a remark.
    private func words(of line: Line) -> [String]? {
        let words = copied(bytes, from: line.start, to: min(line.end, line.start + 4096))
            .split(whereSeparator: \.isWhitespace).map { String($0) }
        return words.isEmpty || words[0].hasPrefix("#") ? nil : words
    }

    private static func row(_ words: [String]) -> Row? {
        if words[0] == "Section:" { return .section(words.dropFirst().joined(separator: " ")) }
        guard 3...4 ~= words.count, words[0].utf8.count == 5, let level = levels[words[1]],
            words[0].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) })
        else { return nil }
        return .state(
            State(code: words[0], level: level, macros: [words[2]], name: words.count > 3 ? words[3] : nil))
    }

    private static let levels = ["E": "error", "W": "warning", "S": "success"]
}
