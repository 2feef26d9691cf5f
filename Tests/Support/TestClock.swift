import Foundation
import GRDBSQLite

/// What time it is for whatever writes to a file.
///
/// SQLite asks the operating system through a table of functions, one of which is replaced here: kb, and any tool that
/// runs in this process, gets the time of the clock that its thread has set.
package enum TestClock {
    /// So many milliseconds the clock is ahead.
    @TaskLocal private static var advance: Int64 = 0

    private typealias Asking =
        @convention(c) (UnsafeMutablePointer<sqlite3_vfs>?, UnsafeMutablePointer<sqlite3_int64>?) -> Int32

    /// What SQLite asks without this; set once.
    private static let usual: Asking? = {
        guard let system = sqlite3_vfs_find(nil) else { return nil }
        let usual = system.pointee.xCurrentTimeInt64
        system.pointee.xCurrentTimeInt64 = { system, time in
            let status = TestClock.usual?(system, time) ?? SQLITE_ERROR
            time?.pointee += TestClock.advance
            return status
        }
        return usual
    }()

    /// Runs `body` with a clock that is `advance` milliseconds ahead, or behind where it is negative.
    package static func run<T>(ahead advance: Int64, _ body: () throws -> T) rethrows -> T {
        _ = usual
        return try $advance.withValue(advance, operation: body)
    }
}
