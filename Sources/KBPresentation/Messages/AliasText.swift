import KBCore

/// What was done to the aliases of a code.
package enum AliasText {
    package static func added(_ count: Int, to reference: CodeReference) -> String {
        guard count > 0 else {
            return message(zh: "\(reference) 没有变化", en: "nothing changed in \(reference)")
        }
        return message(
            zh: "\(reference) 新增 \(grouped(count)) 个别名", en: "\(number(count)) added to \(reference)")
    }

    package static func removed(_ count: Int, from reference: CodeReference) -> String {
        message(zh: "\(reference) 减少 \(grouped(count)) 个别名", en: "\(number(count)) removed from \(reference)")
    }

    private static func number(_ count: Int) -> String {
        counted(count, "alias", "aliases")
    }
}
