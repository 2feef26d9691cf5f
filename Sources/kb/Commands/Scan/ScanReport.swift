import ArgumentParser
import KBCore
import KBLogs
import KBPresentation
import KBText

/// What is printed of the codes in logs.
struct ScanReport {
    /// How codes are sorted.
    enum Order: String, ExpressibleByArgument {
        case count, code
    }

    let names: ScanNames
    let order: Order
    /// The most codes to print; nil for all.
    let top: Int?
    let isJSON: Bool
    let output: OutputOptions
    let settings: Settings

    /// Where it is printed; as large as it is now.
    var terminal: Terminal { output.terminal(settings) }

    /// Prints the counts.
    ///
    /// With `drawn` they take the place of that many lines that were drawn on the terminal before, and no pager is used.
    /// Counting may have taken long: where the knowledge base cannot be read, they are printed without names.
    ///
    /// - Throws: ``NoCodes`` when there are none; ``StoreError``, ``OutputError``.
    func print(_ counts: CodeCounts, over drawn: Int? = nil) throws {
        guard counts.linesWithCode > 0 else { throw NoCodes(lines: counts.lines) }
        do {
            try write(counts, names, over: drawn)
        } catch let error as StoreError {
            try write(counts, names.closed, over: drawn)
            throw error
        }
        if let path = names.missingStore { Output.hint(ScanText.noNames(path)) }
    }

    /// The lines of the table, not more than `height`; as many codes are left out as that takes.
    func table(_ counts: CodeCounts, on terminal: Terminal, atMost height: Int) throws -> [String] {
        try table(counts, names, on: terminal, atMost: height)
    }

    private func write(_ counts: CodeCounts, _ names: ScanNames, over drawn: Int?) throws {
        guard isJSON else {
            let lines = try table(counts, names, on: terminal, atMost: .max)
            if let drawn { return try Output.redraw(lines, over: drawn) }
            return try Pager.show(lines.joined(separator: "\n"), on: terminal)
        }
        let codes = ordered(try names.describe(mostFrequent(names.named(counts.codes), atMost: .max)))
        try Output.write(codes.map { json($0, counts).text }.joined(separator: "\n"))
        for remark in ScanText.remarks(counts) { Output.note(remark) }
    }

    private func table(
        _ counts: CodeCounts, _ names: ScanNames, on terminal: Terminal, atMost height: Int
    ) throws -> [String] {
        let found = try names.named(counts.codes)
        let known = try names.describe(mostFrequent(found, atMost: height))
        func lines(of count: Int) -> [String] {
            let shown = ordered(known.prefix(count))
            return ScanTable(shown, of: found.count, counts, hasNames: names.isOpen, on: terminal).lines
        }
        let all = lines(of: known.count)
        guard all.count > height else { return all }
        // Notes make some codes take several lines: the most that fit are found by halving.
        var (fitting, tooMany) = (0, known.count)
        while tooMany - fitting > 1 {
            let middle = fitting + (tooMany - fitting) / 2
            if lines(of: middle).count <= height { fitting = middle } else { tooMany = middle }
        }
        return lines(of: fitting)
    }

    /// The most frequent codes, the most frequent first.
    private func mostFrequent(_ codes: [CodeCounts.Code], atMost limit: Int) -> [CodeCounts.Code] {
        let sorted = codes.sorted {
            $0.count == $1.count ? Self.isBefore($0.code, $1.code) : $0.count > $1.count
        }
        return Array(sorted.prefix(max(0, min(limit, top ?? .max))))
    }

    /// Codes, the most frequent first, in the order that was asked for.
    private func ordered(_ codes: some Collection<ScannedCode>) -> [ScannedCode] {
        order == .count ? Array(codes) : codes.sorted { Self.isBefore($0.text, $1.text) }
    }

    private func json(_ code: ScannedCode, _ counts: CodeCounts) -> JSONValue {
        .object([
            JSONValue.format,
            ("code", .string(code.text)),
            ("book", .optional(code.code?.reference.book)),
            ("name", .optional(code.code?.name)),
            ("class", .optional(code.kind?.number)),
            ("count", .number(code.count)),
            ("share", .real((Double(code.count) / Double(counts.linesWithCode) * 1e6).rounded() / 1e6)),
            ("notes", .number(code.notes.count)),
        ])
    }

    /// Numbers by their value and before all else.
    private static func isBefore(_ first: String, _ second: String) -> Bool {
        switch (Int(first), Int(second)) {
        case (let first?, let second?) where first != second: first < second
        case (_?, nil): true
        case (nil, _?): false
        default: first < second
        }
    }
}
