import Glibc

/// Where standard output goes, and what can be shown there.
struct Terminal: Hashable, Sendable {
    /// When output is coloured.
    enum Coloring: String, CaseIterable {
        case auto, always, never
    }

    /// How a piece of text is set off.
    enum Style: String {
        case bold = "\u{1B}[1m"
        case dim = "\u{1B}[2m"
        case match = "\u{1B}[1;31m"
    }

    /// Whether standard output is a terminal.
    var isInteractive: Bool
    /// The columns of a line: 40 to 200.
    var width: Int
    /// Whether text is styled.
    var hasColor: Bool

    /// Returns `text` in a style, or as it is where there is no colour.
    func styled(_ text: some StringProtocol, _ style: Style) -> String {
        hasColor && !text.isEmpty ? style.rawValue + text + "\u{1B}[0m" : String(text)
    }
}

extension Terminal {
    /// The terminal of this process.
    ///
    /// `COLUMNS` comes before what the terminal says, and 80 where neither does. Under `auto`, `NO_COLOR`
    /// (<https://no-color.org>) turns colour off, then `CLICOLOR_FORCE` turns it on.
    static func current(_ coloring: Coloring) -> Terminal {
        let isInteractive = isatty(STDOUT_FILENO) == 1
        let width = environment("COLUMNS").flatMap(Int.init) ?? (isInteractive ? reportedWidth : nil) ?? 80
        let hasColor =
            switch coloring {
            case .always: true
            case .never: false
            case .auto where environment("NO_COLOR") != nil: false
            case .auto where environment("CLICOLOR_FORCE") ?? "0" != "0": true
            case .auto: isInteractive && environment("TERM") ?? "dumb" != "dumb"
            }
        return Terminal(isInteractive: isInteractive, width: min(max(width, 40), 200), hasColor: hasColor)
    }

    private static var reportedWidth: Int? {
        var size = winsize()
        guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    private static func environment(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}
