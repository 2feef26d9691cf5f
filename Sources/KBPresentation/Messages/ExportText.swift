import KBDocuments

/// What an export says besides its document.
package enum ExportText {
    /// What the format cannot hold; nil where it holds everything.
    package static func leftOut(_ omissions: WritingOmissions, _ format: DocumentFormat) -> String? {
        let (aliases, translations) = (omissions.aliases, omissions.translations)
        let zh = [(aliases, "个别名"), (translations, "段译文")].filter { $0.0 > 0 }.map { "\(grouped($0)) \($1)" }
        let en = [(aliases, "alias", "aliases"), (translations, "translation", "translations")]
            .filter { $0.0 > 0 }.map { counted($0, $1, $2) }
        guard !zh.isEmpty else { return nil }
        return message(
            zh: "\(format.rawValue) 放不下 \(zh.joined(separator: "、"))：--format json 都带上",
            en: "\(format.rawValue) cannot hold \(en.joined(separator: " and ")); --format json can")
    }
}
