import ArgumentParser
import KBCore
import KBPresentation

/// Words that a shell can complete from the knowledge base that the line names.
extension CompletionKind {
    static var codes: Self { choices { choices, line in try choices.codes(beginning: line.current) } }

    static var books: Self { choices { choices, _ in try choices.books() } }

    static var notes: Self { choices { choices, line in try choices.notes(beginning: line.current) } }

    static var conflicts: Self { choices { choices, _ in try choices.conflicts() } }

    static var annotations: Self {
        choices { choices, line in try choices.notes(beginning: line.current, isAnnotation: true) }
    }

    /// Notes that could not be saved.
    static var drafts: Self { .custom { _, _, _ in DraftFile.all.map(\.name) } }

    static var remotes: Self { choices { choices, _ in try choices.remotes() } }

    static var stoppedLogs: Self { choices { choices, _ in try choices.stoppedLogs() } }

    static var authors: Self { choices { choices, _ in try choices.authors() } }

    static var terms: Self { choices { choices, line in try choices.terms(beginning: line.current) } }

    /// All tags; those of the note that `kb tag rm` names.
    static var tags: Self {
        choices { choices, line in
            guard line.words.dropFirst().starts(with: ["tag", "rm"]) else { return try choices.tags() }
            return try choices.tags(ofNote: line.arguments(after: 2).first)
        }
    }

    /// The values of the setting that `kb config set` names, where they are a few.
    static var settingValues: Self {
        .custom { words, index, beginning in
            let name = TypedLine(words, index, beginning).arguments(after: 2).first
            return switch name.flatMap(ConfigKey.init(rawValue:)) {
            case .color: Terminal.Coloring.allCases.map(\.rawValue)
            case .language: Language.allCases.map(\.rawValue)
            case .database, .author, .limit, .editions, nil: []
            }
        }
    }

    /// The aliases of the code that `kb alias rm` names.
    static var aliases: Self {
        .custom { words, index, beginning in
            let line = TypedLine(words, index, beginning)
            guard let code = line.arguments(after: 2).first else { return [] }
            return answer(line) { store in
                try Codes(store).find(code).flatMap { try Choices(store).aliases(of: $0.reference) }
            }
        }
    }

    private static func choices(
        _ find: @escaping @Sendable (Choices, TypedLine) throws -> [Choices.Choice]
    ) -> Self {
        .custom { words, index, beginning in
            let line = TypedLine(words, index, beginning)
            return answer(line) { try find(Choices($0), line) }
        }
    }

    /// What there is to choose, in the way of the shell that asks.
    ///
    /// A person waits at the prompt: a knowledge base that is not there, locked, slow or damaged has no choices.
    private static func answer(
        _ line: TypedLine, _ find: (Store) throws -> [Choices.Choice]
    ) -> [String] {
        guard let path = Settings(.process).database(line.database).value else { return [] }
        let store = try? Store(path: path, access: .existing, timeout: 0.02, longestRead: 2)
        let choices = store.flatMap { try? find($0) } ?? []
        // zsh and fish have their own ways to tell what a choice matches; bash cannot take quotation marks away.
        let isForBash = CompletionShell.requesting == .bash
        return choices.filter { !isForBash || $0.text.utf8.starts(with: line.current.utf8) }.map(shown)
    }

    private static func shown(_ choice: Choices.Choice) -> String {
        let (text, about) = (CodeText.oneLine(choice.text), NoteText.oneLine(choice.about))
        if about.isEmpty && CompletionShell.requesting != .zsh { return text }
        return switch CompletionShell.requesting {
        case .fish: "\(text)\t\(about)"
        case .zsh:
            text.replacing("\\", with: "\\\\").replacing(":", with: "\\:")
                + (about.isEmpty ? "" : ":\(about)")
        default: text
        }
    }
}
