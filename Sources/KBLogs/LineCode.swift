/// The code that stands in a line.
struct LineCode {
    /// What the code is a code of, as far as the line's format says it.
    enum Kind {
        /// A text, or digits of which the format does not say more.
        case text
        /// A number of JSON, which may be written `404.0` or `4e2`.
        case number
        /// A number of errno.
        case errno
    }

    /// The bytes of the code; they last as long as the line.
    var bytes: Bytes
    var kind: Kind = .text
}
