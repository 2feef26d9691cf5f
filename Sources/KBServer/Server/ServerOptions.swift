/// How the server is run.
package struct ServerOptions: Sendable {
    /// Where requests come in.
    package enum Address: Hashable, Sendable {
        /// An address in digits, and a port; 0 is any free one.
        case network(String, port: Int)
        /// The path of a Unix socket.
        case unix(String)
        /// The socket that systemd has opened.
        case systemd

        /// Whether only programs of this machine get there.
        var isLocal: Bool {
            switch self {
            case .network(let host, _): host.hasPrefix("127.") || host == "::1"
            case .unix: true
            case .systemd: false
            }
        }
    }

    /// How fast somebody may ask: so many at once, and so many a second after that.
    package struct Rate: Hashable, Sendable {
        package var most: Double
        package var perSecond: Double

        package init(most: Double, perSecond: Double) { (self.most, self.perSecond) = (most, perSecond) }
    }

    /// The file.
    package var path: String
    /// The version of the program.
    package var version: String
    package var address = Address.network("127.0.0.1", port: 8732)
    /// Further names by which people come, with a port or without.
    package var hosts: [String] = []
    /// What stands before every path; empty, or such as `/kb`.
    package var basePath = ""
    package var isReadOnly = false
    /// Whether reading needs a token, too.
    package var isPrivate = false
    /// The header in which a proxy says who the reader is; nil believes none.
    package var userHeader: String?
    /// Who writes where nobody has a token.
    package var author = ""
    /// The file of tokens.
    package var tokens: String
    /// How long to wait for another program's lock, in seconds.
    package var timeout: Double = 5
    /// After so many seconds a read is stopped.
    package var longestRead: Double = 2
    package var reads = Rate(most: 200, perSecond: 50)
    package var writes = Rate(most: 20, perSecond: 1)
    /// The most open connections; others wait.
    package var mostConnections = 1000
    /// The most clients that follow changes.
    package var mostFollowers = 200
    /// So long a client may take for its headers, and then for the body, in seconds.
    package var longestHeaders = 10
    package var longestBody = 30
    /// So long a client may take nothing, or next to nothing, of an answer, in seconds.
    package var longestStall = 30
    /// Whether what people search for stands in the log.
    package var logsQueries = false

    /// Makes options with their usual values.
    package init(path: String, version: String) {
        self.path = path
        self.version = version
        tokens = path + ".tokens"
    }

    /// The most bytes of all headers.
    static let mostHeaders = 16 << 10
    /// The most bytes of a path with its query.
    static let longestTarget = 8 << 10
    /// The most bytes of a body; a log, and a note, may be longer.
    static let mostBody = 64 << 10
    static let mostLog = 4 << 20
    /// A tool takes 256 kB of a log, whose signs JSON may write as several.
    static let mostMessage = 1 << 20
    /// A note has at most a million bytes, each of which a form may write as three.
    static let mostNote = 3_200_000
}
