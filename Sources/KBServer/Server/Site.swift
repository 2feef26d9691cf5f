import KBCore
import KBPresentation
import KBText

/// The whole server but for the network: a request comes in, and an answer goes out.
///
/// Calls block until they are done; any number of threads may make them.
package final class Site: Sendable {
    let base: ServerBase
    let door: Door
    let links: Links
    package let metrics = Metrics()
    private let reads: RateLimiter
    private let writes: RateLimiter

    /// Opens the knowledge base.
    ///
    /// - Throws: ``StoreError``, ``TokenFile/Fault``.
    package init(_ options: ServerOptions) throws {
        base = try ServerBase(options)
        door = Door(options)
        links = Links(base: options.basePath)
        reads = RateLimiter(options.reads)
        writes = RateLimiter(options.writes)
        _ = try hasTokens()
    }

    /// Whether there are tokens, so that writing takes one.
    ///
    /// - Throws: ``TokenFile/Fault``.
    package func hasTokens() throws -> Bool { try door.hasTokens() }

    /// The most bytes that the body of a request may have.
    func mostBody(_ request: WebRequest) -> Int {
        let path = request.path
        if path.hasSuffix("/scan") { return ServerOptions.mostLog }
        if path.hasSuffix("/mcp") { return ServerOptions.mostMessage }
        if path.contains("/note") || path.hasSuffix("/annotations") { return ServerOptions.mostNote }
        return ServerOptions.mostBody
    }

    /// Whether a request is let in as far as can be told by its head, so that no body is read of one that is not.
    func refusal(of request: WebRequest, at place: Gate.Place) -> WebResponse? {
        Language.$current.withValue(language(of: request)) {
            do {
                try checkHead(request, Gate(place: place, names: base.options.hosts))
                return nil
            } catch {
                return finished(faultPage(error, request, path: [], visitor: nil, origin: ""), request)
            }
        }
    }

    private func checkHead(_ request: WebRequest, _ gate: Gate) throws {
        try gate.check(host: request.header("host"))
        guard request.target.utf8.count <= ServerOptions.longestTarget else { throw WebError.longTarget }
        guard ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"].contains(request.method) else {
            throw WebError.wrongMethod(allowed: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"])
        }
        // A program that sends its token by itself is not led by a page of another site.
        if request.header("authorization") == nil { try gate.check(origin: request) }
    }

    /// The answer to a request.
    ///
    /// - Parameters:
    ///   - request: The request with its body.
    ///   - place: Where it came in.
    /// - Returns: The answer, whatever happened.
    package func answer(_ request: WebRequest, at place: Gate.Place) -> WebResponse {
        Language.$current.withValue(language(of: request)) {
            let origin = origin(of: request)
            var (path, visitor): ([String], Visitor?) = ([], nil)
            do {
                try checkHead(request, Gate(place: place, names: base.options.hosts))
                path = try parts(of: request)
                let known = try door.visitor(request)
                visitor = known
                // What an assistant asks is counted as a write where it writes.
                let isReading = request.isSafe || path.last == "scan" || path == ["mcp"]
                try (isReading ? reads : writes).count(known.key)
                let call = Call(
                    request: request, path: path, query: try Fields(request.query), visitor: known,
                    base: base,
                    links: links, metrics: metrics, origin: origin)
                guard known.mayRead || Self.isOpen(path) else { throw WebError.needsToken }
                return finished(try route(call), request)
            } catch {
                return finished(
                    faultPage(error, request, path: path, visitor: visitor, origin: origin), request)
            }
        }
    }

    /// Whether a path is there for everybody: what a login needs, and what watches the server.
    private static func isOpen(_ path: [String]) -> Bool {
        guard let first = path.first else { return false }
        return ["healthz", "readyz", "robots.txt", "favicon.ico"].contains(first)
            || first == "-" && path.count == 2
                && (path[1] == "login" || path[1].hasSuffix(".css") || path[1].hasSuffix(".js"))
    }

    private func finished(_ response: WebResponse, _ request: WebRequest) -> WebResponse {
        var response = response
        SecurityHeaders.add(to: &response)
        if case .bytes(let bytes) = response.body, request.method == "HEAD" {
            response.set("content-length", String(bytes.count))
            response.body = .bytes([])
        }
        return response
    }

    // MARK: - What a request says of itself

    /// The language: that of the link that was followed last, or else the first that the browser prefers.
    func language(of request: WebRequest) -> Language {
        if let cookie = request.cookie("kb_lang"), let language = Language(rawValue: cookie) {
            return language
        }
        var best: (language: Language, weight: Double)?
        for part in request.list("accept-language") {
            let pieces = part.split(separator: ";")
            guard let name = pieces.first?.lowercased() else { continue }
            let weight =
                pieces.dropFirst().lazy.compactMap { piece -> Double? in
                    let text = piece.trimmedOfSpace
                    return text.hasPrefix("q=") ? Double(text.dropFirst(2)) : nil
                }.first ?? 1
            let language: Language? =
                name.hasPrefix("zh") ? .zh : name.hasPrefix("en") || name == "*" ? .en : nil
            if let language, weight > best?.weight ?? 0 { best = (language, weight) }
        }
        return best?.language ?? .en
    }

    /// The scheme and the host that a browser has for this server.
    private func origin(of request: WebRequest) -> String {
        let isSecure = request.peer.isOnThisMachine && request.header("x-forwarded-proto") == "https"
        return (isSecure ? "https://" : "http://") + HTML.escaped(request.header("host") ?? "localhost")
    }

    /// The parts of the path below what stands before all paths.
    private func parts(of request: WebRequest) throws -> [String] {
        var path = request.path
        guard path.hasPrefix("/") else { throw WebError.noPage }
        if !links.base.isEmpty {
            guard path.hasPrefix(links.base),
                path.dropFirst(links.base.count).first.map({ $0 == "/" }) ?? true
            else { throw WebError.noPage }
            path = path.dropFirst(links.base.count)
        }
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
        let decoded = try parts.map { try Fields.decoded($0, plusIsSpace: false) }
        return decoded.last == "" ? decoded.dropLast() : decoded
    }

    // MARK: - Ways

    private func route(_ call: Call) throws -> WebResponse {
        switch call.path.first {
        case "api": return try API(call).answer()
        case "mcp" where call.path.count == 1 && AssistantEndpoint.takes(call.request):
            let (writes, key) = (writes, call.visitor.key)
            return try AssistantEndpoint(call: call) { try writes.count(key) }.answer()
        case "healthz" where call.path.count == 1: return WebResponse(text: "ok\n")
        case "readyz" where call.path.count == 1: return try ready()
        case "metrics" where call.path.count == 1:
            return WebResponse(text: metrics.text, type: "text/plain; version=0.0.4; charset=utf-8")
        default: return try Pages(call, door: door).answer()
        }
    }

    /// Whether the file opens and the index answers.
    private func ready() throws -> WebResponse {
        do {
            try base.read { _ = try Searcher($0).search("404", Searcher.Options(limit: 1)) }
            let failing = metrics.failingRemotes
            // It serves what it has all the same.
            return WebResponse(
                text: "ready\n"
                    + (failing.isEmpty ? "" : "not synchronised: \(failing.joined(separator: ", "))\n"))
        } catch {
            var response = WebResponse(503, text: WebFault(error).text + "\n")
            response.set("retry-after", "1")
            return response
        }
    }

    /// The answer to a request that failed: a page for people, a problem for programs.
    private func faultPage(
        _ error: any Error, _ request: WebRequest, path: [String], visitor: Visitor?, origin: String
    ) -> WebResponse {
        let fault = WebFault(error)
        metrics.refused(fault.kind)
        let wantsPage = request.list("accept").contains { $0.hasPrefix("text/html") }
        guard wantsPage, !["api", "mcp"].contains(path.first), let visitor, fault.status != 421 else {
            return fault.problem
        }
        let call = Call(
            request: request, path: path, query: (try? Fields(request.query)) ?? Fields(), visitor: visitor,
            base: base, links: links, metrics: metrics, origin: origin)
        if case .needsToken? = error as? WebError, request.isSafe {
            return WebResponse(
                redirectTo: "\(links.base)/-/login?" + Fields.query([("back", call.address())]), status: 302)
        }
        return Pages(call, door: door).faultPage(fault)
    }
}
