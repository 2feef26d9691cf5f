import Glibc
import KBPresentation

/// A signal ended the command.
struct Interrupted: Error {
    var signal: Int32

    /// Says so and ends the process with the status that a shell gives to one killed by the signal.
    func printAndExit() -> Never {
        Output.note(ProgressText.interrupted)
        exit(128 + signal)
    }
}
