/// What had to come next in a JSON text where something else was found.
public enum JSONExpectation: Hashable, Sendable {
    /// Any JSON value.
    case value

    /// A key in quotation marks.
    case key

    /// A colon after a key.
    case colon

    /// A comma, or the bracket that closes an array.
    case commaOrBracket

    /// A comma, or the brace that closes an object.
    case commaOrBrace

    /// Nothing more.
    case endOfText

    /// The quotation mark that closes a string.
    case closingQuote

    /// An escape for a control character, which may not stand in a string as it is.
    case escapedControlCharacter

    /// One of the characters that may follow a backslash.
    case escape

    /// Four hexadecimal digits after `\u`.
    case fourHexDigits

    /// Both halves of a surrogate pair.
    case surrogatePair

    /// A digit of a number.
    case digit

    /// A string of at most ``Entry/longest`` bytes.
    case shorterString

    /// Fewer arrays and objects inside one another; at most 512.
    case lessNesting
}

/// The type of a JSON value.
public enum JSONType: String, Hashable, Sendable {
    /// An object.
    case object

    /// An array.
    case array

    /// A string.
    case string

    /// A number.
    case number

    /// True or false.
    case boolean

    /// Null.
    case null
}

/// Where and why a text is not JSON.
struct JSONFault: Error {
    let offset: Int
    let expected: JSONExpectation
}
