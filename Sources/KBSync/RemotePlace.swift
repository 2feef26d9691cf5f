import Glibc
import KBCore
import KBText

/// What an address says about a remote.
package enum RemotePlace: Hashable, Sendable {
    /// A folder.
    case folder(String)
    /// What git takes as the address of a repository.
    case git(String)
    /// Whatever `kb-remote-NAME` takes.
    case program(name: String, url: String)

    /// Why an address is none of a remote.
    package enum Fault: Error, Hashable, Sendable {
        /// It begins with `-`, as an option does.
        case option(String)
        /// It has a password, which would stand in the file for everybody who gets it.
        case password(String)
        /// There is no such folder.
        case noFolder(String)
        /// kb does not let git use the scheme.
        case scheme(String)
        /// It is none of a database of PostgreSQL.
        case noPostgres(String)
    }

    /// Reads an address: a folder, a repository, or `NAME:` for a program `kb-remote-NAME`.
    ///
    /// - Throws: ``Fault``.
    package init(_ address: String) throws(Fault) {
        guard !address.hasPrefix("-"), !address.isEmpty else { throw .option(address) }
        guard let colon = address.firstIndex(of: ":"), !address.hasPrefix("/"), !address.hasPrefix(".") else {
            self = try Self.local(address)
            return
        }
        let scheme = address[..<colon].lowercased()
        let rest = address[colon...].dropFirst()
        if rest.hasPrefix("//") {
            let authority = rest.dropFirst(2).prefix { $0 != "/" }
            if let user = authority.split(separator: "@", omittingEmptySubsequences: false).dropLast().last,
                user.contains(":")
            {
                throw .password(scheme)
            }
        }
        switch scheme {
        case "https", "ssh", "file": self = .git(address)
        case "http", "git", "ext", "fd", "ftp", "ftps": throw .scheme(scheme)
        case "postgres", "postgresql":
            guard !Self.hasPasswordParameter(address) else { throw .password(scheme) }
            self = .program(name: "postgres", url: address)
        case _ where rest.hasPrefix("//") && Self.isName(scheme): self = .program(name: scheme, url: address)
        // As scp writes it: user@host:path.
        default: self = .git(address)
        }
    }

    /// The address of a database of PostgreSQL.
    ///
    /// - Throws: ``Fault``.
    package static func postgres(_ address: String) throws(Fault) -> String {
        guard case .program("postgres", let url) = try RemotePlace(address) else {
            throw .noPostgres(address)
        }
        return url
    }

    /// Whether libpq finds a password behind the question mark; a name with an escape may hide one.
    private static func hasPasswordParameter(_ address: String) -> Bool {
        guard let mark = address.firstIndex(of: "?") else { return false }
        return address[mark...].dropFirst().split(separator: "&").contains { parameter in
            let name = parameter.prefix { $0 != "=" }
            return name.hasSuffix("password") || name.contains("%")
        }
    }

    /// Reads the address of a remote that was added once: a folder may be a share that is not mounted now.
    ///
    /// - Throws: ``Fault``.
    package init(kept address: String) throws(Fault) {
        if address.hasPrefix("/"), access(address, F_OK) != 0 {
            self = .folder(address)
        } else {
            try self.init(address)
        }
    }

    private static func isName(_ text: String) -> Bool {
        text.utf8.allSatisfy { (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D }
    }

    private static func local(_ path: String) throws(Fault) -> RemotePlace {
        guard let real = realpath(path, nil) else { throw .noFolder(path) }
        defer { free(real) }
        let folder = String(cString: real)
        let isRepository = [folder, folder + "/.git"].contains {
            access($0 + "/HEAD", F_OK) == 0 && access($0 + "/objects", F_OK) == 0
        }
        if isRepository { return .git(folder) }
        var status = stat()
        guard stat(folder, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { throw .noFolder(path) }
        return .folder(folder)
    }

    /// The address as the file keeps it.
    package var url: String {
        switch self {
        case .folder(let path): path
        case .git(let url), .program(_, let url): url
        }
    }

    /// Whether other files' logs are sent there unless somebody says otherwise: on a git host not everybody may write
    /// to everybody's branch.
    package var relays: Bool {
        if case .git = self { false } else { true }
    }
}
