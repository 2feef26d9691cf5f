import Glibc

/// A command line that is being typed, as the scripts for shells hand it over.
struct TypedLine {
    /// The words before the one that is typed, without quotation marks; the first is the program.
    let words: [String]
    /// What has been typed of the next word.
    let current: String

    /// Takes a line.
    ///
    /// - Parameters:
    ///   - words: The words as they are typed.
    ///   - index: Which of them is being completed.
    ///   - beginning: What the last word has before the cursor; fish's `complete -C` says that there is nothing.
    init(_ words: [String], _ index: Int, _ beginning: String) {
        self.words = words.prefix(max(0, index)).map(Self.unquoted)
        let word = words.indices.contains(index) ? words[index] : ""
        current = Self.unquoted(word.hasPrefix(beginning) && !beginning.isEmpty ? beginning : word)
    }

    /// The knowledge base that `--db` names.
    var database: String? {
        for (index, word) in words.enumerated().reversed() {
            if word == "--db", index + 1 < words.count { return words[index + 1] }
            if word.hasPrefix("--db=") { return Self.atHome(String(word.dropFirst(5))) }
        }
        return nil
    }

    /// The arguments that follow the names of commands.
    ///
    /// - Parameter names: How many names there are after `kb`.
    /// - Returns: The words that are neither options nor the values of `--db` and `--timeout`.
    func arguments(after names: Int) -> [String] {
        var isValue = false
        return words.dropFirst(1 + names).filter { word in
            defer { isValue = word == "--db" || word == "--timeout" }
            return !isValue && !word.hasPrefix("-")
        }
    }

    /// The word that the shell makes of what is typed; variables are left alone.
    private static func unquoted(_ typed: String) -> String {
        var word = ""
        var quote: Character?
        var isEscaped = false
        for character in typed {
            if isEscaped {
                word.append(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if character == quote {
                quote = nil
            } else if quote == nil, character == "'" || character == "\"" {
                quote = character
            } else {
                word.append(character)
            }
        }
        return atHome(word)
    }

    private static func atHome(_ path: String) -> String {
        guard path.hasPrefix("~/"), let home = getenv("HOME") else { return path }
        return String(cString: home) + path.dropFirst()
    }
}
