/// What ArgumentParser's script for bash lacks.
enum BashCompletion {
    static let patches = [
        ScriptPatch(passage: addCompletions, replacement: safeCompletions),
        ScriptPatch(passage: "complete -o filenames -F _kb kb", replacement: wholeWords),
    ]

    private static let addCompletions = #"""
        __kb_add_completions() {
            local completion
            while IFS='' read -r completion; do
                COMPREPLY+=("${completion}")
            done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
        }
        """#

    // `compgen -W` expands its words as the shell does, `$(…)` included, and what stands in a knowledge base may have
    // come from anybody.
    private static let safeCompletions = #"""
        __kb_add_completions() {
            local completion
            if [[ ${1} == -W ]]; then
                # compgen -W would run a command that stands in a word. What kb answers begins with what is typed;
                # quotation marks count only there.
                local -r typed="${cur//[\\\"\']/}"
                while IFS='' read -r completion; do
                    if [[ -n ${completion} && ${completion//[\\\"\']/} == "${typed}"* ]]; then
                        COMPREPLY+=("${completion}")
                        _kb_has_words=true
                    fi
                done <<<"${2}"
            else
                while IFS='' read -r completion; do
                    COMPREPLY+=("${completion}")
                done < <(IFS=$'\n' compgen "${@}" -- "${cur}")
            fi
        }
        """#

    private static let wholeWords = #"""
        # Quotes each reply, so that the line means it, whatever characters it has; a quotation mark that is open stays.
        # A colon needs no backslash, as bash gives it one in the name of a file.
        _kb_quote_replies() {
            local -i index
            local reply sign signs
            case ${1} in
            \'*) signs= ;;
            \"*) signs=$'\\"$`' ;;
            *) signs=$'\\"\'$`!#&*()<>|;?[]{}~ \t' ;;
            esac
            for index in "${!COMPREPLY[@]}"; do
                reply="${COMPREPLY[index]}"
                if [[ ${1} == \'* ]]; then
                    sign="'\\''"
                    reply="${reply//\'/"${sign}"}"
                else
                    local quoted=
                    while [[ -n ${reply} ]]; do
                        sign="${reply:0:1}"
                        [[ ${signs} == *"${sign}"* ]] && quoted+="\\"
                        quoted+="${sign}"
                        reply="${reply:1}"
                    done
                    reply="${quoted}"
                fi
                COMPREPLY[index]="${reply}"
            done
            # bash leaves the mark open where the word itself ends with one.
            if ((${#COMPREPLY[@]} == 1)) && [[ ${1} == [\"\']* && ${COMPREPLY[0]} == *"${1:0:1}" ]]; then
                COMPREPLY[0]+="${1:0:1}"
            fi
            compopt +o filenames 2>/dev/null
        }

        # bash cuts words at colons and equals signs. They are put together again for _kb, and what bash has
        # cut off is taken away from the answer. --book=http is read as --book http.
        _kb_whole_words() {
            local -a words=()
            local -i index place=0
            local rest="${COMP_LINE}" word space is_value=false _kb_has_words=false
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
            # kb serve is kb serve run, unless another command under it follows.
            local standard= commands=
            case ${words[1]} in
            STANDARD_COMMANDS
            esac
            if [[ -z ${standard} || ${place} -lt 2 || ${commands} == *" ${words[2]} "* ]] ||
                [[ ${place} -eq 2 && ${whole} != -* ]]; then
                _kb "${1}" "${whole}" "${COMP_WORDS[COMP_CWORD - 1]}"
            fi
            if [[ -n ${standard} && ${place} -ge 2 && ${commands} != *" ${words[2]} "* ]] &&
                ((${#COMPREPLY[@]} == 0)); then
                COMP_WORDS=("${words[@]:0:2}" "${standard}" "${words[@]:2}")
                COMP_CWORD=$((place + 1))
                _kb "${1}" "${whole}" "${COMP_WORDS[COMP_CWORD - 1]}"
            fi
            [[ ${_kb_has_words} == true ]] && _kb_quote_replies "${whole}"
            COMPREPLY=("${COMPREPLY[@]#"${whole%"${2}"}"}")
        }

        complete -o filenames -F _kb_whole_words kb
        """#.replacing("    STANDARD_COMMANDS", with: standardCommands)

    private static var standardCommands: String {
        StandardCommand.all.map {
            "    \($0.name)) standard=\($0.standard) commands=' \($0.commands.joined(separator: " ")) ' ;;"
        }.joined(separator: "\n")
    }
}
