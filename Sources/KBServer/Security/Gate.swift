/// What is looked at before a request is: whether it means this server, and comes from one of its pages.
package struct Gate: Sendable {
    /// The address at which the server listens, as soon as that is known.
    package enum Place: Hashable, Sendable {
        case network(String, port: Int)
        case unix
    }

    var place: Place
    /// Further names, with a port or without.
    var names: [String]

    /// Makes sure that `Host` is a name of this server.
    ///
    /// A page of another site can give its own name this machine's address (DNS rebinding), but then sends its name.
    /// An address in digits cannot be given to anybody else.
    ///
    /// - Throws: ``WebError/wrongHost``.
    func check(host: String?) throws {
        guard let host = host?.lowercased(), let (name, port) = Self.parts(of: host) else {
            throw WebError.wrongHost
        }
        for known in names {
            guard let (knownName, knownPort) = Self.parts(of: known.lowercased()) else { continue }
            if name == knownName, knownPort == nil || knownPort == port { return }
        }
        switch place {
        case .unix:
            guard name == "localhost" else { throw WebError.wrongHost }
        case .network(let address, let bound):
            guard (port ?? 80) == bound else { throw WebError.wrongHost }
            let isLoopback = address.hasPrefix("127.") || address == "::1"
            let isAny = address == "0.0.0.0" || address == "::"
            if name == address || name == "[\(address)]" { return }
            if isLoopback || isAny, ["localhost", "127.0.0.1", "[::1]"].contains(name) { return }
            guard isAny, Self.isInDigits(name) else { throw WebError.wrongHost }
        }
    }

    /// Makes sure that what changes something was sent by a page of this server, or by no page at all.
    ///
    /// Browsers say so in `Sec-Fetch-Site`; where it is missing, as on other hosts than localhost without TLS, `Origin`
    /// must be this server. Programs send neither. It is the rule of Go's `http.CrossOriginProtection`.
    ///
    /// - Throws: ``WebError/otherOrigin``.
    func check(origin request: WebRequest) throws {
        guard !request.isSafe else { return }
        let sites = request.headers.filter { $0.name == "sec-fetch-site" }.map(\.value)
        if !sites.isEmpty {
            guard sites == ["same-origin"] || sites == ["none"] else { throw WebError.otherOrigin }
            return
        }
        let origins = request.headers.filter { $0.name == "origin" }.map(\.value)
        guard !origins.isEmpty else { return }
        guard origins.count == 1, let host = request.header("host"),
            ["http://" + host.lowercased(), "https://" + host.lowercased()].contains(origins[0].lowercased())
        else { throw WebError.otherOrigin }
    }

    /// The name and the port of `name`, `name:80`, `[::1]:80`.
    private static func parts(of host: String) -> (name: String, port: Int?)? {
        let colon = host.lastIndex(of: ":")
        let isBare = colon == nil || host.last == "]"
        let name = isBare ? host[...] : host[..<(colon ?? host.endIndex)]
        let allowed = name.utf8.allSatisfy { byte in
            0x30...0x39 ~= byte || 0x61...0x7A ~= byte || "-._:[]".utf8.contains(byte)
        }
        guard !name.isEmpty, allowed else { return nil }
        guard !isBare, let colon else { return (String(name), nil) }
        let digits = host[host.index(after: colon)...]
        guard !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let port = Int(digits),
            1...65_535 ~= port
        else { return nil }
        return (String(name), port)
    }

    /// Whether a name is an address: four numbers, or one of IPv6 in brackets.
    private static func isInDigits(_ name: String) -> Bool {
        if name.hasPrefix("["), name.hasSuffix("]") {
            return name.dropFirst().dropLast().allSatisfy { $0 == ":" || $0 == "." || $0.isHexDigit }
        }
        let parts = name.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts.allSatisfy { UInt8($0) != nil }
    }
}
