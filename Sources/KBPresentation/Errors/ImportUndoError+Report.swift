import KBCore

extension ImportUndoError: ReportableError {
    package var report: ErrorReport {
        switch self {
        case .nothing(let book):
            ErrorReport(
                [
                    message(
                        zh: (book.map { "\($0) " } ?? "") + "没有可以撤回的导入",
                        en: "there is no import\(book.map { " into \($0)" } ?? "") to undo")
                ], hint: message(zh: "kb log 列出做过什么", en: "kb log lists what was done"), .nothingFound)
        case .tooOld(let record):
            ErrorReport(
                [
                    message(
                        zh: "\(UndoText.name(record)) 是旧版 kb 导入的，没有记下改了什么，不能撤回",
                        en: """
                            \(UndoText.name(record)) was imported by an older kb, which did not record what \
                            it changed
                            """)
                ],
                hint: message(
                    zh: "再导入旧的文档即可改回；kb book rm 删除整本",
                    en: "import the older document again, or remove the book with kb book rm"), .failed)
        case .losesEdits(let outcome):
            ErrorReport(
                [
                    message(
                        zh:
                            "撤回 \(UndoText.name(outcome.record)) 会丢掉此后手工的改动：\(UndoText.list(outcome.edited))；没有改动",
                        en: """
                            undoing \(UndoText.name(outcome.record)) would lose later manual changes: \
                            \(UndoText.list(outcome.edited)); nothing was changed
                            """)
                ], hint: message(zh: "确实如此就加 --yes", en: "use --yes to do it anyway"), .usage)
        }
    }
}
