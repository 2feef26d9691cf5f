import Foundation

/// The names under which SQLite is given a path.
///
/// Debian's SQLite takes every name that begins with `file:` for a URI, also in `VACUUM INTO`, and `:memory:` and an
/// empty name for no file at all. Whatever opens or writes a file asks here.
enum SQLiteName {
    /// The name of a file.
    static func of(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

    /// The name of a file that SQLite is to take for granted not to change (uri.html#uriimmutable).
    static func immutable(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "?#%").inverted
        let name = of(path)
        return "file:\(name.addingPercentEncoding(withAllowedCharacters: allowed) ?? name)?immutable=1"
    }
}
