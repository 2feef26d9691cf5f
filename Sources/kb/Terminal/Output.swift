import Glibc
import KBInput
import KBPresentation

/// Standard output and standard error.
///
/// Results go to standard output, everything else to standard error. Nothing is buffered: a command writes what
/// it has to say at once, or in large pieces.
enum Output {
    /// Writes a text and a line feed to standard output.
    ///
    /// - Throws: ``OutputError`` when standard output does not take everything.
    static func write(_ text: String) throws(OutputError) {
        try send(text + "\n", to: STDOUT_FILENO)
    }

    /// Writes a sentence to standard output; on a terminal, words stay whole.
    ///
    /// - Throws: ``OutputError`` when standard output does not take everything.
    static func say(_ text: String) throws(OutputError) { try write(wrapped(text, on: STDOUT_FILENO)) }

    /// Writes lines in place of the last `count` lines of the terminal that standard output is.
    ///
    /// - Throws: ``OutputError``.
    static func redraw(_ lines: [String], over count: Int) throws(OutputError) {
        guard count > 0 else { return try write(lines.joined(separator: "\n")) }
        // Lines are cleared one by one and what is below at last, so that nothing flickers.
        let text = lines.map { "\u{1B}[2K" + $0 + "\n" }.joined()
        try send("\r\u{1B}[\(count)A\(text)\u{1B}[J", to: STDOUT_FILENO)
    }

    /// Tells something on standard error; on a terminal, words stay whole.
    ///
    /// When that fails, there is nobody left to tell.
    static func note(_ text: String) { noteAsIs(wrapped(text, on: STDERR_FILENO)) }

    /// Writes lines to standard error as they are.
    static func noteAsIs(_ text: String) {
        try? send(text + "\n", to: STDERR_FILENO)
    }

    /// Tells on standard error what to do next.
    static func hint(_ text: String) {
        note(ErrorReport.hintLabel + TerminalText.escaped(text))
    }

    /// Replaces the last line of the terminal that standard error is, without ending it.
    static func status(_ text: String) {
        try? send("\r\u{1B}[K" + text, to: STDERR_FILENO)
    }

    /// Writes a text to an open file.
    ///
    /// - Throws: ``OutputError`` when the file does not take everything.
    static func send(_ text: String, to file: Int32) throws(OutputError) {
        var text = text
        let failure = text.withUTF8 { OpenFile.write(UnsafeRawBufferPointer($0), to: file) }
        if let failure { throw OutputError(code: failure.code) }
    }

    /// Writes bytes to an open file.
    ///
    /// - Throws: ``OutputError`` when the file does not take everything.
    static func send(_ bytes: UnsafeRawBufferPointer, to file: Int32) throws(OutputError) {
        if let failure = OpenFile.write(bytes, to: file) { throw OutputError(code: failure.code) }
    }

    /// Writes bytes to an open file.
    ///
    /// - Throws: ``OutputError`` when the file does not take everything.
    static func send(_ bytes: [UInt8], to file: Int32) throws(OutputError) {
        let failure = bytes.withUnsafeBytes { OpenFile.write($0, to: file) }
        if let failure { throw OutputError(code: failure.code) }
    }

    /// A text in lines of the terminal that a file is; as it is where that is none.
    private static func wrapped(_ text: String, on file: Int32) -> String {
        guard let width = Terminal.width(of: file) else { return text }
        // A path that takes more than a line is left to the terminal, from which it can be copied in one piece.
        let isLong = text.split(whereSeparator: { !$0.isASCII || $0.isWhitespace })
            .contains { $0.utf8.count > width }
        return isLong ? text : LineWrapping.wrap(text, width: width).joined(separator: "\n")
    }
}
