import ArgumentParser

/// How results are shown.
struct OutputOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Colour: auto, always or never.", valueName: "when"))
    var color: Terminal.Coloring = .auto

    /// Standard output with these options.
    var terminal: Terminal { .current(color) }
}

extension Terminal.Coloring: ExpressibleByArgument {}
