import ArgumentParser

/// A command that prints what it has read once it has read everything.
protocol ReadingCommand: ParsableCommand {}
extension QueryCommand: ReadingCommand {}
extension ShowCommand: ReadingCommand {}
extension ListCommand: ReadingCommand {}
extension StatsCommand: ReadingCommand {}
