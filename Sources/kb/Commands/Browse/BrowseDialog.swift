import KBCore
import KBPresentation
import KBText

/// Asks for notes and annotations while fzf waits.
///
/// An empty answer goes back to the list. So does Esc before Enter, and Ctrl-C, which ends this process.
struct BrowseDialog {
    private let settings: Settings
    private let store: StoreOptions
    private let terminal: Terminal

    init(_ settings: Settings, _ store: StoreOptions, on terminal: Terminal) {
        self.settings = settings
        self.store = store
        self.terminal = terminal
    }

    /// Lets a person write a note, as `kb note add` does.
    func addNote(to field: BrowseField) throws {
        try telling {
            let code = try field.code(in: store.open(settings))
            guard let text = ask(forTextAbout: NoteText.title(of: code)) else { return }
            let command = try NoteCommand.Add.parse(text + ["--", field.reference])
            try command.run(settings)
        }
    }

    /// Lets a person annotate a passage, as `kb annotate` does.
    func annotate(_ field: BrowseField) throws {
        try telling {
            let code = try field.code(in: store.open(settings))
            let passages = BrowsePassages(code)
            try Output.write(terminal.styled(NoteText.title(of: code), .bold))
            for (number, passage) in passages.all.enumerated() {
                let lines = LineWrapping.wrap(CodeText.oneLine(passage), width: terminal.width - 4)
                let label = DisplayWidth.padded("\(number + 1)", to: 4)
                try Output.write(
                    lines.enumerated().map { ($0 == 0 ? label : "    ") + $1 }.joined(separator: "\n"))
            }
            guard let (passage, occurrence) = try askForPassage(of: code, passages),
                let text = ask(forTextAbout: NoteText.quoted(passage))
            else { return }
            let command = try AnnotateCommand.parse(
                text + ["--occurrence", "\(occurrence)", "--", field.reference, passage])
            try command.run(settings)
        }
    }

    /// A passage that stands in the code, and which one where there are several such; nil to go back.
    private func askForPassage(of code: Code, _ passages: BrowsePassages) throws -> (String, Int)? {
        while let answer = ask(BrowseText.passage) {
            let passage = passages.passage(answer)
            let quotes = code.quotes(of: passage)
            if quotes.count == 1 { return (passage, 1) }
            if quotes.isEmpty {
                NoteQuoteError.notFound(passage, code, nearest: code.passage(like: passage)).report.print()
                continue
            }
            Output.note(NoteQuoteError.ambiguous(passage, quotes).report.errors.joined(separator: "\n"))
            while let answer = ask(BrowseText.occurrence(quotes.count)) {
                if let number = Int(answer), 1...quotes.count ~= number { return (passage, number) }
            }
            return nil
        }
        return nil
    }

    /// The arguments that give a text: none where an editor will ask; nil to go back.
    private func ask(forTextAbout title: String) -> [String]? {
        if NoteEditor.chosen != nil { return [] }
        return ask(BrowseText.text(about: title)).map { ["-m", $0] }
    }

    private func ask(_ question: String) -> String? {
        Output.status(question)
        guard let answer = readLine(), answer.contains(where: { !$0.isWhitespace }) else { return nil }
        // The terminal hands a line on at Enter only, with Esc in it.
        return answer.hasSuffix("\u{1B}") ? nil : answer
    }

    /// Shows what goes wrong until the person has seen it; a text that stays empty is a change of mind.
    private func telling(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch NoteError.emptyBody {
        } catch {
            ErrorReport(error).print()
            _ = ask(BrowseText.goBack)
        }
    }
}
