/// How wide the columns of a table of codes are.
///
/// Where there is little room, what tells most has it: code, count and share, then the name, the class, a bar, and
/// what the class is called.
package struct ScanLayout {
    /// The columns of the longest bar; 0 where there is no room for one.
    package private(set) var bar: Int

    private var code: Int
    private var name: Int
    private var kind: Int
    private var hasKindNames = false
    private let count: Int
    private let share: Int

    private static let gap = 2
    private static let shortestName = 12
    private static let longestName = 44
    private static let shortestBar = 8
    private static let longestBar = 40

    package init(_ rows: [ScanRow], _ total: ScanRow, width: Int) {
        func widest(_ text: (ScanRow) -> String) -> Int { rows.map { DisplayWidth.of(text($0)) }.max() ?? 0 }
        count = DisplayWidth.of(total.count)
        share = max(DisplayWidth.of(total.share), widest(\.share))
        var room = width - count - share - 2 * Self.gap
        code = min(widest(\.code), room)
        room -= code
        /// Takes a column with the gap before it, if there is room for it.
        func take(_ columns: Int) -> Int {
            guard columns > 0, room >= columns + Self.gap else { return 0 }
            room -= columns + Self.gap
            return columns
        }
        let longest = min(widest(\.name), Self.longestName)
        name = take(min(longest, Self.shortestName))
        kind = take(widest(\.kind))
        bar = take(Self.shortestBar)
        // What is left makes them longer, in the same order.
        if name > 0 {
            let more = min(room, longest - name)
            name += more
            room -= more
        }
        let more = widest(\.kindName) - kind
        if kind > 0, room >= more {
            kind += more
            hasKindNames = true
            room -= more
        }
        if bar > 0 { bar = min(bar + room, Self.longestBar) }
        // The word that begins the line of the sum has the room of all these columns.
        if name + kind == 0 { code = max(code, min(DisplayWidth.of(total.code), code + room)) }
    }

    package func code(_ row: ScanRow) -> String { Self.fitted(row.code, to: code) }

    package func name(_ row: ScanRow) -> String { Self.fitted(row.name, to: name) }

    package func kind(_ row: ScanRow) -> String {
        Self.fitted(hasKindNames ? row.kindName : row.kind, to: kind)
    }

    /// The count and the share, set to the right.
    package func numbers(_ row: ScanRow) -> String {
        let gap = String(repeating: " ", count: Self.gap)
        return Self.right(row.count, to: count) + gap + Self.right(row.share, to: share)
    }

    /// The line of the sum.
    package func total(_ total: ScanRow) -> String {
        let columns = [code, name, kind].filter { $0 > 0 }.map { $0 + Self.gap }.reduce(0, +)
        return DisplayWidth.padded(total.code, to: columns) + numbers(total)
    }

    private static func fitted(_ text: String, to width: Int) -> String {
        width == 0 ? "" : DisplayWidth.padded(Table.cut(text, to: width), to: width)
    }

    private static func right(_ text: String, to width: Int) -> String {
        String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
    }
}
