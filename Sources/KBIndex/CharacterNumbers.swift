/// Numbers for the Han characters that tokens begin with.
struct CharacterNumbers {
    /// The number of each term's first character, `UInt32.max` for none.
    let ofTerm: [UInt32]
    let count: Int

    /// Every character that a pair begins with is a term by itself; see ``TermTable/number(_:)-(Tokens.Key)``.
    init(_ table: TermTable) {
        // The number of each single character, by the number of the term that it is.
        var numbers: [UInt32: UInt32] = [:]
        var ofTerm = [UInt32](repeating: .max, count: table.count)
        for term in 0..<table.count {
            guard let first = table.firstCharacter(of: term),
                let alone = table.knownNumber(ofCharacter: first)
            else { continue }
            let number = numbers[alone] ?? UInt32(numbers.count)
            numbers[alone] = number
            ofTerm[term] = number
        }
        self.ofTerm = ofTerm
        count = numbers.count
    }
}
