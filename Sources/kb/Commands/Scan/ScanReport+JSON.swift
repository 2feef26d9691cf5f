import KBLogs
import KBPresentation
import KBText

extension ScanReport {
    /// Prints an object for each code, then for each of several logs, then for each piece of time.
    func writeJSON(_ logs: [ScannedLog], _ counts: CodeCounts, _ names: ScanNames) throws {
        let codes = ordered(try describe(mostFrequent(counts.codes, atMost: .max), counts, names))
        var objects = codes.map { code in
            var members = JSONValue.members(of: code, ofLines: counts.linesWithCode)
            if mostPaths > 0 {
                let paths = code.paths.map { path, count in
                    JSONValue.object([("path", .string(path)), ("count", .number(count))])
                }
                members.append(("paths", .array(paths)))
            }
            if question.samples > 0 { members.append(("samples", .strings(code.samples))) }
            return JSONValue.object(members)
        }
        if logs.count > 1 { objects += logs.map(json) }
        if let unit { objects += ScanPiece.list(counts.details, by: unit).map(json) }
        try Output.write(objects.map(\.text).joined(separator: "\n"))
        for remark in ScanText.remarks(counts) { Output.note(remark) }
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
