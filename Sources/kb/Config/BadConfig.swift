import Glibc
import KBPresentation

/// A configuration file that is wrong.
struct BadConfig: ReportableError {
    var path: String
    var faults: [ConfigFault]

    var report: ErrorReport {
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
