import ArgumentParser

/// The scripts of ArgumentParser, and what they lack.
///
/// - What commands take that stand for another: `kb import` takes a document, `kb serve` the options of `kb serve run`.
/// - The commands that `kb help` explains.
/// - In zsh, values that follow an option without a space.
/// - In bash, words with a colon, such as `http:404`, which bash takes apart; and safety from what the knowledge base
///   holds (``BashCompletion``).
enum CompletionScript {
    static func text(for shell: CompletionsCommand.Shell) -> String {
        let script = ParserWords.translating(generated(for: shell))
        let patched = patches(for: shell).reduce(script) { $1.applied(to: $0) }
        return switch shell {
        case .bash: patched
        case .zsh: ZshCompletion.extended(patched)
        case .fish: FishCompletion.extended(patched)
        }
    }

    /// What ArgumentParser makes.
    static func generated(for shell: CompletionsCommand.Shell) -> String {
        switch shell {
        case .bash: KB.completionScript(for: .bash)
        case .zsh: KB.completionScript(for: .zsh)
        case .fish: KB.completionScript(for: .fish)
        }
    }

    /// What is replaced in a script.
    static func patches(for shell: CompletionsCommand.Shell) -> [ScriptPatch] {
        switch shell {
        case .bash: BashCompletion.patches
        case .zsh: ZshCompletion.patches
        case .fish: []
        }
    }
}
