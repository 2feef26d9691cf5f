import Glibc
import KBPresentation

/// Asks before something is lost.
enum Confirmation {
    /// Goes on where somebody says yes, or the command line has said it.
    ///
    /// - Parameters:
    ///   - loss: What will be lost, as a sentence without its full stop.
    ///   - isGiven: Whether the command line says yes.
    /// - Throws: ``Unconfirmed`` where nobody says yes, or there is nobody to ask.
    static func ask(_ loss: String, _ isGiven: Bool) throws(Unconfirmed) {
        if isGiven { return }
        guard isatty(STDIN_FILENO) != 0, isatty(STDERR_FILENO) != 0 else {
            throw Unconfirmed(loss: loss, isRefused: false)
        }
        Output.status(loss + message(zh: "。确定吗？[y/N] ", en: ". Continue? [y/N] "))
        let answer = (readLine() ?? "").lowercased()
        guard ["y", "yes", "是", "好"].contains(answer) else {
            throw Unconfirmed(loss: loss, isRefused: true)
        }
    }
}
