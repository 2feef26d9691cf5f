/// A setting that the file does not have.
package struct UnsetKey: ReportableError {
    package var key: String
    package var path: String

    package init(key: String, path: String) {
        self.key = key
        self.path = path
    }

    package var report: ErrorReport {
        ErrorReport(
            [message(zh: "\(path) 没有设 \(key)", en: "\(path) does not set \(key)")], hint: offer,
            .nothingFound)
    }

    private var offer: String? {
        guard ConfigKey(rawValue: key) == nil else { return nil }
        return ConfigKey.nearest(to: key).map { message(zh: "您要的可能是 \($0)", en: "did you mean: \($0)") }
            ?? message(zh: "设置项有：\(ConfigKey.list)", en: "the settings are: \(ConfigKey.list)")
    }
}
