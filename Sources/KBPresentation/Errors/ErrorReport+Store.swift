import KBCore

extension ErrorReport {
    /// What is wrong with the file, and what to do about it.
    package init(store error: StoreError) {
        switch error {
        case .missing(let path):
            self.init(
                [message(zh: "没有知识库 \(path)", en: "no such knowledge base: \(path)")],
                hint: message(
                    zh: "用 kb import 文档 建一个，例如 kb import http",
                    en: "create one with kb import DOCUMENT, such as kb import http"), .noInput)
        case .notAFile(let path):
            self.init(
                [message(zh: "\(path) 不是普通文件", en: "\(path) is not a regular file")],
                hint: message(zh: "--db 要的是一个文件的路径", en: "--db takes the path of a file"), .noInput)
        case .notPermitted(let path):
            self.init(
                [message(zh: "没有权限读 \(path)", en: "no permission to read \(path)")],
                hint: message(
                    zh: "查看该文件和所在目录的权限：ls -ld", en: "check the permissions of the file and its folder: ls -ld"
                ),
                .notPermitted)
        case .cannotCreate(let path):
            self.init(
                [message(zh: "无法创建 \(path)", en: "\(path) cannot be created")],
                hint: message(
                    zh: "所在目录要存在且可写，或用 --db 另选一处",
                    en: "its folder must exist and be writable; or choose another place with --db"),
                .cannotCreate)
        case .notADatabase(let path):
            self.init(
                [message(zh: "\(path) 不是 kb 的知识库", en: "\(path) is not a knowledge base")],
                hint: message(
                    zh: "文件原样未动；用 --db 或 KB_DB 指向知识库",
                    en: "the file was not changed; point --db or KB_DB at a knowledge base"), .noInput)
        case .foreign(let path, _):
            self.init(
                [message(zh: "\(path) 是别的程序的数据库", en: "\(path) belongs to another program")],
                hint: message(
                    zh: "文件原样未动；用 --db 另选一个文件",
                    en: "the file was not changed; choose another file with --db"), .noInput)
        case .tooNew(let path, let version, let newest):
            self.init(
                [
                    message(
                        zh: "\(path) 由更新的 kb 写成（格式 \(version)，本程序只到 \(newest)）",
                        en:
                            "\(path) was made by a newer kb (format \(version); this kb reads up to \(newest))"
                    )
                ], hint: message(zh: "升级 kb 再打开；文件原样未动", en: "upgrade kb; the file was not changed"),
                .failed)
        case .needsUpgrade(let path, let version, let newest):
            self.init(
                [
                    message(
                        zh: "\(path) 的格式是 \(version)，须先升级到 \(newest) 才能读，而它不可写",
                        en:
                            "\(path) has format \(version), which must be upgraded to \(newest) before it is read; it may not be written"
                    )
                ],
                hint: message(
                    zh: "让可写该文件的用户运行一次 kb，或把它复制到可写的地方",
                    en: "run kb once as a user who may write it, or copy it to where you may write"),
                .notPermitted)
        case .replaced(let path):
            self.init(
                [
                    message(
                        zh: "\(path) 在打开期间被换成了另一个文件，没有写入",
                        en: "\(path) was replaced by another file while it was open; nothing was written")
                ],
                hint: message(
                    zh: "再试一次，就写入新的文件", en: "try again to write to the new file"), .failed)
        case .busy(let path, let holder):
            // Chinese has a space before Latin letters.
            let name =
                holder?.name.map { Language.current == .zh ? " " + $0 : $0 }
                ?? message(zh: "另一个程序", en: "another program")
            let process =
                holder.map { message(zh: "（进程 \($0.process)）", en: " (process \($0.process))") } ?? ""
            self.init(
                [
                    message(
                        zh: "\(path) 正被\(name)\(process)占用",
                        en: "\(path) is being used by \(name)\(process)")
                ],
                hint: message(
                    zh: "等它结束再试；--timeout 秒数 可以多等一会儿",
                    en: "try again when it is done, or wait longer with --timeout SECONDS"),
                .busy)
        case .needsLog(let path):
            self.init(
                [
                    message(
                        zh: "\(path) 处于 WAL 模式，读它须在旁边建文件，而这里不能建",
                        en:
                            "\(path) is in WAL mode: reading it needs files next to it, which cannot be created here"
                    )
                ],
                hint: message(
                    zh: "连同 -wal 复制到可写的地方，或由所有者运行 kb doctor --repair",
                    en:
                        "copy it, with its -wal, to where you may write; or let its owner run kb doctor --repair"
                ),
                .notPermitted)
        case .readOnly(let path):
            self.init(
                [message(zh: "\(path) 是只读的", en: "\(path) is read-only")],
                hint: message(
                    zh: "改文件和目录的权限，或把它复制到可写的地方",
                    en: "change the permissions of the file and its folder, or copy it to where you may write"
                ),
                .notPermitted)
        case .needsRollback(let path):
            self.init(
                [
                    message(
                        zh: "\(path) 有一次中断的写入，须先回滚",
                        en: "\(path): an interrupted write must first be rolled back")
                ],
                hint: message(
                    zh: "以可写该文件的用户运行一次 kb", en: "run kb once as a user who may write the file"), .failed)
        case .full(let path):
            self.init(
                [message(zh: "磁盘已满，\(path) 没有改动", en: "disk full; \(path) was not changed")],
                hint: message(zh: "腾出空间再试", en: "free some space and try again"), .inputOutput)
        case .inputOutput(let path, let reason):
            self.init(
                [message(zh: "读写 \(path) 出错：\(reason)", en: "disk I/O error on \(path): \(reason)")],
                .inputOutput)
        case .corrupt(let path, let reason):
            self.init(
                [message(zh: "\(path) 已损坏：\(reason)", en: "\(path) is damaged: \(reason)")],
                hint: message(
                    zh: "用备份恢复（kb restore），或抢救还能读的：kb export codes --salvage",
                    en:
                        "restore a backup with kb restore, or rescue what can be read: kb export codes --salvage"
                ),
                .failed)
        case .strangeSchema(let path, let name, let table, let difference):
            self.init(strangeTrigger: name, on: table, difference, path: path)
        case .stopped(let path):
            self.init(
                [message(zh: "\(path) 的查询没有尽头，已停下", en: "query on \(path) timed out")],
                hint: message(
                    zh: "文件可能被改坏或动过手脚；用 kb doctor --db \(path) 检查",
                    en: "the file may be damaged or malicious; check it with kb doctor --db \(path)"), .failed
            )
        case .indexingOff(let path):
            self.init(
                [
                    message(
                        zh: "没有写入 \(path)：别的程序关掉了索引更新，没有再打开",
                        en: "nothing was written to \(path): another program left its indexes switched off")
                ],
                hint: message(zh: "kb doctor --repair 可恢复", en: "kb doctor --repair switches them on again"),
                .failed)
        case .indexDamaged(let path):
            self.init(
                [message(zh: "\(path) 里 kb 的索引已损坏", en: "kb's index in \(path) is damaged")],
                hint: message(
                    zh: "内容都在；kb doctor --repair 可重建索引",
                    en: "the content is not affected; kb doctor --repair rebuilds the index"), .failed)
        case .noIDLeft(let path):
            self.init(
                [
                    message(
                        zh: "没有导入：\(path) 里 codes.id 的最大值已被占用",
                        en: "nothing was imported: the highest value of codes.id in \(path) is taken")
                ],
                hint: message(
                    zh: "用 sqlite3 给那一行换一个较小的 id",
                    en: "give that row a lower id with sqlite3"), .failed)
        case .refused(let path, let reason):
            self.init(
                [message(zh: "\(path) 拒绝写入：\(reason)", en: "\(path) refused the write: \(reason)")], .failed)
        case .nested(let path):
            self.init(
                [message(zh: "读写 \(path) 时又要写它", en: "\(path) is written within another access")], .failed)
        case .other(let path, let reason):
            self.init([message(zh: "\(path)：\(reason)", en: "\(path): \(reason)")], .failed)
        }
    }
    private init(
        strangeTrigger name: String, on table: String, _ difference: StoreError.Difference, path: String
    ) {
        let repair = message(zh: "kb doctor --repair 可恢复", en: "kb doctor --repair restores it")
        switch difference {
        case .missing:
            self.init(
                [
                    message(
                        zh: "没有写入 \(path)：缺少触发器 \(name)",
                        en: "nothing was written to \(path): its trigger \(name) is missing")
                ], hint: repair, .failed)
        case .altered:
            self.init(
                [
                    message(
                        zh: "没有写入 \(path)：\(table) 上的触发器 \(name) 被改动过",
                        en: "nothing was written to \(path): the trigger \(name) on \(table) was altered")
                ], hint: repair, .failed)
        case .foreign:
            self.init(
                [
                    message(
                        zh: "没有写入 \(path)：\(table) 上的触发器 \(name) 不是 kb 的",
                        en: "nothing was written to \(path): the trigger \(name) on \(table) is not kb's")
                ],
                hint: message(
                    zh: "若不需要它，DROP TRIGGER \(name)", en: "if nobody needs it: DROP TRIGGER \(name)"),
                .failed)
        }
    }
}
