import Glibc

/// How many files the process may have open: each connection is one, and so is each of SQLite's.
struct FileLimit {
    /// Threads that wait for sockets, each with three files.
    var loops: Int
    /// Connections of SQLite, each with its file, and a log, a journal or a temporary file beside it.
    var databases: Int

    /// What is left for the file of tokens, synchronising, and what is open since the start.
    private static let others = 24
    /// With fewer clients at once nobody is served well.
    private static let fewestClients = 8

    private var own: Int { loops * 3 + databases * 4 + Self.others }

    /// Raises the limit as far as the system permits.
    ///
    /// - Parameter most: The most clients that are wanted.
    /// - Returns: So many can be served at once. More wait until others leave.
    /// - Throws: ``ListeningSocket/Fault/fewFiles(limit:least:)``.
    func clients(most: Int) throws -> Int {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return most }
        if limit.rlim_cur < limit.rlim_max {
            limit.rlim_cur = min(limit.rlim_max, max(limit.rlim_cur, rlim_t(own + most)))
            setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        }
        let left = Int(clamping: limit.rlim_cur) - own
        guard left >= Self.fewestClients else {
            throw ListeningSocket.Fault.fewFiles(
                limit: Int(clamping: limit.rlim_cur), least: own + Self.fewestClients)
        }
        return min(most, left)
    }
}
