package enum DoctorText {
    package static func network(_ path: String) -> String {
        message(
            zh: "\(path) 在网络文件系统上，那里的锁可能不起作用：不要有两台机器同时写，或把它放到本机磁盘",
            en: """
                \(path) is on a network file system, whose locks may not hold: write from one machine at a time, or \
                keep it on a local disk
                """)
    }

    package static func well(_ path: String, sqlite: String) -> String {
        message(
            zh: "\(CodeText.oneLine(path)) 没有发现问题：文件、结构、索引、别名、词表（SQLite \(sqlite)）",
            en:
                "\(CodeText.oneLine(path)): no problems found in file, schema, indexes, aliases, words (SQLite \(sqlite))"
        )
    }
}
