import Dispatch
import GRDB
import Glibc
import Synchronization

/// The connections of one open file: one that writes, and others that read beside it.
///
/// The first connection does everything as long as one thread at a time asks, which is all that a command line needs. The
/// first read that finds it busy opens another one; from then on reads leave the first to writes, as long as there are
/// others. So reads go on while an import runs, and no read holds a write up.
final class ConnectionPool: Sendable {
    /// What a connection is wanted for.
    private enum Use {
        case reading, writing
    }

    /// A connection while a thread has it.
    private final class Lease: @unchecked Sendable {
        let thread = pthread_self()
        let connection: Connection
        // Only the thread that has the lease uses it.
        var database: Database?

        init(_ connection: Connection) { self.connection = connection }
    }

    private struct State {
        var isWriterIdle = true
        var idleReaders: [Connection] = []
        /// Those that are open, or being opened.
        var readers = 0
        var mostReaders: Int
        var leases: [Lease] = []
        var waiting: [(use: Use, semaphore: DispatchSemaphore)] = []
    }

    private let writer: Connection
    private let openReader: @Sendable () throws -> Connection?
    private let state: Mutex<State>

    /// Makes a pool around an open connection.
    ///
    /// - Parameters:
    ///   - writer: The connection that writes.
    ///   - mostReaders: The most other connections.
    ///   - openReader: Opens another one; nil where that cannot be, so that reads share the first.
    init(
        _ writer: Connection, mostReaders: Int = ConnectionPool.usualReaders,
        openReader: @escaping @Sendable () throws -> Connection?
    ) {
        self.writer = writer
        self.openReader = openReader
        state = Mutex(State(mostReaders: mostReaders))
    }

    /// One for each processor, and some for reads that take long; each has a cache of up to 16 MB.
    static var usualReaders: Int { min(16, max(4, sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }

    /// What is kept with the connection that this thread has, or else with the first.
    var attachments: Attachments { (lease?.connection ?? writer).attachments }

    /// What stays compiled on that connection.
    var statements: KeptStatements { (lease?.connection ?? writer).statements }

    /// What ends the reads of the connection that this thread has, or else of the first.
    var watch: Watch? { (lease?.connection ?? writer).watch }

    /// Runs `body` on any connection.
    ///
    /// - Parameters:
    ///   - body: What is read.
    ///   - nested: Runs instead where the thread has a connection of the pool already.
    /// - Returns: What `body` or `nested` returns.
    /// - Throws: What they throw.
    func read<T>(
        _ body: (Database, Connection) throws -> T, nested: (Database) throws -> T
    ) throws -> T {
        if let lease, let database = lease.database { return try nested(database) }
        return try run(on: try take(.reading), body)
    }

    /// Runs `body` on the connection that writes.
    ///
    /// - Throws: ``NestedAccess`` where the thread has a connection already, besides what `body` throws.
    func write<T>(_ body: (Database, Connection) throws -> T) throws -> T {
        guard lease == nil else { throw NestedAccess() }
        return try run(on: try take(.writing), body)
    }

    /// Runs `body` on the connection that writes, unless it is busy.
    ///
    /// - Returns: Nil where it is.
    func writeIfIdle<T>(_ body: (Database, Connection) throws -> T) throws -> T? {
        guard lease == nil else { return nil }
        let isIdle = state.withLock { state in
            defer { state.isWriterIdle = false }
            return state.isWriterIdle
        }
        return isIdle ? try run(on: lease(writer), body) : nil
    }

    /// Closes the connections that no thread is using and that need it.
    func close(where needsIt: (Database) -> Bool) {
        let idle = state.withLock { state in
            (state.isWriterIdle ? [writer] : []) + state.idleReaders
        }
        for connection in idle where connection.inDatabase(needsIt) { connection.close() }
    }

    /// A thread wants to write that reads or writes already: it would wait for itself.
    struct NestedAccess: Error {}

    private var lease: Lease? {
        let thread = pthread_self()
        return state.withLock { state in state.leases.first { pthread_equal($0.thread, thread) != 0 } }
    }

    private func run<T>(on lease: Lease, _ body: (Database, Connection) throws -> T) throws -> T {
        defer { give(lease) }
        return try lease.connection.inDatabase { db in
            lease.database = db
            defer { lease.database = nil }
            return try body(db, lease.connection)
        }
    }

    private enum Next {
        case connection(Connection)
        case open
        case wait(DispatchSemaphore)
    }

    private func take(_ use: Use) throws -> Lease {
        while true {
            switch state.withLock({ Self.next(&$0, use, writer) }) {
            case .connection(let connection): return lease(connection)
            case .wait(let semaphore): semaphore.wait()
            case .open:
                do {
                    if let reader = try openReader() { return lease(reader) }
                    state.withLock { state in
                        state.readers -= 1
                        state.mostReaders = state.readers
                        Self.wake(&state)
                    }
                } catch {
                    state.withLock { state in
                        state.readers -= 1
                        Self.wake(&state)
                    }
                    throw error
                }
            }
        }
    }

    private static func next(_ state: inout State, _ use: Use, _ writer: Connection) -> Next {
        if use == .reading {
            if let reader = state.idleReaders.popLast() { return .connection(reader) }
            if state.readers > 0 || !state.isWriterIdle, state.readers < state.mostReaders {
                state.readers += 1
                return .open
            }
        }
        if state.isWriterIdle, use == .writing || state.mostReaders == 0 || state.readers == 0 {
            state.isWriterIdle = false
            return .connection(writer)
        }
        let semaphore = DispatchSemaphore(value: 0)
        state.waiting.append((use, semaphore))
        return .wait(semaphore)
    }

    private func lease(_ connection: Connection) -> Lease {
        let lease = Lease(connection)
        state.withLock { $0.leases.append(lease) }
        return lease
    }

    private func give(_ lease: Lease) {
        state.withLock { state in
            state.leases.removeAll { $0 === lease }
            if lease.connection === writer {
                state.isWriterIdle = true
            } else {
                state.idleReaders.append(lease.connection)
            }
            Self.wake(&state)
        }
    }

    /// Lets those look again that have waited longest: one that reads, and one that writes.
    private static func wake(_ state: inout State) {
        for use in [Use.writing, .reading] {
            guard let index = state.waiting.firstIndex(where: { $0.use == use }) else { continue }
            state.waiting.remove(at: index).semaphore.signal()
        }
    }
}
