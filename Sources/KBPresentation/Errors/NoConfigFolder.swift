/// Nobody says where the configuration file is.
package struct NoConfigFolder: ReportableError {
    package init() {}

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "不知道配置文件在哪里", en: "cannot locate the configuration file")],
            hint: message(zh: "请设 HOME 或 XDG_CONFIG_HOME", en: "set HOME or XDG_CONFIG_HOME"), .noInput)
    }
}
