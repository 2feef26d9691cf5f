import ArgumentParser
import KBPresentation

/// A command that works with a wrong configuration file too, because it needs none or is to fix it.
protocol SelfContainedCommand: ParsableCommand {}
extension KB: SelfContainedCommand {}
extension CompletionsCommand: SelfContainedCommand {}
extension ExitStatusTopic: SelfContainedCommand {}
extension ManualCommand: SelfContainedCommand {}
extension ConfigCommand.Show: SelfContainedCommand {}
extension ConfigCommand.Set: SelfContainedCommand {}
extension ConfigCommand.Unset: SelfContainedCommand {}
