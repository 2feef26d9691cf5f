import KBLogs
import KBPresentation

/// Logs that could not be read, or not to their end, while others can be.
///
/// Each is told of as it is met, and does not stop the others. At the end the status is 2, as grep's is.
struct ScanFailures {
    /// How many logs there are.
    let logs: Int
    private var last: LogError?

    /// Begins with no failure.
    init(of logs: Int) {
        self.logs = logs
    }

    /// Does something with a log.
    ///
    /// - Returns: What `body` returns; nil where the log cannot be read.
    /// - Throws: Whatever else `body` throws.
    @discardableResult
    mutating func catching<Value>(_ body: () throws -> Value) throws -> Value? {
        do {
            return try body()
        } catch let error as LogError {
            last = error
            ErrorReport(error).print()
            return nil
        }
    }

    /// Prints what was found, where anything was read, and ends with a failure where there was one.
    ///
    /// - Throws: ``EndOfScan``, and whatever `body` throws.
    func finish(_ body: () throws -> Void = {}) throws {
        guard let last else { return try body() }
        do {
            try body()
        } catch let error as NoCodes where error.lines > 0 {
            ErrorReport(error).print()
        } catch is NoCodes {
        }
        throw EndOfScan(status: logs == 1 ? last.report.status : .failed)
    }

    /// A scan has ended, and all has been told.
    private struct EndOfScan: ReportableError {
        let status: ExitStatus
        var report: ErrorReport { ErrorReport([], status) }
    }
}
