import CPostgres
import Glibc

/// A connection to PostgreSQL.
final class Database {
    private let connection: OpaquePointer
    private let notices = Notices()

    /// So many milliseconds the server may be silent while it works.
    private static let patience: Int32 = 60_000

    /// What the server says beside its answers.
    private final class Notices {
        var warnings: [String] = []
    }

    /// A value that a statement is given.
    enum Parameter {
        case text(String)
        /// An array of bytes, each of any length.
        case bytes([[UInt8]])
    }

    /// Connects.
    ///
    /// The URL, a service file and libpq's environment say how; what they leave open is five seconds for each host, and a
    /// server that can be written to.
    ///
    /// - Throws: ``Failure``.
    init(_ url: String) throws(Failure) {
        setenv("PGCONNECT_TIMEOUT", "5", 0)
        setenv("PGTARGETSESSIONATTRS", "read-write", 0)
        // Later words win, and the URL is the last of them.
        let options = [
            ("client_encoding", "UTF8"), ("fallback_application_name", "kb"), ("keepalives_idle", "10"),
            ("keepalives_interval", "5"), ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
            ("dbname", url),
        ]
        var names = options.map { UnsafePointer(strdup($0.0)) } + [nil]
        var values = options.map { UnsafePointer(strdup($0.1)) } + [nil]
        defer { for text in names + values { free(UnsafeMutableRawPointer(mutating: text)) } }
        guard let connection = PQconnectdbParams(&names, &values, 1) else {
            throw Failure(.unreachable, String(cString: strerror(ENOMEM)))
        }
        guard PQstatus(connection) == CONNECTION_OK else {
            defer { PQfinish(connection) }
            throw Failure(.unreachable, String(cString: PQerrorMessage(connection)))
        }
        self.connection = connection
        PQsetNoticeReceiver(
            connection,
            { context, result in
                guard let context, let result,
                    Database.field(.severity, of: result) == "WARNING"
                else { return }
                Unmanaged<Notices>.fromOpaque(context).takeUnretainedValue().warnings.append(
                    Database.field(.message, of: result))
            }, Unmanaged.passUnretained(notices).toOpaque())
    }

    deinit { PQfinish(connection) }

    /// Whether the connection stands, as far as is known.
    var isOpen: Bool { PQstatus(connection) == CONNECTION_OK }

    /// Runs statements without parameters.
    ///
    /// - Throws: ``Failure``.
    func run(_ statements: String) throws(Failure) {
        guard PQsendQuery(connection, statements) == 1 else { throw lost() }
        try drain { _ in }
    }

    /// Runs a statement and gives its rows to `body`, each as soon as it comes.
    ///
    /// - Parameters:
    ///   - statement: One statement, whose columns are texts and bytes.
    ///   - parameters: The values of `$1` and so on.
    ///   - body: What throws ends the connection.
    /// - Throws: ``Failure``.
    func run(
        _ statement: String, _ parameters: [Parameter] = [],
        _ body: (Row) throws(Failure) -> Void = { (_: Row) in }
    ) throws(Failure) {
        let values: [[UInt8]] = parameters.map {
            switch $0 {
            case .text(let text): Array(text.utf8) + [0]
            case .bytes(let items): Self.array(items)
            }
        }
        let formats: [Int32] = parameters.map { if case .bytes = $0 { 1 } else { 0 } }
        let buffers = values.map { value in
            let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: value.count)
            _ = buffer.initialize(from: value.map { CChar(bitPattern: $0) })
            return buffer
        }
        defer { for buffer in buffers { buffer.deallocate() } }
        let isSent = PQsendQueryParams(
            connection, statement, Int32(values.count), nil, buffers.map { UnsafePointer($0.baseAddress) },
            values.map { Int32(clamping: $0.count) }, formats, 1)
        guard isSent == 1 else { throw lost() }
        PQsetSingleRowMode(connection)
        try drain(body)
    }

    /// Makes a transaction of what `body` does; returns only once the server has said that it keeps it.
    ///
    /// - Throws: ``Failure``.
    func transaction(_ mode: String, _ body: () throws(Failure) -> Void) throws(Failure) {
        try run("BEGIN TRANSACTION \(mode)")
        do {
            try body()
        } catch {
            if isOpen { try? run("ROLLBACK") }
            throw error
        }
        notices.warnings = []
        try run("COMMIT")
        // Whoever cancels the wait for a standby gets a warning, and a transaction that one machine alone has.
        if let warning = notices.warnings.first { throw Failure(.unreachable, warning) }
    }

    // MARK: - Answers

    /// One row of an answer.
    struct Row {
        fileprivate let result: OpaquePointer

        /// The text of a column; empty where it is NULL.
        func text(_ column: Int32) -> String { bytes(column) { String(decoding: $0, as: UTF8.self) } }

        /// Whether a column is NULL.
        func isNull(_ column: Int32) -> Bool { PQgetisnull(result, 0, column) == 1 }

        private func bytes<T>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> T) -> T {
            body(
                UnsafeRawBufferPointer(
                    start: PQgetvalue(result, 0, column), count: Int(PQgetlength(result, 0, column))))
        }
    }

    private func drain(_ body: (Row) throws(Failure) -> Void) throws(Failure) {
        var failure: Failure?
        while let result = try next() {
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_EMPTY_QUERY, PGRES_TUPLES_OK: break
            case PGRES_SINGLE_TUPLE: try body(Row(result: result))
            default: failure = failure ?? self.failure(result)
            }
        }
        if let failure { throw failure }
        if !isOpen { throw lost() }
    }

    /// Waits for the next result; nil after the last.
    private func next() throws(Failure) -> OpaquePointer? {
        while PQisBusy(connection) != 0 {
            var socket = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
            let count = poll(&socket, 1, Self.patience)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else {
                throw Failure(
                    .unreachable,
                    message(
                        zh: "服务器 60 秒没有回答（同步备机不在？）",
                        en: "the server has not answered for 60 seconds; is a synchronous standby missing?"))
            }
            guard PQconsumeInput(connection) == 1 else { throw lost() }
        }
        return PQgetResult(connection)
    }

    private func lost() -> Failure { Failure(.unreachable, String(cString: PQerrorMessage(connection))) }

    /// What a result says that is an error.
    private func failure(_ result: OpaquePointer) -> Failure {
        let state = Self.field(.state, of: result)
        let text = Self.field(.message, of: result)
        guard !state.isEmpty else { return lost() }
        switch (state, state.prefix(2)) {
        case ("KB001", _), ("40001", _), ("40P01", _), ("55P03", _): return Failure(.changed, text)
        case ("KB002", _):
            let owner = Self.field(.detail, of: result)
            return Failure(
                .refused,
                message(
                    zh: "\(text)：那个日志属于角色 \(owner)，由它的所有者发送；各用各的角色时用 kb sync add --no-relay",
                    en: """
                        \(text), who sends it; where everybody has a role of their own, add the remote with \
                        --no-relay
                        """))
        case ("3F000", _), ("42P01", _), ("42883", _):
            return Failure(
                .refused,
                message(
                    zh: "\(text)；先运行 kb sync init-postgres", en: "\(text); run kb sync init-postgres first"))
        case ("42501", _):
            return Failure(
                .refused,
                message(
                    zh: "\(text)；请管理员 GRANT kb_member TO 您的角色",
                    en: "\(text); the administrator grants kb_member to your role"))
        // Connections, resources, operators, the system, a standby: nothing that stays as it is.
        case (_, "08"), (_, "53"), (_, "57"), (_, "58"), (_, "XX"), ("25006", _):
            return Failure(.unreachable, text)
        default: return Failure(.refused, text)
        }
    }

    /// A part of an error or a notice, by the letter that PostgreSQL gives it.
    private enum Field: Unicode.Scalar {
        case state = "C"
        case detail = "D"
        case message = "M"
        case severity = "V"
    }

    private static func field(_ field: Field, of result: OpaquePointer) -> String {
        PQresultErrorField(result, Int32(field.rawValue.value)).map { String(cString: $0) } ?? ""
    }

    /// An array of bytea as the server reads it: one dimension from 1 on, no NULL.
    private static func array(_ items: [[UInt8]]) -> [UInt8] {
        let typeOfBytes: Int32 = 17
        var bytes: [UInt8] = []
        bytes.reserveCapacity(items.reduce(20) { $0 + $1.count + 4 })
        func append(_ number: Int32) {
            withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
        }
        for number in [items.isEmpty ? 0 : 1, 0, typeOfBytes] { append(number) }
        if !items.isEmpty { for number in [Int32(clamping: items.count), 1] { append(number) } }
        for item in items {
            append(Int32(clamping: item.count))
            bytes += item
        }
        return bytes
    }
}
