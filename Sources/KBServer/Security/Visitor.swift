import Glibc
import KBText
import Synchronization

/// Whoever asks, and what they may do.
struct Visitor: Sendable {
    /// In whose name is written; empty for nobody.
    var author: String
    var mayRead: Bool
    var mayWrite: Bool
    /// By what requests are counted.
    var key: String
    /// Whether somebody is known, by a token or by a proxy.
    var isKnown: Bool
}

/// Knows visitors by their tokens.
final class Door: Sendable {
    private struct State {
        var stamp: FileStamp?
        var tokens: [AccessToken] = []
        var isRead = false
    }

    /// The name of the cookie that holds a token after a login.
    static let cookie = "kb_token"
    private let options: ServerOptions
    private let file: TokenFile
    private let state = Mutex(State())

    init(_ options: ServerOptions) {
        self.options = options
        file = TokenFile(options.tokens)
    }

    /// Whether there are tokens, so that writing needs one.
    func hasTokens() throws -> Bool { try !tokens().isEmpty }

    /// The tokens, read anew where the file has changed: one that was removed is shut out at once.
    private func tokens() throws -> [AccessToken] {
        try state.withLock { state in
            let stamp = file.stamp
            if !state.isRead || state.stamp != stamp {
                state.isRead = false
                state.tokens = try file.list()
                state.stamp = stamp
                state.isRead = true
            }
            return state.tokens
        }
    }

    /// The token of a word.
    ///
    /// - Throws: ``WebError/badToken`` where there is none, or its time is over.
    func token(_ word: String) throws -> AccessToken {
        let digest = AccessToken.digest(of: word)
        var found: AccessToken?
        // All are looked at, so that the time tells nothing about which is the one.
        for token in try tokens() where AccessToken.isEqual(token.digest, digest) { found = token }
        guard let found, found.expires.map({ $0 > time(nil) }) ?? true else { throw WebError.badToken }
        return found
    }

    /// Who asks.
    ///
    /// - Throws: ``WebError/badToken``: a wrong token is never taken for none.
    func visitor(_ request: WebRequest) throws -> Visitor {
        let address = address(of: request)
        let canWrite = !options.isReadOnly
        if let header = request.header("authorization") {
            let parts = header.split(separator: " ", maxSplits: 1)
            guard parts.count == 2, parts[0].lowercased() == "bearer" else { throw WebError.badToken }
            let token = try token(String(parts[1]))
            return Visitor(
                author: token.author, mayRead: true, mayWrite: canWrite && token.scope == .write,
                key: "token " + token.id, isKnown: true)
        }
        guard !request.headers.contains(where: { $0.name == "authorization" }) else {
            throw WebError.badToken
        }
        if let word = request.cookie(Self.cookie), let token = try? token(word) {
            // A cookie that is no good any more is the same as none: there is a page to log in again.
            return Visitor(
                author: token.author, mayRead: true, mayWrite: canWrite && token.scope == .write,
                key: "token " + token.id, isKnown: true)
        }
        if let name = options.userHeader, request.peer.isOnThisMachine {
            let user = request.header(name.lowercased()).map { TokenAuthor.oneLine($0) } ?? ""
            return Visitor(
                author: user, mayRead: !user.isEmpty || !options.isPrivate,
                mayWrite: canWrite && !user.isEmpty,
                key: user.isEmpty ? address : "user " + user, isKnown: !user.isEmpty)
        }
        // What a proxy passes on comes from anywhere, whoever is at the other end of this connection.
        let isPassedOn = request.headers.contains {
            ["forwarded", "via", "x-forwarded-for"].contains($0.name)
        }
        let needsToken =
            try options.isPrivate || hasTokens() || !request.peer.isOnThisMachine || isPassedOn
        return Visitor(
            author: options.author, mayRead: !options.isPrivate, mayWrite: canWrite && !needsToken,
            key: address, isKnown: false)
    }

    /// The address by which somebody is counted; a proxy of this machine tells those of its clients.
    private func address(of request: WebRequest) -> String {
        if options.userHeader != nil || request.peer == .local, request.peer.isOnThisMachine,
            let last = request.list("x-forwarded-for").last, last.utf8.count < 64
        {
            return last
        }
        switch request.peer {
        case .address(let text): return text
        case .local: return "local"
        }
    }
}

/// Names of people that come from outside.
package enum TokenAuthor {
    /// A name on one line without anything that hides or reorders, of at most 100 characters.
    package static func oneLine(_ name: String) -> String {
        let words = name.split {
            $0.isWhitespace || $0.unicodeScalars.contains { HarmfulCharacters.contains($0.value) }
        }
        return String(words.joined(separator: " ").prefix(100))
    }
}
