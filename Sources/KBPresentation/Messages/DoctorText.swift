package enum DoctorText {
    package static func network(_ path: String) -> String {
        message(
            zh: "\(path) 在网络文件系统上，那里的锁可能不起作用：不要有两台机器同时写，或把它放到本机磁盘",
            en: """
                \(path) is on a network file system, whose locks may not hold: write from one machine at a time, or \
                keep it on a local disk
                """)
    }

    /// What is said of a file without faults.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - versions: Those of the program, of the file's format and of SQLite.
    /// - Returns: The sentence.
    package static func well(_ path: String, versions: [String]) -> String {
        let path = CodeText.oneLine(path)
        let versions = versions.joined(separator: message(zh: "、", en: ", "))
        return message(
            zh: "\(path) 没有发现问题：文件、结构、索引、别名、词表（\(versions)）",
            en: "\(path): no problems found in file, schema, indexes, aliases, words (\(versions))")
    }
}
