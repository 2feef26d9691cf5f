import ArgumentParser

/// The scripts of ArgumentParser, and what they lack.
///
/// - The default subcommand: `kb import` takes a document too.
/// - The commands that `kb help` explains.
/// - In bash, words with a colon, such as `http:404`, which bash takes apart.
enum CompletionScript {
    static func text(for shell: CompletionsCommand.Shell) -> String {
        switch shell {
        case .bash: bash(generated(for: .bash))
        case .zsh: zsh(generated(for: .zsh))
        case .fish: fish(generated(for: .fish))
        }
    }

    private static func generated(for shell: CompletionShell) -> String {
        ParserWords.translating(KB.completionScript(for: shell))
    }

    private static func bash(_ script: String) -> String {
        script.replacing("complete -o filenames -F _kb kb", with: "") + #"""
            # bash cuts words at colons and equals signs. They are put together again for _kb, and what bash has
            # cut off is taken away from the answer. --book=http is read as --book http.
            _kb_whole_words() {
                local -a words=()
                local -i index place=0
                local rest="${COMP_LINE}" word space is_value=false
                for index in "${!COMP_WORDS[@]}"; do
                    word="${COMP_WORDS[index]}"
                    space="${rest%%[![:space:]]*}"
                    rest="${rest#"${space}"}"
                    rest="${rest#"${word}"}"
                    if ((index == 0)) || [[ -n ${space} || ${is_value} == true ]]; then
                        words+=("${word}")
                        is_value=false
                    elif [[ ${word} == '=' && ${words[-1]} == --* ]]; then
                        is_value=true
                        ((index == COMP_CWORD)) && words+=('')
                    else
                        words[-1]+="${word}"
                    fi
                    ((index == COMP_CWORD)) && place=$((${#words[@]} - 1))
                done
                local -a COMP_WORDS=("${words[@]}")
                local -i COMP_CWORD=place
                # What kb help explains are the commands.
                if [[ ${words[1]} == help ]] && ((place > 1)); then
                    COMP_WORDS=("${words[0]}" "${words[@]:2}")
                    COMP_CWORD=$((place - 1))
                fi
                local -r whole="${words[place]}"
                if [[ ${words[1]} != import || ${place} -le 2 || ${words[2]} == @(codes|notes) ]]; then
                    _kb "${1}" "${whole}" "${COMP_WORDS[COMP_CWORD - 1]}"
                fi
                if [[ ${words[1]} == import && ${place} -ge 2 && ${#COMPREPLY[@]} -eq 0 ]]; then
                    COMP_WORDS=("${words[@]:0:2}" codes "${words[@]:2}")
                    COMP_CWORD=$((place + 1))
                    _kb "${1}" "${whole}" "${COMP_WORDS[COMP_CWORD - 1]}"
                fi
                COMPREPLY=("${COMPREPLY[@]#"${whole%"${2}"}"}")
                # A colon needs no backslash in a code, as it does in the name of a file.
                if [[ ${COMPREPLY[0]} == *:* && ! -e ${COMPREPLY[0]} ]]; then
                    compopt +o filenames 2>/dev/null
                fi
            }

            complete -o filenames -F _kb_whole_words kb
            """#
    }

    private static func zsh(_ script: String) -> String {
        let end = "if [[ \"${funcstack[1]}\" = _kb ]]; then"
        return script.replacing(
            end,
            with: #"""
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


                """# + end)
    }

    private static func fish(_ script: String) -> String {
        let lines = script.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let isAbout = { (command: String) in { (line: String) in line.contains(" \"\(command)\" ") } }
        let commands = lines.filter(isAbout("kb")).filter { $0.contains(" -fa ") }
        let documents = lines.filter(isAbout("kb import codes"))
        return
            (lines + commands.map { $0.replacing(" \"kb\" ", with: " \"kb help\" ") }
            + documents.map { $0.replacing(" \"kb import codes\" ", with: " \"kb import\" ") })
            .joined(separator: "\n")
    }
}
