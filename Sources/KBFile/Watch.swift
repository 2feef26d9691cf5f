import GRDB
import GRDBSQLite
import Glibc
import Synchronization

/// Tells SQLite's progress handler when to stop.
final class Watch: Sendable {
    private let longest: Double?
    private let isOver: (@Sendable () -> Bool)?
    /// When the read that is going on must end, in nanoseconds; 0 for never.
    private let deadline = Atomic<UInt64>(0)

    init(_ longest: Double?, _ isOver: (@Sendable () -> Bool)?) {
        self.longest = longest
        self.isOver = isOver
    }

    /// A read begins.
    func begin() {
        guard let longest else { return }
        deadline.store(Self.now() + UInt64(longest * 1e9), ordering: .relaxed)
    }

    /// The read has ended.
    func end() {
        deadline.store(0, ordering: .relaxed)
    }

    /// Ends what a connection does, which may live no longer than this.
    func look(after db: Database) {
        sqlite3_progress_handler(
            db.sqliteConnection, 20_000,
            { context in
                guard let context else { return 0 }
                return Unmanaged<Watch>.fromOpaque(context).takeUnretainedValue().mustStop ? 1 : 0
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    var mustStop: Bool {
        let deadline = deadline.load(ordering: .relaxed)
        return deadline != 0 && Self.now() > deadline || isOver?() == true
    }

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}
