import Glibc

/// Standard output could not be written.
package struct OutputError: ReportableError {
    /// Whether the reader has closed the pipe, which is its right.
    package var isClosedPipe: Bool
    /// The system's words.
    package var reason: String

    /// An error of the system.
    package init(code: Int32) {
        isClosedPipe = code == EPIPE
        reason = String(cString: strerror(code))
    }

    package var report: ErrorReport {
        if isClosedPipe { return ErrorReport([], .done) }
        return ErrorReport(
            [message(zh: "写标准输出失败：\(reason)", en: "write error on standard output: \(reason)")], .inputOutput)
    }
}
