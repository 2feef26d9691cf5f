import ArgumentParser

/// A command that does something: all but those that only have others under them.
protocol Command: ParsableCommand {
    /// Does it.
    ///
    /// - Parameter settings: What the user has chosen for all commands.
    /// - Throws: Whatever becomes an ``ErrorReport``.
    func run(_ settings: Settings) throws
}
