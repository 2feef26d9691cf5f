import KBText

/// A request as it came, without how it came.
package struct WebRequest: Sendable {
    /// Who is at the other end of the connection.
    package enum Peer: Hashable, Sendable {
        /// An address of the network, such as `127.0.0.1`.
        case address(String)
        /// A program of this machine, through a Unix socket.
        case local

        /// Whether the peer is on this machine.
        var isOnThisMachine: Bool {
            switch self {
            case .local: true
            case .address(let text): text.hasPrefix("127.") || text == "::1" || text.hasPrefix("::ffff:127.")
            }
        }
    }

    /// The method, in capitals.
    package var method: String
    /// The path and the query as the client sent them.
    package var target: String
    /// The headers in their order; names in small letters.
    package var headers: [(name: String, value: String)]
    package var body: [UInt8]
    package var peer: Peer

    /// Makes a request.
    package init(
        _ method: String, _ target: String, headers: [(name: String, value: String)] = [],
        body: [UInt8] = [], peer: Peer = .address("127.0.0.1")
    ) {
        self.method = method
        self.target = target
        self.headers = headers.map { ($0.name.lowercased(), $0.value) }
        self.body = body
        self.peer = peer
    }

    /// The value of a header; nil where it is not there, or there twice: which one counts would be a guess.
    func header(_ name: String) -> String? {
        let values = headers.filter { $0.name == name }
        return values.count == 1 ? values[0].value : nil
    }

    /// The elements of a header that holds a list.
    func list(_ name: String) -> [String] {
        headers.filter { $0.name == name }
            .flatMap { $0.value.split(separator: ",") }
            .map { $0.trimmed(of: { $0 == " " || $0 == "\t" }) }
    }

    /// Whether the method promises to change nothing (RFC 9110 §9.2.1).
    var isSafe: Bool { ["GET", "HEAD", "OPTIONS"].contains(method) }

    /// The path without the query.
    var path: Substring { target.prefix { $0 != "?" } }

    /// The query as the client sent it, without its question mark.
    var query: Substring { target.dropFirst(path.count).dropFirst() }

    /// The value of a cookie.
    func cookie(_ name: String) -> String? {
        for pair in headers.filter({ $0.name == "cookie" }).flatMap({ $0.value.split(separator: ";") }) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, parts[0].trimmed(of: { $0 == " " }) == name { return String(parts[1]) }
        }
        return nil
    }
}
