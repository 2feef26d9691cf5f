/// A table between lines such as `=====  ====`, under which its columns stand.
struct RSTSimpleTable {
    private static let mostColumns = 128

    // Where the columns begin.
    private let starts: [Int]
    private var borders = 1
    private var cells: [[String]] = []
    private var rowLine = 0
    /// Whether the last line has been read.
    private(set) var isAtEnd = false

    /// Takes the first line; nil where it is none of a table.
    init?(_ border: RSTLine) {
        guard border.consists(of: "= ", in: 0..<border.columns.count) else { return nil }
        starts = border.columns.indices.filter { border[$0] == "=" && ($0 == 0 || border[$0 - 1] == " ") }
        guard starts.count > 1, starts.count <= Self.mostColumns else { return nil }
    }

    /// Reads a line, without the white space before the table; `body` gets each row that is complete.
    ///
    /// A border ends the table where nothing, or a blank line, follows: then it `isLast`.
    mutating func read(_ line: RSTLine, isLast: Bool, _ body: ([String], _ line: Int) -> Void) {
        if line.consists(of: "= ", in: 0..<line.columns.count), line[0] == "=" {
            flush(body)
            borders += 1
            isAtEnd = borders == 3 || isLast
        } else if line.consists(of: "- ", in: 0..<line.columns.count), line[0] == "-" {
            // Columns of the header that go together.
        } else if let texts = texts(line) {
            // A row goes on where its first column is empty.
            if !texts[0].isEmpty { flush(body) }
            if cells.isEmpty {
                if texts.allSatisfy(\.isEmpty) { return }
                cells = starts.map { _ in [] }
                rowLine = line.number
            }
            for column in starts.indices { cells[column].append(texts[column]) }
        } else {
            isAtEnd = true
        }
        if isAtEnd { flush(body) }
    }

    /// Hands on the row that has been read.
    mutating func flush(_ body: ([String], _ line: Int) -> Void) {
        if !cells.isEmpty { body(cells.map { RSTCell($0).text }, rowLine) }
        cells = []
    }

    /// The texts of the columns; nil where a text goes over the space between them, and nothing else parts them.
    private func texts(_ line: RSTLine) -> [String]? {
        let ends = starts.dropFirst() + [max(line.columns.count, starts[starts.count - 1])]
        if zip(starts, ends).dropLast().allSatisfy({ [nil, " "].contains(line[$1 - 1]) }) {
            return zip(starts, ends).map { line.text($0..<$1) }
        }
        var texts: [String] = []
        var column = 0
        while column < line.columns.count {
            var end = column
            while end < line.columns.count, line[end] != " " || line[end + 1] != " " { end += 1 }
            if end > column { texts.append(line.text(column..<end)) }
            column = max(end, column + 1)
        }
        return texts.count == starts.count ? texts : nil
    }
}
