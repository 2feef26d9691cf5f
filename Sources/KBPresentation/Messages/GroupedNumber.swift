/// A number as people read it: from ten thousand on with a comma between each three digits, as both languages have it.
///
/// - Parameters:
///   - number: The number.
///   - least: Smaller numbers are as they are.
/// - Returns: The digits.
package func grouped(_ number: Int, from least: Int = 10_000) -> String {
    guard number >= least else { return String(number) }
    let digits = Array(String(number))
    return digits.indices.reduce(into: "") { text, index in
        if index > 0, (digits.count - index).isMultiple(of: 3) { text += "," }
        text.append(digits[index])
    }
}
