import KBCore
import KBPresentation

/// An import that would retire so much of a book that it may be the wrong document.
struct TooManyRetired: ReportableError {
    var plan: ImportPlan
    var path: String

    var report: ErrorReport {
        let (retired, active, notes) = (plan.retired, plan.activeBefore, plan.notesOnRetired)
        let zhNotes = notes == 0 ? "" : "，这些代码上有 \(notes) 条笔记"
        let enNotes = notes == 0 ? "" : ", which carry \(notes) \(notes == 1 ? "note" : "notes")"
        return ErrorReport(
            [
                message(
                    zh: "\(path) 会停用 \(plan.book) 的 \(active) 个代码中的 \(retired) 个\(zhNotes)；什么都没有导入",
                    en:
                        "\(path) would retire \(retired) of \(active) codes of \(plan.book)\(enNotes); nothing was imported"
                )
            ],
            hint: message(
                zh: "确实如此就加 --yes；是另一本就用 --book 指明；--dry-run 可先看清单",
                en: "--yes does it, --book names another book, --dry-run lists the codes"), .usage)
    }
}
