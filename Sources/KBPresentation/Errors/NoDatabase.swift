/// Nobody says where the knowledge base is.
package struct NoDatabase: ReportableError {
    package init() {}

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "不知道知识库在哪里：没有设 HOME", en: "cannot locate the knowledge base: HOME is not set")
            ],
            hint: message(zh: "用 --db 或 KB_DB 写明知识库，或者设 HOME", en: "name it with --db or KB_DB, or set HOME"),
            .noInput)
    }
}
