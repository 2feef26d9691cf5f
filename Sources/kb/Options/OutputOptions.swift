import ArgumentParser

/// How results are shown.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp(zh: "什么时候用颜色。", en: "When to use colour.", .when))
    var color: Terminal.Coloring = .auto

    /// Standard output with these options.
    var terminal: Terminal { .current(color) }
}

extension Terminal.Coloring: ExpressibleByArgument {}
