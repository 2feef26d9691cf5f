/// What has chosen a value.
enum SettingOrigin {
    case option(String)
    case environment(String)
    /// The configuration file.
    case file(path: String, line: Int)
    /// A variable of the environment that is not about kb, and counts less than the file.
    case locale(String)
    /// Git's configuration.
    case git
    /// The name under which the user is logged in.
    case login
    case standard
}
