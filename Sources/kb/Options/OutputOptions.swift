import ArgumentParser
import KBPresentation

/// How results are shown.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp(zh: "什么时候用颜色。", en: "When to use colour.", .when))
    var color: Terminal.Coloring?

    @Flag(help: ArgumentHelp(zh: "输出再长也不用分页器。", en: "Do not use a pager."))
    var noPager = false

    /// Standard output with these options.
    ///
    /// - Parameters:
    ///   - settings: What applies where no option says it.
    ///   - columns: The columns of a pane; nil where it is no pane.
    /// - Returns: The terminal.
    func terminal(_ settings: Settings, columns: Int? = nil) -> Terminal {
        .current(settings, color, isPaged: !noPager, columns: columns)
    }
}

extension Terminal.Coloring: ExpressibleByArgument {}
