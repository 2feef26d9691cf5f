import Glibc
import KBText

/// Standard output, which has answers, and standard error, which people read.
enum Output {
    /// Writes an answer.
    static func write(_ answer: JSONValue) { send(answer.text + "\n", to: STDOUT_FILENO) }

    /// Writes a text that is no answer.
    static func say(_ text: String) { send(text, to: STDOUT_FILENO) }

    /// Tells people something.
    static func note(_ text: String) { send(text + "\n", to: STDERR_FILENO) }

    /// Writes a text; where nobody reads it, this program ends.
    private static func send(_ text: String, to file: Int32) {
        var text = text
        text.withUTF8 { bytes in
            var rest = UnsafeRawBufferPointer(bytes)[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(file, part.baseAddress, part.count)
                if count >= 0 { rest = rest.dropFirst(count) } else if errno != EINTR { exit(1) }
            }
        }
    }
}
