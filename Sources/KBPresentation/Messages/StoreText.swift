import KBCore

/// What opening a knowledge base has done.
package enum StoreText {
    package static func upgraded(_ upgrade: Store.Upgrade) -> String {
        CodeText.oneLine(
            message(
                zh: "\(upgrade.path) 已从格式 \(upgrade.from) 升到 \(upgrade.to)，原样的副本是 \(upgrade.copy)",
                en: """
                    \(upgrade.path) was upgraded from file format \(upgrade.from) to \(upgrade.to); a copy \
                    of the old file: \(upgrade.copy)
                    """))
    }
}
