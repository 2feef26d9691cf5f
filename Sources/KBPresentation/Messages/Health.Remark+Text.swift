import KBCore

extension Health.Remark {
    /// Whether `--repair` does something about it.
    package var isRepairable: Bool {
        switch self {
        case .unmarked, .olderFormat, .writeAheadLog: true
        default: false
        }
    }

    /// The remark and what can be done, in the user's language.
    package func text(_ path: String) -> String {
        switch self {
        case .unmarked:
            message(
                zh: "文件没有标明是 kb 的（.dump 会丢掉标记）：kb doctor --repair 补上",
                en:
                    "the file lacks kb's application ID (.dump loses it): kb doctor --repair restores it"
            )
        case .olderFormat(let version):
            message(
                zh: "文件格式 \(version)：下次写入时自动升级，kb doctor --repair 现在就升级",
                en:
                    "file format \(version): the next write upgrades it, kb doctor --repair does so now"
            )
        case .readableByOthers:
            message(
                zh: "本机其他用户可以读这个文件：不愿意就 chmod 600 \(path)",
                en: "others on this machine may read the file: chmod 600 \(path) if they should not")
        case .notWritable(let owner):
            message(
                zh: "您不能写这个文件，它属于 \(owner)：请 \(owner) 运行 chown 或 chmod",
                en: "you cannot write the file, which belongs to \(owner): ask for chown or chmod")
        case .writeAheadLog:
            message(
                zh: "别的工具把文件切到了 WAL 模式：只复制文件本身会丢掉 -wal 里的改动；kb doctor --repair 改回来",
                en: """
                    another tool switched the file to WAL mode: a copy of the file alone lacks the changes \
                    in its -wal; kb doctor --repair switches it back
                    """)
        case .network: DoctorText.network(path)
        case .journal(let log):
            message(
                zh: "\(log) 不是这个文件的：确认没有程序在用，再把它移走",
                en: "\(log) does not belong to this file: move it away once no program uses it")
        case .addedColumn(let table, let name):
            message(
                zh: "表 \(table) 有别的工具加的列 \(name)：kb 不动它",
                en: "another tool has added the column \(name) to \(table): kb leaves it alone")
        case .orphanedAnnotations(let count):
            message(
                zh: "\(grouped(count)) 条批注的原文不在了：kb annotation list --orphaned 列出，kb annotation move 移到新的字句",
                en: """
                    annotations without their passage: \(grouped(count)); kb annotation list --orphaned \
                    lists them, kb annotation move moves them
                    """)
        case .conflicts(let count):
            message(
                zh: "\(grouped(count)) 条笔记有冲突：kb note conflicts 列出，kb note resolve 解决",
                en:
                    "notes in conflict: \(grouped(count)); kb note conflicts lists them, kb note resolve resolves one"
            )
        case .foreignParents(let count):
            message(
                zh: "\(grouped(count)) 次修订把另一条笔记的修订当作上一版：kb 不理会，内容都在（见 kb note history）",
                en: """
                    revisions whose parent belongs to another note: \(grouped(count)); kb ignores these \
                    parents, and nothing is lost (see kb note history)
                    """)
        case .parkedNotes(let count):
            message(
                zh: "\(grouped(count)) 条笔记的代码不在这里：导入有那些代码的文档后就会出现",
                en:
                    "notes that wait for missing codes: \(grouped(count)); import the document that has them"
            )
        }
    }
}
