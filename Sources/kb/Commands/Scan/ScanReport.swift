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
            let lines = try table(counts, names, on: output.terminal, atMost: .max)
            if let drawn { return try Output.redraw(lines, over: drawn) }
            return try Pager.show(lines.joined(separator: "\n"), on: output.terminal)
        }
        let codes = try names.describe(chosen(counts.codes, atMost: .max))
        try Output.write(codes.map { json($0, counts).text }.joined(separator: "\n"))
        for remark in ScanText.remarks(counts) { Output.note(remark) }
    }

    private func table(
        _ counts: CodeCounts, _ names: ScanNames, on terminal: Terminal, atMost height: Int
    ) throws -> [String] {
        let found = counts.codes
        var limit = height
        while true {
            let shown = try names.describe(chosen(found, atMost: limit))
            let table = ScanTable(shown, of: found.count, counts, hasNames: names.isOpen, on: terminal)
            if table.lines.count <= height || shown.isEmpty { return table.lines }
            limit = shown.count - 1
        }
    }

    /// The most frequent codes, in the order that was asked for.
    private func chosen(_ codes: [CodeCounts.Code], atMost limit: Int) -> [CodeCounts.Code] {
        let sorted = codes.sorted { $0.count == $1.count ? Self.isBefore($0, $1) : $0.count > $1.count }
        let chosen = sorted.prefix(max(0, min(limit, top ?? .max)))
        return order == .count ? Array(chosen) : chosen.sorted(by: Self.isBefore)
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
    private static func isBefore(_ first: CodeCounts.Code, _ second: CodeCounts.Code) -> Bool {
        switch (Int(first.code), Int(second.code)) {
        case (let first?, let second?) where first != second: first < second
        case (_?, nil): true
        case (nil, _?): false
        default: first.code < second.code
        }
    }
}
