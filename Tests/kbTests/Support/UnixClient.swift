import Foundation

/// A client of `kb serve` at a Unix socket.
final class UnixClient {
    private let file: Int32

    /// Connects as soon as the server listens; nil where the program has ended.
    init?(_ path: String, to started: Program.Started) {
        while started.isRunning {
            let file = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
            var address = sockaddr_un()
            address.sun_family = sa_family_t(AF_UNIX)
            withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
            let status = withUnsafePointer(to: &address) { pointer in
                pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                    connect(file, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
                }
            }
            if status == 0 {
                self.file = file
                return
            }
            close(file)
            usleep(10_000)
        }
        return nil
    }

    deinit { close(file) }

    func send(_ text: String) {
        _ = Array(text.utf8).withUnsafeBytes {
            Foundation.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
        }
    }

    /// What comes until the other side closes, or a text has come.
    func read(until end: String? = nil) -> String {
        var text = ""
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while end.map({ !text.contains($0) }) ?? true {
            let count = buffer.withUnsafeMutableBytes { Foundation.read(file, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            text += String(decoding: buffer[..<count], as: UTF8.self)
        }
        return text
    }

    /// Asks for something on this connection, which then ends.
    func ask(_ method: String, _ target: String, _ headers: [String] = [], body: String = "") -> String {
        let lines =
            [
                "\(method) \(target) HTTP/1.1", "Host: localhost", "Connection: close",
                "Content-Length: \(body.utf8.count)",
            ]
            + headers
        send(lines.joined(separator: "\r\n") + "\r\n\r\n" + body)
        return read()
    }
}
