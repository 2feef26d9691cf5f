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
                    "the file does not say that it is kb's (.dump loses the mark): kb doctor --repair puts it back"
            )
        case .olderFormat(let version):
            message(
                zh: "文件格式 \(version)：下次写入时自动升级，kb doctor --repair 现在就升级",
                en:
                    "file format \(version): the next write brings it up to date, kb doctor --repair does so now"
            )
        case .readableByOthers:
            message(
                zh: "本机其他用户可以读这个文件：不愿意就 chmod 600 \(path)",
                en: "others on this machine may read the file: chmod 600 \(path) if they should not")
        case .notWritable(let owner):
            message(
                zh: "你不能写这个文件，它属于 \(owner)：请 \(owner) 运行 chown 或 chmod",
                en: "you may not write the file, which belongs to \(owner): ask for chown or chmod")
        case .writeAheadLog:
            message(
                zh: "别的工具把文件切到了 WAL 模式：只复制文件本身会丢掉 -wal 里的改动；kb doctor --repair 改回来",
                en: """
                    another tool switched the file to WAL mode: a copy of the file alone lacks what stands in its \
                    -wal; kb doctor --repair switches it back
                    """)
        case .network: DoctorText.network(path)
        case .journal(let log):
            message(
                zh: "\(log) 不是这个文件的：确认没有程序在用，再把它移走",
                en: "\(log) is not of this file: move it away once no program uses it")
        case .addedColumn(let table, let name):
            message(
                zh: "表 \(table) 有别的工具加的列 \(name)：kb 不动它",
                en: "another tool has added the column \(name) to \(table): kb leaves it alone")
        case .orphanedAnnotations(let count):
            message(
                zh: "\(grouped(count)) 条批注的原文不在了：kb annotation list --orphaned 列出，kb annotation move 移到新的字句",
                en: """
                    annotations that have lost their words: \(grouped(count)); kb annotation list --orphaned shows them, \
                    kb annotation move gives them others
                    """)
        case .conflicts(let count):
            message(
                zh: "\(grouped(count)) 条笔记有冲突：kb note conflicts 列出，kb note resolve 定一个",
                en:
                    "notes in conflict: \(grouped(count)); kb note conflicts shows them, kb note resolve ends one"
            )
        case .foreignParents(let count):
            message(
                zh: "\(grouped(count)) 处历史把另一条笔记的版本当作前一版：这些不算数，内容都在（kb note history 可看）",
                en: """
                    revisions that name one of another note as what they follow: \(grouped(count)); that counts for nothing, \
                    and nothing is lost (kb note history shows them)
                    """)
        case .parkedNotes(let count):
            message(
                zh: "\(grouped(count)) 条笔记的代码不在这里：导入有那些代码的文档后就会出现",
                en:
                    "notes that wait for codes that are not here: \(grouped(count)); import the document that has them"
            )
        }
    }
}
