import KBText

/// The tokens of a short text, as terms of the index.
package struct TokenList {
    /// A token of a query.
    package struct Token: Hashable {
        /// The pair, the single character or the word.
        package var term: Term
        package var isHan: Bool
        /// Whether a Han character stands alone or ends its run.
        package var isFinal: Bool
    }

    package let tokens: [Token]

    package init(_ text: String) {
        let tokens = Tokens(text)
        self.tokens = tokens.keys.map {
            Token(
                term: Term($0, of: tokens), isHan: !$0.isWord, isFinal: !$0.isWord && $0.second == 0)
        }
    }
}
