import ArgumentParser
import KBCore
import KBLogs
import KBPresentation
import KBText

/// What is printed of the codes in logs.
struct ScanReport {
    /// How codes are sorted.
    enum Order: String, CaseIterable, ExpressibleByArgument {
        case count, code
    }

    let names: ScanNames
    let order: Order
    /// The most codes to print; nil for all.
    let top: Int?
    let question: LogQuestion
    /// What a bar of the plot stands for; nil for no plot.
    let unit: ScanPiece.Unit?
    /// The most paths of a code to print.
    let mostPaths: Int
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
    func print(_ logs: [ScannedLog], over drawn: Int? = nil) throws {
        guard logs.contains(where: { $0.counts.linesWithCode > 0 }) else {
            let counts = sum(logs)
            throw NoCodes(lines: counts.lines, linesOfOtherTimes: counts.details.linesOfOtherTimes)
        }
        do {
            try write(logs, names, over: drawn)
        } catch let error as StoreError {
            try write(logs, names.closed, over: drawn)
            throw error
        }
        if let path = names.missingStore { Output.hint(ScanText.noNames(path)) }
    }

    /// The lines of the table, not more than `height`; as many codes are left out as that takes.
    func table(_ logs: [ScannedLog], on terminal: Terminal, atMost height: Int) throws -> [String] {
        let counts = try sum(names.nameErrors(in: logs))
        return try table(counts, names, kinds: names.kinds(counts.codes), on: terminal, atMost: height)
    }

    private func sum(_ logs: [ScannedLog]) -> CodeCounts {
        logs.dropFirst().reduce(into: logs.first?.counts ?? CodeCounts(question)) { $0.add($1.counts) }
    }

    private func write(_ logs: [ScannedLog], _ names: ScanNames, over drawn: Int?) throws {
        let logs = try names.nameErrors(in: logs)
        let counts = sum(logs)
        guard !isJSON else { return try writeJSON(logs, counts, names) }
        let kinds = try names.kinds(counts.codes)
        var lines = try table(counts, names, kinds: kinds, on: terminal, atMost: .max)
        if logs.count > 1 { lines += [""] + ScanLogTable(logs, kinds: kinds, on: terminal).lines }
        if let unit { lines += [""] + ScanPlot(counts.details, by: unit, kinds: kinds, on: terminal).lines }
        if let drawn { return try Output.redraw(lines, over: drawn) }
        try Pager.show(lines, on: terminal)
    }

    private func table(
        _ counts: CodeCounts, _ names: ScanNames, kinds: [String: CodeClass], on terminal: Terminal,
        atMost height: Int
    ) throws -> [String] {
        let found = counts.codes
        let known = try describe(mostFrequent(found, atMost: height), counts, names)
        func lines(of count: Int) -> [String] {
            let shown = ordered(known.prefix(count))
            return ScanTable(
                shown, of: found.count, counts, kinds: kinds, hasNames: names.isOpen, on: terminal
            ).lines
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

    /// What is known of codes, with their paths and lines.
    func describe(
        _ codes: [CodeCounts.Code], _ counts: CodeCounts, _ names: ScanNames
    ) throws -> [ScannedCode] {
        try names.describe(codes).map { code in
            var code = code
            let paths = counts.details.paths[code.text] ?? [:]
            code.paths = paths.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostPaths)
                .map { (path: $0.key, count: $0.value) }
            code.samples = Array((counts.details.samples[code.text] ?? []).prefix(question.samples))
            return code
        }
    }

    /// The most frequent codes, the most frequent first.
    func mostFrequent(_ codes: [CodeCounts.Code], atMost limit: Int) -> [CodeCounts.Code] {
        let sorted = codes.sorted {
            $0.count == $1.count ? Self.isBefore($0.code, $1.code) : $0.count > $1.count
        }
        return Array(sorted.prefix(max(0, min(limit, top ?? .max))))
    }

    /// Codes, the most frequent first, in the order that was asked for.
    func ordered(_ codes: some Collection<ScannedCode>) -> [ScannedCode] {
        order == .count ? Array(codes) : codes.sorted { Self.isBefore($0.text, $1.text) }
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
