import Glibc

/// A configuration file that is wrong.
package struct BadConfig: ReportableError {
    package var path: String
    package var faults: [ConfigFault]

    package init(path: String, faults: [ConfigFault]) {
        self.path = path
        self.faults = faults
    }

    package var report: ErrorReport {
        let errors = faults.map { $0.text(path) }
        if case .unreadable(let code) = faults.first {
            return ErrorReport(errors, code == EACCES ? .notPermitted : .inputOutput)
        }
        return ErrorReport(
            errors,
            hint: message(
                zh: "设置项有 \(ConfigKey.list)；kb help config 有说明",
                en: "the settings are \(ConfigKey.list); kb help config explains them"), .badData)
    }
}
