import GRDB
import KBCore

extension Program {
    /// A knowledge base of three codes, of which two have the same number in different books.
    static func withThreeCodes() throws -> Program {
        let program = try Program()
        try Store(path: program.database.path, access: .creating).write { db in
            try db.execute(
                sql: """
                    INSERT INTO codes (book, code, name, description, position) VALUES
                      ('http', '404', 'Not Found', '请求失败，请求所希望得到的资源未被在服务器上发现。', 1),
                      ('http', '500', 'Internal Server Error', '服务器错误', 2),
                      ('sip', '404', 'Not Found', '', 1)
                    """)
        }
        return program
    }

    /// Runs SQL as another program does.
    func execute(_ sql: String) throws {
        try DatabaseQueue(path: database.path).write { try $0.execute(sql: sql) }
    }

    /// The short ID of the only note there is, or of the last of several.
    func lastID() throws -> String {
        let id = try DatabaseQueue(path: database.path).read {
            try String.fetchOne($0, sql: "SELECT substr(note, 1, 8) FROM notes ORDER BY id DESC")
        }
        return id ?? ""
    }
}
