/// Where the code stands in a line.
package enum LineFormat {
    /// The format shows in each line; see ``LineScanner``.
    case detected(JSONFields)
    /// The Common or Combined Log Format: one to three digits after the quoted request.
    case common
    /// JSON Lines: a field of the object.
    case json(JSONFields)
    /// What a regular expression finds.
    case pattern(LinePattern)
}
