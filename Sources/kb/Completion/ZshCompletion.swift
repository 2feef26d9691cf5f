/// What ArgumentParser's script for zsh lacks.
enum ZshCompletion {
    static let patches = [
        // With it, an exclamation mark gets its backslash, without which it stands for an earlier command.
        ScriptPatch(passage: "unsetopt aliases banghist", replacement: "unsetopt aliases"),
        ScriptPatch(
            passage: end,
            replacement: StandardCommand.all.map(function).joined() + #"""
                # What kb help explains are the commands.
                _kb_help() {
                    _kb
                }


                """# + end),
    ]

    /// What completes a command that stands for another.
    private static func function(_ command: StandardCommand) -> String {
        let name = "_kb_\(command.name)"
        return """
            # kb \(command.name) is kb \(command.name) \(command.standard), unless another command under it follows.
            functions -c \(name) \(name)_subcommand
            \(name)() {
                if ((CURRENT > 2)) && [[ ${words[2]} == (\(command.commands.joined(separator: "|"))) ]]; then
                    \(name)_subcommand
                    return
                fi
                local -ar typed=("${words[@]}")
                local -ir place=CURRENT
                if ((CURRENT == 2)) && [[ ${words[2]} != -* ]]; then
                    \(name)_subcommand && return
                    words=("${typed[@]}")
                    CURRENT=place
                fi
                \(name)_\(command.standard)
            }


            """
    }

    /// The script with options whose value may follow without a space: `--tag=T` and `-bhttp`.
    ///
    /// Without the signs in their specifications, _arguments looks for a value in the next word only.
    static func extended(_ script: String) -> String {
        script.split(separator: "\n", omittingEmptySubsequences: false).map(joining).joined(separator: "\n")
    }

    /// A line of the script, with the signs where it specifies an option that takes a value.
    static func joining(_ line: Substring) -> String {
        guard line.drop(while: { $0 == " " }).hasPrefix("'"), let explanation = line.firstIndex(of: "["),
            takesValue(line[explanation...])
        else { return String(line) }
        var names = line[..<explanation]
        // Names stand between braces with a comma between, or one stands alone before the explanation.
        let end = names.hasSuffix("}'") ? "}'" : ""
        names.removeLast(end.count)
        guard let first = names.lastIndex(where: { "{'*".contains($0) }).map(names.index(after:)) else {
            return String(line)
        }
        let signed = names[first...].split(separator: ",").map { $0 + ($0.hasPrefix("--") ? "=" : "+") }
        guard signed.allSatisfy({ $0.hasPrefix("-") }) else { return String(line) }
        return names[..<first] + signed.joined(separator: ",") + end + line[explanation...]
    }

    /// Whether a colon follows the explanation between brackets.
    private static func takesValue(_ text: Substring) -> Bool {
        var rest = text
        while let character = rest.popFirst(), character != "]" {
            if character == "\\" { _ = rest.popFirst() }
        }
        return rest.first == ":"
    }

    private static let end = "if [[ \"${funcstack[1]}\" = _kb ]]; then"
}
