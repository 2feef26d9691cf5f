/// What a person calls a note, or a state that it has had: `3f2a91c0`, `3f2a91c0@1a2b`.
enum NoteName {
    /// The two parts of a name; the state is nil where none is named.
    ///
    /// What other tools call their notes may have an `@`; a state is what follows the last one.
    static func parts(of name: String) -> (note: String, state: String?) {
        guard let at = name.lastIndex(of: "@"), at > name.startIndex else { return (name, nil) }
        let state = String(name[name.index(after: at)...])
        return state.isEmpty ? (name, nil) : (String(name[..<at]), state)
    }
}
