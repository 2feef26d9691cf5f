import ArgumentParser
import KBPresentation

/// How results are shown.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp(zh: "什么时候用颜色。", en: "When to use colour.", .when))
    var color: Terminal.Coloring?

    @Flag(help: ArgumentHelp(zh: "输出再长也不用分页器。", en: "Use no pager, however long the output is."))
    var noPager = false

    /// Standard output with these options.
    var terminal: Terminal { terminal(columns: nil) }

    /// Standard output with these options, as a pane of so many columns; nil where it is no pane.
    func terminal(columns: Int?) -> Terminal { .current(color, isPaged: !noPager, columns: columns) }
}

extension Terminal.Coloring: ExpressibleByArgument {}
