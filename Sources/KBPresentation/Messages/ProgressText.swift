/// How far an import has come.
package enum ProgressText {
    package static func begun(_ name: String) -> String { message(zh: "读取 \(name)", en: "reading \(name)") }

    /// What has been read, how fast, and how long the rest takes at that rate.
    package static func reading(_ name: String, _ entries: Int, share: Double, seconds: Double) -> String {
        let rate = Int(Double(entries) / seconds)
        let left = Int((seconds * (1 - share) / share).rounded(.up))
        let percent = Int(share * 100)
        return message(
            zh: "\(name) \(percent)%，已读 \(grouped(entries)) 条，每秒 \(grouped(rate)) 条，还需约 \(left) 秒",
            en:
                "\(name) \(percent)%, \(grouped(entries)) entries, \(grouped(rate)) a second, about \(left) s left"
        )
    }

    package static func indexing(_ name: String) -> String {
        message(zh: "\(name) 已读完，正在写索引", en: "\(name) is read, writing the indexes")
    }

    package static func transferring(_ remote: String, _ done: Int, of all: Int) -> String {
        message(
            zh: "\(remote) 已传 \(grouped(done)) / \(grouped(all)) 条",
            en: "\(remote): \(grouped(done)) of \(grouped(all)) entries transferred")
    }

    package static var interrupted: String {
        message(zh: "错误：中断，什么都没有导入", en: "error: interrupted, nothing was imported")
    }
}
