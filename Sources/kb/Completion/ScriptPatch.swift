/// A passage of a script that ArgumentParser makes, and what kb has in its place.
///
/// A patch whose passage is no longer there does nothing, so a test looks for each in the script.
struct ScriptPatch {
    /// What ArgumentParser writes, once in the script.
    let passage: String
    let replacement: String

    /// The script with the replacement.
    func applied(to script: String) -> String { script.replacing(passage, with: replacement) }
}
