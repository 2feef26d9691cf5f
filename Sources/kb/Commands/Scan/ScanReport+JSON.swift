import KBLogs
import KBPresentation
import KBText

extension ScanReport {
    /// Prints an object for each code, then for each of several logs, then for each piece of time.
    func writeJSON(_ logs: [ScannedLog], _ counts: CodeCounts, _ names: ScanNames) throws {
        let codes = ordered(try describe(mostFrequent(counts.codes, atMost: .max), counts, names))
        var objects = codes.map { json($0, counts) }
        if logs.count > 1 { objects += logs.map(json) }
        if let unit { objects += ScanPiece.list(counts.details, by: unit).map(json) }
        try Output.write(objects.map(\.text).joined(separator: "\n"))
        for remark in ScanText.remarks(counts) { Output.note(remark) }
    }

    private func json(_ code: ScannedCode, _ counts: CodeCounts) -> JSONValue {
        var members: [(String, JSONValue)] = [
            JSONValue.format,
            ("code", .string(code.text)),
            ("book", .optional(code.code?.reference.book)),
            ("name", .optional(code.code?.name)),
            ("class", .optional(code.kind?.number)),
            ("count", .number(code.count)),
            ("share", .real((Double(code.count) / Double(counts.linesWithCode) * 1e6).rounded() / 1e6)),
            ("notes", .number(code.notes.count)),
        ]
        if mostPaths > 0 {
            members.append(
                (
                    "paths",
                    .array(
                        code.paths.map {
                            .object([("path", .string($0.path)), ("count", .number($0.count))])
                        })
                ))
        }
        if question.samples > 0 { members.append(("samples", .array(code.samples.map { .string($0) }))) }
        return .object(members)
    }

    private func json(_ log: ScannedLog) -> JSONValue {
        let codes = Dictionary(log.counts.codes.map { ($0.code, $0.count) }, uniquingKeysWith: +)
        return .object([
            JSONValue.format, ("log", .string(log.path)), ("lines", .number(log.counts.lines)),
            ("codes", json(codes)),
        ])
    }

    private func json(_ piece: ScanPiece) -> JSONValue {
        .object([
            JSONValue.format, ("time", .string(TimeText.utc(piece.start))), ("codes", json(piece.codes)),
        ])
    }

    private func json(_ codes: [String: Int]) -> JSONValue {
        .object(codes.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
    }
}
