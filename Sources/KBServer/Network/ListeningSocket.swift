import Glibc
import KBPresentation

/// A socket at which requests come in.
package struct ListeningSocket: Sendable {
    /// The open file.
    let descriptor: Int32
    /// Where it is, with the port that it got.
    package let place: Gate.Place
    /// The path of a socket that is removed at the end; nil where others have made it.
    private let path: String?

    /// Why the server cannot listen.
    package enum Fault: Error, Hashable, Sendable {
        /// The text is no address: `127.0.0.1:8732`, `[::1]:8732`, `unix:/run/kb.sock`, `systemd`.
        case badAddress(String)
        /// The system refused.
        case refused(address: String, reason: String)
        /// Another program listens there.
        case taken(address: String)
        /// systemd has handed over no socket, or several.
        case noSocket
        /// Others than this machine would get there, and everybody could write.
        case needsProtection(address: String)
        /// A header is believed that anybody could send.
        case headerFromAnywhere
        /// The process may open fewer files than the least that serving takes.
        case fewFiles(limit: Int, least: Int)
    }

    /// Opens a socket.
    ///
    /// Names are not looked up: a static program would need the system's modules for that.
    ///
    /// - Throws: ``Fault``.
    package init(_ address: ServerOptions.Address) throws {
        switch address {
        case .network(let host, let port):
            (descriptor, place) = try Self.network(host, port)
            path = nil
        case .unix(let file):
            descriptor = try Self.unix(file)
            place = .unix
            path = file
        case .systemd:
            (descriptor, place) = try Self.handedOver()
            path = nil
        }
    }

    /// Makes sure that nobody is let in by mistake.
    ///
    /// - Throws: ``Fault/needsProtection(address:)``, ``Fault/headerFromAnywhere``.
    package func check(_ options: ServerOptions, hasTokens: Bool) throws {
        try Self.check(place, options, hasTokens: hasTokens)
    }

    /// The same before there is a socket.
    package static func check(_ place: Gate.Place, _ options: ServerOptions, hasTokens: Bool) throws {
        guard case .network(let host, let port) = place, !host.hasPrefix("127."), host != "::1" else {
            return
        }
        guard options.isReadOnly || hasTokens else {
            throw Fault.needsProtection(address: host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)")
        }
        guard options.userHeader == nil else { throw Fault.headerFromAnywhere }
    }

    /// The address of the pages.
    package func url(basePath: String) -> String {
        switch place {
        case .unix: "unix:\(path ?? "")"
        case .network(let host, let port):
            "http://\(host.contains(":") ? "[\(host)]" : host):\(port)\(basePath)/"
        }
    }

    /// Removes the file of a socket that was made here.
    func remove() { if let path { unlink(path) } }

    private static var reason: String { String(cString: strerror(errno)) }

    private static func network(_ host: String, _ port: Int) throws -> (Int32, Gate.Place) {
        let text = host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        let family = host.contains(":") ? AF_INET6 : AF_INET
        let file = socket(
            family, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard file >= 0 else { throw Fault.refused(address: text, reason: reason) }
        var yes: Int32 = 1
        setsockopt(file, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        var status: Int32
        if family == AF_INET6 {
            var address = sockaddr_in6()
            address.sin6_family = sa_family_t(AF_INET6)
            address.sin6_port = in_port_t(UInt16(port).bigEndian)
            guard inet_pton(AF_INET6, host, &address.sin6_addr) == 1 else {
                close(file)
                throw Fault.badAddress(text)
            }
            setsockopt(file, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, socklen_t(MemoryLayout<Int32>.size))
            status = bindSocket(file, &address)
        } else {
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(UInt16(port).bigEndian)
            guard inet_pton(AF_INET, host, &address.sin_addr) == 1 else {
                close(file)
                throw Fault.badAddress(text)
            }
            status = bindSocket(file, &address)
        }
        if status == 0 { status = listen(file, 256) }
        guard status == 0 else {
            let fault =
                errno == EADDRINUSE ? Fault.taken(address: text) : .refused(address: text, reason: reason)
            close(file)
            throw fault
        }
        guard let place = place(of: file) else {
            close(file)
            throw Fault.refused(address: text, reason: reason)
        }
        return (file, place)
    }

    private static func bindSocket<Address>(_ file: Int32, _ address: inout Address) -> Int32 {
        withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(file, $0, socklen_t(MemoryLayout<Address>.size))
            }
        }
    }

    /// Where an open socket is.
    private static func place(of file: Int32) -> Gate.Place? {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        let status = withUnsafeMutablePointer(to: &storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(file, $0, &size) }
        }
        guard status == 0 else { return nil }
        func text(_ family: Int32, _ address: UnsafeRawPointer) -> String {
            withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
                guard let start = buffer.baseAddress, inet_ntop(family, address, start, 64) != nil else {
                    return ""
                }
                return String(cString: start)
            }
        }
        let family = Int32(storage.ss_family)
        return withUnsafeBytes(of: &storage) { bytes -> Gate.Place? in
            guard let start = bytes.baseAddress else { return nil }
            switch family {
            case AF_UNIX: return .unix
            case AF_INET:
                var address = start.loadUnaligned(as: sockaddr_in.self)
                return .network(
                    text(AF_INET, &address.sin_addr), port: Int(UInt16(bigEndian: address.sin_port)))
            case AF_INET6:
                var address = start.loadUnaligned(as: sockaddr_in6.self)
                return .network(
                    text(AF_INET6, &address.sin6_addr), port: Int(UInt16(bigEndian: address.sin6_port)))
            default: return nil
            }
        }
    }

    private static func unix(_ path: String) throws -> Int32 {
        let text = "unix:\(path)"
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard !bytes.isEmpty, bytes.count < room, !bytes.contains(0) else { throw Fault.badAddress(text) }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        func open() throws -> Int32 {
            let file = socket(
                AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
            guard file >= 0 else { throw Fault.refused(address: text, reason: reason) }
            return file
        }
        // A socket that a process has left behind refuses; anything else that stands there is not ours to remove.
        var status = stat()
        if lstat(path, &status) == 0 {
            guard status.st_mode & S_IFMT == S_IFSOCK else { throw Fault.taken(address: text) }
            let file = try open()
            let answer = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            let isDead = answer != 0 && errno == ECONNREFUSED
            close(file)
            guard isDead else { throw Fault.taken(address: text) }
            unlink(path)
        }
        let file = try open()
        // Its group may use it, as a proxy does; others may not. Nobody can connect before it listens.
        guard bindSocket(file, &address) == 0, chmod(path, 0o660) == 0, listen(file, 256) == 0 else {
            let fault = Fault.refused(address: text, reason: reason)
            close(file)
            throw fault
        }
        return file
    }

    /// The socket that systemd has opened: `sd_listen_fds(3)`.
    private static func handedOver() throws -> (Int32, Gate.Place) {
        func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
        guard variable("LISTEN_PID").flatMap(Int32.init) == getpid(), variable("LISTEN_FDS") == "1" else {
            throw Fault.noSocket
        }
        let file: Int32 = 3
        var (isListening, size) = (Int32(0), socklen_t(MemoryLayout<Int32>.size))
        guard getsockopt(file, SOL_SOCKET, SO_ACCEPTCONN, &isListening, &size) == 0, isListening != 0,
            let place = place(of: file)
        else { throw Fault.noSocket }
        _ = fcntl(file, F_SETFD, FD_CLOEXEC)
        _ = fcntl(file, F_SETFL, fcntl(file, F_GETFL) | O_NONBLOCK)
        return (file, place)
    }
}

extension ServerOptions.Address {
    /// Reads an address as people write it.
    ///
    /// - Throws: ``ListeningSocket/Fault/badAddress(_:)``.
    package init(_ text: String) throws {
        if text == "systemd" {
            self = .systemd
            return
        }
        if text.hasPrefix("unix:") {
            let path = String(text.dropFirst(5))
            guard !path.isEmpty else { throw ListeningSocket.Fault.badAddress(text) }
            self = .unix(path)
            return
        }
        guard let colon = text.lastIndex(of: ":"), let port = Int(text[text.index(after: colon)...]),
            0...65_535 ~= port
        else { throw ListeningSocket.Fault.badAddress(text) }
        var host = String(text[..<colon])
        if host == "localhost" || host.isEmpty { host = "127.0.0.1" }
        let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
        if isBracketed { host = String(host.dropFirst().dropLast()) }
        guard host.contains(":") == isBracketed,
            host.allSatisfy({ $0.isHexDigit || $0 == "." || $0 == ":" })
        else {
            throw ListeningSocket.Fault.badAddress(text)
        }
        self = .network(host, port: port)
    }
}

extension ListeningSocket.Fault: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .badAddress(let text):
            ErrorReport(
                [message(zh: "“\(text)”不是可以监听的地址", en: "'\(text)' is no address to listen at")],
                hint: message(
                    zh: "写成 127.0.0.1:8732、[::1]:8732、unix:/run/kb/kb.sock 或 systemd；不查域名",
                    en:
                        "write 127.0.0.1:8732, [::1]:8732, unix:/run/kb/kb.sock or systemd; names are not looked up"
                ),
                .usage)
        case .refused(let address, let reason):
            ErrorReport(
                [message(zh: "不能监听 \(address)：\(reason)", en: "cannot listen at \(address): \(reason)")],
                hint: message(zh: "用 --listen 另选一个地址", en: "choose another address with --listen"), .failed)
        case .taken(let address):
            ErrorReport(
                [message(zh: "\(address) 已被占用", en: "\(address) is taken")],
                hint: message(
                    zh: "也许 kb serve 已在运行；或用 --listen 另选一个地址",
                    en: "perhaps kb serve runs already; or choose another address with --listen"), .failed)
        case .noSocket:
            ErrorReport(
                [
                    message(
                        zh: "systemd 没有交来恰好一个监听的套接字",
                        en: "systemd has not handed over exactly one listening socket")
                ],
                hint: message(
                    zh: "由 kb.socket 启动：systemctl enable --now kb.socket",
                    en: "let kb.socket start it: systemctl enable --now kb.socket"), .usage)
        case .needsProtection(let address):
            ErrorReport(
                [
                    message(
                        zh: "别的机器也能访问 \(address)，谁都能写",
                        en: "other machines can reach \(address), and anybody could write")
                ],
                hint: message(
                    zh: "加 --read-only 只让看，或先发令牌：kb serve token add 名字",
                    en: "let people only read with --read-only, or make tokens first: kb serve token add NAME"
                ), .usage)
        case .fewFiles(let limit, let least):
            ErrorReport(
                [
                    message(
                        zh: "本进程至多打开 \(limit) 个文件，kb serve 至少要 \(least) 个",
                        en: "this process may open \(limit) files, and kb serve needs \(least) at least")
                ],
                hint: message(
                    zh: "放宽限制：ulimit -n 1024，或 systemd 的 LimitNOFILE=",
                    en: "raise the limit: ulimit -n 1024, or LimitNOFILE= of systemd"), .failed)
        case .headerFromAnywhere:
            ErrorReport(
                [
                    message(
                        zh: "--trust-user-header 只用于本机的代理",
                        en: "--trust-user-header is for a proxy on this machine only")
                ],
                hint: message(
                    zh: "监听 Unix 套接字或回环地址，由代理转过来",
                    en: "listen at a Unix socket or a loopback address, behind the proxy"),
                .usage)
        }
    }
}
