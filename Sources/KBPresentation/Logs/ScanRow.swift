import KBCore

/// What the columns of a code say.
package struct ScanRow {
    package var code: String
    package var name: String
    package var kind: String
    package var kindName: String
    package var count: String
    package var share: String

    package init(_ code: ScannedCode, of total: Int, hasNames: Bool) {
        self.code = CodeText.oneLine(code.text)
        name =
            code.code.map { CodeText.oneLine($0.title) + CodeText.state(of: $0) }
            ?? (hasNames ? ScanText.unknown : "")
        kind = code.kind?.number ?? ""
        kindName = code.kind.map { "\($0.number) \($0.name)" } ?? ""
        count = Self.grouped(code.count)
        share = Self.percent(code.count, of: total)
    }

    package init(total: Int) {
        (code, name, kind, kindName) = (ScanText.total, "", "", "")
        count = Self.grouped(total)
        share = Self.percent(total, of: total)
    }

    /// The sum of a class.
    init(_ kind: CodeClass, count: Int, of total: Int) {
        (code, name) = ("", "")
        self.kind = kind.number
        kindName = "\(kind.number) \(kind.name)"
        self.count = Self.grouped(count)
        share = Self.percent(count, of: total)
    }

    /// The number with a comma before every three digits.
    package static func grouped(_ number: Int) -> String {
        KBPresentation.grouped(number, from: 1_000)
    }

    private static func percent(_ part: Int, of total: Int) -> String {
        let tenths = Int((Double(part) / Double(max(1, total)) * 1000).rounded())
        return tenths == 0 ? "<0.1%" : "\(tenths / 10).\(tenths % 10)%"
    }
}
