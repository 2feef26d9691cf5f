import KBCore

/// What restoring a backup has done.
package enum RestoreText {
    package static func notes(_ outcome: Restore.Outcome) -> [String] {
        outcome.movedJournals.map { message(zh: "日志移到 \($0)", en: "the journal was moved to \($0)") }
            + (outcome.kept.map { [message(zh: "原来的知识库保留在 \($0)", en: "the replaced file is kept as \($0)")] }
                ?? [])
    }

    package static func done(_ path: String, from backup: String) -> String {
        message(zh: "\(path) 已从 \(backup) 恢复", en: "restored \(path) from \(backup)")
    }
}
