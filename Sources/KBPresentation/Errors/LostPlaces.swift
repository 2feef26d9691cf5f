import KBCore

/// A salvage that could not read everything.
package struct LostPlaces: ReportableError {
    package var count: Int

    package init(count: Int) {
        self.count = count
    }

    package var report: ErrorReport {
        ErrorReport(
            [
                message(
                    zh: "文件里有 \(grouped(count)) 处读不出来，那里的内容没有写出",
                    en: "\(grouped(count)) places of the file cannot be read and were left out")
            ],
            hint: message(
                zh: "其余的都写出了；更早的内容看备份", en: "everything else was written; a backup may have the rest"),
            .failed)
    }
}
