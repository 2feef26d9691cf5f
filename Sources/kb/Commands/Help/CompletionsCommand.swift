import ArgumentParser
import KBPresentation

/// `kb completions`: prints a script that lets a shell complete command lines of kb.
struct CompletionsCommand: Command {
    /// The shells that there are scripts for.
    enum Shell: String, ExpressibleByArgument, CaseIterable {
        case bash, zsh, fish
    }

    static let configuration = CommandConfiguration(
        commandName: "completions",
        abstract: KBPresentation.message(
            zh: "输出让 bash、zsh 或 fish 补全 kb 命令行的脚本。",
            en: "Print a completion script for bash, zsh or fish."),
        discussion: KBPresentation.message(
            zh: """
                命令、选项、文件名，以及知识库里的代码、书名、笔记编号和标签，按 Tab 都能补全。make install 会装好脚本；\
                也可以自己装：
                  kb completions bash > ~/.kb.bash  再在 ~/.bashrc 里写一行：. ~/.kb.bash
                  kb completions zsh > ~/.zfunc/_kb  放在 fpath 里的目录，compinit 之前
                  kb completions fish > ~/.config/fish/completions/kb.fish  fish 自己会找到
                """,
            en: """
                The Tab key then completes commands, options, file names, and the codes, books, tags and \
                note IDs of the knowledge base. make install installs the scripts; without it:
                  kb completions bash > ~/.kb.bash  and a line in ~/.bashrc: . ~/.kb.bash
                  kb completions zsh > ~/.zfunc/_kb  in a folder of fpath, before compinit
                  kb completions fish > ~/.config/fish/completions/kb.fish  fish finds it there
                """))

    @Argument(help: ArgumentHelp(zh: "哪个外壳。", en: "The shell.", .shell))
    var shell: Shell

    func run(_ settings: Settings) throws {
        try Output.write(CompletionScript.text(for: shell))
    }
}
