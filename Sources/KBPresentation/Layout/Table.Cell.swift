import KBText

extension Table {
    /// What stands in a row and a column.
    package enum Cell {
        /// Text that is safe to print.
        case text(String, Terminal.Style? = nil)
        /// The long text where there is room for it, else the short one.
        indirect case either(long: String, short: String)
        /// Text that may run over the empty cells after it, and does not widen its column.
        case across(String)
        /// A bar, as long as a share of its column, 0 to 1.
        case bar(Double, Terminal.Style? = nil)

        /// Stored text, which is escaped.
        package init(_ text: String) {
            self = .text(TerminalText.escaped(text, keepingNewlines: false))
        }

        /// The whole text.
        var plain: String {
            switch self {
            case .text(let text, _), .across(let text): text
            case .either(let long, _): long
            case .bar: ""
            }
        }

        var isEmpty: Bool {
            if case .bar = self { false } else { plain.isEmpty }
        }

        /// The columns that it takes, with and without its short form.
        var width: (short: Int, whole: Int) {
            switch self {
            case .text(let text, _):
                let width = DisplayWidth.of(text)
                return (width, width)
            case .either(let long, let short): return (DisplayWidth.of(short), DisplayWidth.of(long))
            case .across: return (0, 0)
            case .bar: return (0, .max)
            }
        }

        /// The text, cut or filled to a width; as it is without one.
        func text(in width: Int?, isRight: Bool = false, on terminal: Terminal) -> String {
            switch self {
            case .text(let text, let style):
                let fitted = Self.fitted(text, to: width, isRight: isRight)
                return style.map { terminal.styled(fitted, $0) } ?? fitted
            case .across(let text): return Self.fitted(text, to: width, isRight: isRight)
            case .either(let long, let short):
                let isLong = width.map { DisplayWidth.of(long) <= $0 } ?? true
                return Self.fitted(isLong ? long : short, to: width, isRight: isRight)
            case .bar(let share, let style):
                let bar = Self.bar(share * Double(width ?? 0), terminal)
                return style.map { terminal.styled(bar, $0) } ?? bar
            }
        }

        private static func fitted(_ text: String, to width: Int?, isRight: Bool) -> String {
            guard let width else { return text }
            let text = Table.cut(text, to: width)
            guard isRight else { return DisplayWidth.padded(text, to: width) }
            return String(repeating: " ", count: max(0, width - DisplayWidth.of(text))) + text
        }

        /// A bar of eighths of a column, or of number signs.
        private static func bar(_ length: Double, _ terminal: Terminal) -> String {
            guard terminal.hasBlocks else {
                return String(repeating: "#", count: max(1, Int(length.rounded())))
            }
            let eighths = max(1, Int((length * 8).rounded()))
            return String(repeating: "█", count: eighths / 8)
                + ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
        }
    }
}
