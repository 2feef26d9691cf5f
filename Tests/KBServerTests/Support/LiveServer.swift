import Glibc
import KBText
import TestSupport

@testable import KBServer

/// A server on a socket, and clients that send it any bytes.
final class LiveServer: Sendable {
    let socket: ListeningSocket
    let site: Site
    let path: String
    private let task: Task<Void, any Error>
    // The folder goes with the server.
    private let place: TemporaryPlace

    /// Starts a server on a free port of this machine.
    init(_ change: (inout ServerOptions) -> Void = { _ in }) throws {
        place = try Served.seeded()
        path = place.path()
        let options = Served.options(place) { options in
            options.address = .network("127.0.0.1", port: 0)
            change(&options)
        }
        (site, socket) = (try Site(options), try ListeningSocket(options.address))
        let server = try WebServer(site, at: socket) { _ in }
        task = Task.detached { try await server.run() }
    }

    /// Ends it.
    func stop() { task.cancel() }

    var port: Int { if case .network(_, let port) = socket.place { port } else { 0 } }
    var host: String { "127.0.0.1:\(port)" }

    /// How many connections the server has open.
    var connections: Int {
        site.metrics.text.firstMatch(of: /\nkb_connections (\d+)/).flatMap { Int($0.1) } ?? -1
    }

    /// A connection.
    func connect() throws -> Connection {
        if case .unix(let path) = site.base.options.address { return try Connection(unix: path) }
        return try Connection(port: port)
    }

    /// The answer to a request on a connection of its own.
    func ask(_ method: String, _ target: String, _ headers: [String] = [], body: String = "") throws -> String
    {
        let connection = try connect()
        let length = body.isEmpty ? [] : ["Content-Length: \(body.utf8.count)"]
        let lines = ["\(method) \(target) HTTP/1.1", "Host: \(host)", "Connection: close"] + length + headers
        connection.send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return connection.readAll()
    }

    /// An open connection.
    final class Connection {
        private let file: Int32

        struct Refused: Error {}

        init(port: Int) throws {
            file = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_in()
            address.sin_family = sa_family_t(AF_INET)
            address.sin_port = in_port_t(UInt16(port).bigEndian)
            inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
            guard Self.connect(file, &address) else { throw Refused() }
        }

        init(unix path: String) throws {
            file = Glibc.socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            guard Self.connect(file, &address) else { throw Refused() }
        }

        deinit { close(file) }

        private static func connect<Address>(_ file: Int32, _ address: inout Address) -> Bool {
            withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    Glibc.connect(file, $0, socklen_t(MemoryLayout<Address>.size)) == 0
                }
            }
        }

        /// Sends all of a text, or as much as is taken.
        func send(_ text: String) {
            var rest = Array(text.utf8)[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes {
                    Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { return }
                rest = rest.dropFirst(count)
            }
        }

        /// No more is sent.
        func finish() { shutdown(file, Int32(SHUT_WR)) }

        /// The next byte; false at the end.
        func readByte() -> Bool {
            var byte: UInt8 = 0
            return Glibc.read(file, &byte, 1) == 1
        }

        /// The next bytes; an empty text at the end.
        func read() -> String {
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : ""
        }

        /// All bytes until the other side closes.
        func readAll() -> String {
            var text = ""
            while case let piece = read(), !piece.isEmpty { text += piece }
            return text
        }

        /// All bytes until a text has come, or the other side closes.
        func read(until end: String) -> String {
            var text = ""
            while !text.contains(end), case let piece = read(), !piece.isEmpty { text += piece }
            return text
        }
    }
}
