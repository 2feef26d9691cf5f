import KBCore

/// A place where files of a team leave their logs: a folder, a git host, whatever a program knows.
///
/// It keeps entries and never changes one; it knows nothing of what they say.
package protocol LogRemote {
    /// How far each log is there.
    ///
    /// - Throws: ``RemoteFailure``.
    func state() throws -> RemoteState

    /// Gives the entries of logs to `body`, each log's in order; `body` gets some at a time.
    ///
    /// What is damaged there comes as it is: the hashes show it.
    ///
    /// - Throws: ``RemoteFailure``, or what `body` throws.
    func pull(_ ranges: [LogRange], _ body: ([LogSegment]) throws -> Void) throws

    /// Adds entries and documents, all or none of a batch.
    ///
    /// Segments that are there already, or overlap what is there, change nothing.
    ///
    /// - Throws: ``RemoteFailure``.
    func push(_ batch: LogBatch) throws

    /// The document of an edition; nil where it is not there.
    ///
    /// - Parameters:
    ///   - sha256: Its SHA-256, as 64 hexadecimal digits.
    ///   - log: The log that names it.
    /// - Returns: Its bytes.
    /// - Throws: ``RemoteFailure``.
    func document(_ sha256: String, of log: String) throws -> [UInt8]?
}

/// What a remote has.
package struct RemoteState: Sendable {
    /// How far each log is there.
    package var vector: LogVector = [:]
    /// Logs that cannot be read there, with the reason.
    package var faults: [String: LogFault] = [:]

    package init() {}
}

/// Entries of one log.
package struct LogRange: Hashable, Sendable {
    /// The UUID of the log.
    package var log: String
    /// The entry before the first.
    package var after: Int
    /// The last entry.
    package var last: Int
}

/// What is added to a remote at once.
package struct LogBatch: Sendable {
    /// Entries, each log's in order.
    package var segments: [LogSegment] = []
    /// Documents of editions that the entries name, by their SHA-256.
    package var documents: [String: [UInt8]] = [:]

    package init() {}

    /// The size of all lines, in bytes.
    var size: Int { segments.reduce(0) { $0 + $1.lines.reduce(0) { $0 + $1.utf8.count } } }
}

/// Why a remote did not do what was asked.
package enum RemoteFailure: Error, Hashable, Sendable {
    /// It cannot be reached, or has ended the conversation; the text is what the system or the program says.
    case unreachable(String)
    /// It does not take what is sent there.
    case refused(String)
    /// It has another state of a log by now than a moment ago.
    case changedMeanwhile
    /// Another kb is synchronising with it.
    case busy
    /// The program that speaks to it is not there.
    case noProgram(String)
    /// The program that speaks to it does not keep to the protocol.
    case badProgram(String)
}
