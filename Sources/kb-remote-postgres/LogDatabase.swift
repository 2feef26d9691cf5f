/// The logs in a database: schema.sql says how they lie there.
final class LogDatabase {
    private let url: String
    private var open: Database?
    private var hasLookedAtDurability = false

    /// So many bytes of lines become one answer.
    private static let segment = 1 << 20

    init(_ url: String) {
        self.url = url
    }

    /// Entries of one log.
    struct Segment {
        var log: String
        var first: Int
        var hash: String
        var lines: [String]
    }

    /// Which entries of a log are wanted.
    struct Range {
        var log: String
        var after: Int
        var last: Int
    }

    /// Makes what is missing of the schema.
    ///
    /// - Throws: ``Failure``.
    func prepare() throws(Failure) {
        try database().run(Self.schema)
    }

    /// The statements of ``prepare()``.
    static var schema: String { String(decoding: PackageResources.schema_sql, as: UTF8.self) }

    /// How far each log goes, with the hash of its last entry.
    ///
    /// - Throws: ``Failure``.
    func state() throws(Failure) -> [(log: String, n: Int, hash: String)] {
        var logs: [(String, Int, String)] = []
        try database().run(
            "SELECT log::text, n::text, encode(hash, 'hex') FROM kb.logs WHERE n > 0 ORDER BY log"
        ) { (row) throws(Failure) in
            logs.append((row.text(0), try row.number(1), row.text(2)))
        }
        return logs
    }

    /// Gives entries to `body`, as many at a time as become one answer.
    ///
    /// The rows come one by one, so that a large log needs little memory here, and all from one state of the database.
    ///
    /// - Throws: ``Failure``, also what `body` throws.
    func pull(_ ranges: [Range], _ body: (Segment) throws(Failure) -> Void) throws(Failure) {
        let database = try database()
        try database.transaction("ISOLATION LEVEL REPEATABLE READ READ ONLY") { () throws(Failure) in
            var segment: Segment?
            var size = 0
            try database.run(
                """
                SELECT wanted.log::text, entry.n::text, encode(entry.hash, 'hex'), entry.line
                FROM unnest($1::uuid[], $2::bigint[], $3::bigint[]) AS wanted (log, after, last)
                CROSS JOIN LATERAL (
                    SELECT entries.n, entries.hash, entries.line FROM kb.entries
                    WHERE entries.log = wanted.log AND entries.n > wanted.after AND entries.n <= wanted.last
                    ORDER BY entries.n
                ) AS entry
                """,
                [
                    Self.list(ranges.map(\.log)), Self.list(ranges.map { String($0.after) }),
                    Self.list(ranges.map { String($0.last) }),
                ]
            ) { (row) throws(Failure) in
                let (log, n, line) = (row.text(0), try row.number(1), row.text(3))
                if let whole = segment,
                    whole.log != log || whole.first + whole.lines.count != n
                        || size + line.utf8.count > Self.segment
                {
                    try body(whole)
                    segment = nil
                }
                var grown = segment ?? Segment(log: log, first: n, hash: "", lines: [])
                size = segment == nil ? line.utf8.count : size + line.utf8.count
                segment = nil
                grown.lines.append(line)
                grown.hash = row.text(2)
                segment = grown
            }
            if let segment { try body(segment) }
        }
    }

    /// Adds entries and documents, all or none of them.
    ///
    /// - Throws: ``Failure``.
    func push(_ segments: [Segment], _ documents: [(sha256: String, base64: String)]) throws(Failure) {
        let database = try database()
        try warnOfDurability(database)
        // Whoever locks in the same order never waits in a circle.
        let sorted = segments.sorted { ($0.log, $0.first) < ($1.log, $1.first) }
        try database.transaction("ISOLATION LEVEL READ COMMITTED READ WRITE") { () throws(Failure) in
            try database.run("SET LOCAL lock_timeout = '30s'")
            for document in documents.sorted(by: { $0.sha256 < $1.sha256 }) {
                try database.run(
                    "SELECT kb.keep(decode($1, 'hex'), decode($2, 'base64'))",
                    [.text(document.sha256), .text(document.base64)])
            }
            for segment in sorted {
                try database.run(
                    "SELECT kb.push($1::uuid, $2::bigint, decode($3, 'hex'), $4::bytea[])",
                    [
                        .text(segment.log), .text(String(segment.first)), .text(segment.hash),
                        .bytes(segment.lines.map { Array($0.utf8) }),
                    ])
            }
        }
    }

    /// A document as base64; nil where it is not there.
    ///
    /// - Throws: ``Failure``.
    func document(_ sha256: String) throws(Failure) -> String? {
        var document: String?
        try database().run(
            "SELECT translate(encode(content, 'base64'), E'\\n', '') FROM kb.blobs WHERE sha256 = decode($1, 'hex')",
            [.text(sha256)]
        ) { (row) throws(Failure) in document = row.text(0) }
        return document
    }

    private func database() throws(Failure) -> Database {
        if let open, open.isOpen { return open }
        let database = try Database(url)
        open = database
        return database
    }

    private static func list(_ items: [String]) -> Database.Parameter {
        .text("{" + items.joined(separator: ",") + "}")
    }

    /// Says once where the server may lose what it has confirmed.
    private func warnOfDurability(_ database: Database) throws(Failure) {
        guard !hasLookedAtDurability else { return }
        hasLookedAtDurability = true
        var (confirms, standbys, synchronous) = ("", 0, "")
        try database.run(
            """
            SELECT current_setting('synchronous_commit'), (SELECT count(*)::text FROM pg_stat_replication),
                current_setting('synchronous_standby_names')
            """
        ) { (row) throws(Failure) in
            (confirms, standbys, synchronous) = (row.text(0), try row.number(1), row.text(2))
        }
        if confirms == "off" {
            Output.note(
                message(
                    zh: "警告：服务器的 synchronous_commit 是 off，断电会丢失刚刚确认的内容",
                    en:
                        "warning: synchronous_commit is off on the server, which loses what it has just confirmed if its power fails"
                ))
        }
        if standbys > 0, synchronous.isEmpty {
            Output.note(
                message(
                    zh: "警告：服务器有备机，但 synchronous_standby_names 是空的，故障切换会丢失刚刚确认的内容",
                    en:
                        "warning: the server has standbys, but synchronous_standby_names is empty, so a fail-over loses what was just confirmed"
                ))
        }
    }
}

extension Database.Row {
    /// The number in a column.
    func number(_ column: Int32) throws(Failure) -> Int {
        guard let number = Int(text(column)) else { throw Failure(.refused, "no number: \(text(column))") }
        return number
    }
}
