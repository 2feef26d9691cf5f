import ArgumentParser
import KBPresentation

/// `kb manual`: prints the pages of the manual, for `make man`.
struct ManualCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "manual",
        abstract: KBPresentation.message(zh: "输出一页手册。", en: "Print a page of the manual."),
        discussion: KBPresentation.message(
            zh: "不给参数，就列出各页的名称。", en: "Without arguments it prints the names of all pages."),
        shouldDisplay: false)

    @Argument(
        help: ArgumentHelp(zh: "手册页的日期，如 2026-01-31。", en: "The date of the page, such as 2026-01-31.", .date)
    )
    var date: String?

    @Argument(
        help: ArgumentHelp(
            zh: "哪一页，如 kb-note-add；不给就是 kb。", en: "The page, such as kb-note-add, else kb.", .name))
    var page: String?

    func run(_ settings: Settings) throws {
        let pages = ManualPage.all(of: try CommandInfo(KB.self))
        guard let date else { return try Output.write(pages.map(\.name).joined(separator: "\n")) }
        let name = page ?? "kb"
        guard let found = pages.first(where: { $0.name == name }) else {
            throw ValidationError(KBPresentation.message(zh: "没有这一页：\(name)", en: "there is no page \(name)"))
        }
        try Output.write(String(found.text(date: date).dropLast()))
    }
}
