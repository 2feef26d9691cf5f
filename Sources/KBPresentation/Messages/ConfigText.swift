/// What is said about changes of the configuration file.
package enum ConfigText {
    package static func unset(_ key: String, in path: String) -> String {
        message(zh: "\(path)：已去掉 \(key)", en: "\(path): \(key) removed")
    }

    package static func comesFirst(_ variable: String) -> String {
        message(
            zh: "环境变量 \(variable) 优先于它，现在用的是那个值",
            en: "the environment variable \(variable) overrides it")
    }
}
