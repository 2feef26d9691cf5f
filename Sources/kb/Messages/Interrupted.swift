import Glibc
import KBPresentation

/// A signal ended the command.
struct Interrupted: Error {
    var signal: Int32

    /// Says so and ends the process with the status that a shell gives to one killed by the signal.
    func printAndExit() -> Never {
        Output.note(message(zh: "错误：中断，什么都没有导入", en: "error: interrupted, nothing was imported"))
        exit(128 + signal)
    }
}
