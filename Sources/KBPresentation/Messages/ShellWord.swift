/// A word of a command line that people paste into a shell.
package struct ShellWord {
    /// The word, in quotation marks where a shell would read it as something else.
    package let text: String

    package init(_ word: String) {
        let isPlain =
            !word.isEmpty
            && word.unicodeScalars.allSatisfy { scalar in
                scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
                    || "_-./,=:@%+".unicodeScalars.contains(scalar)
            }
        text = isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
