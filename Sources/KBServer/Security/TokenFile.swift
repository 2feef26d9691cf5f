import Glibc
import KBDocuments
import KBInput
import KBPresentation
import KBText

/// The tokens of a knowledge base: a file beside it, a line of JSON each, which only its owner may read.
package struct TokenFile: Sendable {
    /// The file.
    package var path: String

    /// The tokens at a path.
    package init(_ path: String) { self.path = path }

    /// Why tokens cannot be read or written.
    package enum Fault: Error, Hashable, Sendable {
        case unreadable(path: String, reason: String)
        case unwritable(path: String, reason: String)
        /// A line is no token.
        case badLine(path: String, line: Int)
        /// Others than the owner may read the file.
        case open(path: String)
        /// There is no such token.
        case unknown(String)
    }

    /// All tokens; none where there is no file.
    ///
    /// - Throws: ``Fault``: a token that cannot be read might be one that was to be shut out.
    package func list() throws -> [AccessToken] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            if errno == ENOENT { return [] }
            throw Fault.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else {
            throw Fault.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        guard status.st_mode & 0o077 == 0 else { throw Fault.open(path: path) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = buffer.withUnsafeMutableBytes { Glibc.read(file, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else {
                throw Fault.unreadable(path: path, reason: String(cString: strerror(errno)))
            }
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        return try lines.enumerated().map { number, line in
            guard let token = AccessToken(line: line) else {
                throw Fault.badLine(path: path, line: number + 1)
            }
            return token
        }
    }

    /// Changes the tokens; a program that reads meanwhile has the old ones or the new ones.
    ///
    /// - Throws: ``Fault``; then nothing was changed.
    package func change(_ body: (inout [AccessToken]) throws -> Void) throws {
        // Two programs that add a token take turns.
        let lock = open(path + ".lock", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard lock >= 0 else { throw Fault.unwritable(path: path, reason: String(cString: strerror(errno))) }
        defer { close(lock) }
        flock(lock, LOCK_EX)
        var tokens = try list()
        try body(&tokens)
        let text = tokens.map { $0.line + "\n" }.joined()
        let new = "\(path).\(getpid())"
        let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw Fault.unwritable(path: path, reason: String(cString: strerror(errno))) }
        var failure = Array(text.utf8).withUnsafeBytes { OpenFile.write($0, to: file) }?.code ?? 0
        if failure == 0, fsync(file) != 0 { failure = errno }
        close(file)
        if failure == 0, rename(new, path) != 0 { failure = errno }
        guard failure == 0 else {
            unlink(new)
            throw Fault.unwritable(path: path, reason: String(cString: strerror(failure)))
        }
    }

    /// When the file was last changed; nil where there is none.
    var stamp: FileStamp? { FileStamp(path) }
}

extension TokenFile.Fault: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .unreadable(let path, let reason):
            ErrorReport(
                [message(zh: "读不了 \(path)：\(reason)", en: "\(path) cannot be read: \(reason)")], .inputOutput)
        case .unwritable(let path, let reason):
            ErrorReport(
                [message(zh: "写不了 \(path)：\(reason)", en: "\(path) cannot be written: \(reason)")],
                hint: message(
                    zh: "令牌放在知识库旁边，所在目录要可写",
                    en: "tokens stand beside the knowledge base: its folder must be writable"),
                .cannotCreate)
        case .badLine(let path, let line):
            ErrorReport(
                [message(zh: "\(path) 第 \(line) 行不是令牌", en: "line \(line) of \(path) is no token")],
                hint: message(zh: "删掉这一行，再发一个令牌", en: "remove the line and make another token"), .badData)
        case .open(let path):
            ErrorReport(
                [message(zh: "别人也能读 \(path)", en: "others may read \(path)")],
                hint: "chmod 600 \(path)", .notPermitted)
        case .unknown(let id):
            ErrorReport(
                [message(zh: "没有令牌 \(id)", en: "there is no token \(id)")],
                hint: message(zh: "kb serve token list 列出令牌", en: "kb serve token list shows them"),
                .nothingFound)
        }
    }
}
