/// What ArgumentParser's script for zsh lacks.
enum ZshCompletion {
    static let patches = [
        // With it, an exclamation mark gets its backslash, without which it stands for an earlier command.
        ScriptPatch(passage: "unsetopt aliases banghist", replacement: "unsetopt aliases"),
        ScriptPatch(
            passage: end,
            replacement: #"""
                # kb import takes a document, too.
                functions -c _kb_import _kb_import_subcommand
                _kb_import() {
                    local -ar typed=("${words[@]}")
                    local -ir place=CURRENT
                    _kb_import_subcommand && return
                    words=("${typed[@]}")
                    CURRENT=place
                    _kb_import_codes
                }

                # What kb help explains are the commands.
                _kb_help() {
                    _kb
                }


                """# + end),
    ]

    private static let end = "if [[ \"${funcstack[1]}\" = _kb ]]; then"
}
