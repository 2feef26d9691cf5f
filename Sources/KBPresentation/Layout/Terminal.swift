/// Where standard output goes, and what can be shown there.
package struct Terminal: Hashable, Sendable {
    /// When output is coloured.
    package enum Coloring: String, CaseIterable {
        case auto, always, never
    }

    /// How a piece of text is set off.
    ///
    /// These colours can be read on dark and on light terminals. Yellow and cyan cannot on white, nor blue on black.
    package enum Style: String {
        case bold = "\u{1B}[1m"
        case dim = "\u{1B}[2m"
        case match = "\u{1B}[1;31m"
        case red = "\u{1B}[31m"
        case green = "\u{1B}[32m"
        case magenta = "\u{1B}[35m"
    }

    /// Whether standard output is a terminal.
    package var isInteractive: Bool
    /// The columns of a line: 40 to 200, fewer in a pane of a terminal, and at least ``narrowest``.
    package private(set) var width: Int
    /// Whether text is styled.
    package var hasColor: Bool
    /// The lines of a terminal whose cursor can be moved; nil for any other and for a file or pipe.
    package var height: Int?
    /// Whether characters beyond ASCII, such as those of a bar, can be shown.
    package var hasBlocks: Bool
    /// The program that shows what is longer than the screen, and its arguments; nil for none.
    package var pager: [String]?

    /// The fewest columns that a line is wrapped to.
    package static let narrowest = 8

    package init(
        isInteractive: Bool, width: Int, hasColor: Bool, height: Int? = nil, hasBlocks: Bool = true,
        pager: [String]? = nil
    ) {
        self.isInteractive = isInteractive
        self.width = max(width, Self.narrowest)
        self.hasColor = hasColor
        self.height = height
        self.hasBlocks = hasBlocks
        self.pager = pager
    }

    /// Returns `text` in a style, or as it is where there is no colour.
    package func styled(_ text: some StringProtocol, _ style: Style) -> String {
        hasColor && !text.isEmpty ? style.rawValue + text + "\u{1B}[0m" : String(text)
    }

    /// The lines of a text that fit the terminal; each as it is where there is none.
    package func wrapped(_ text: String) -> [String] {
        isInteractive ? LineWrapping.wrap(text, width: width).map(String.init) : [text]
    }
}
