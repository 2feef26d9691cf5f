import Glibc
import KBCore
import KBInput
import KBPresentation

/// fzf as `kb browse` drives it: kb searches and shows, fzf reads the keys and draws.
///
/// fzf runs kb again for each list and preview (``BrowseStepCommand``), by a shell. What that shell is given has
/// nothing in it that could need quoting: paths go by the environment, and what fzf puts in it quotes itself.
struct Finder {
    var query: String
    var book: String?
    var hasColor: Bool
    /// The knowledge base.
    var path: String
    /// Seconds to wait for another program's lock.
    var timeout: Double

    /// The oldest fzf with all that is needed: `focus` events are new in it.
    private static let oldest = (0, 37)

    /// Sees to it that there is an fzf, and that it is new enough.
    ///
    /// - Throws: ``BrowseError``.
    static func check() throws {
        guard let ending = ChildProcess.run(["fzf", "--version"], catchesOutput: true) else {
            throw BrowseError.noFinder
        }
        let version = ending.text.prefix { !$0.isWhitespace }
        let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0) }
        // A version without numbers is somebody's own.
        if numbers.count == 2, (numbers[0], numbers[1]) < oldest {
            throw BrowseError.oldFinder(version: String(version))
        }
    }

    /// Lets a person search and choose.
    ///
    /// - Parameter list: What is listed at first.
    /// - Returns: The first field of the line that was chosen; nil where nothing was.
    /// - Throws: ``BrowseError`` when fzf fails.
    func choose(from list: String) throws -> String? {
        setEnvironment()
        guard let ending = ChildProcess.run(["fzf"] + arguments, input: Array(list.utf8), catchesOutput: true)
        else {
            throw BrowseError.noFinder
        }
        switch ending.status {
        case 0: return String(ending.text.prefix { $0 != "\t" })
        // Nothing was chosen, or the person has left.
        case 1, 130: return nil
        default: throw BrowseError.finderFailed(status: ending.status)
        }
    }

    private func setEnvironment() {
        var program = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        if readlink("/proc/self/exe", &program, Int(PATH_MAX)) > 0 { setenv("KB_BROWSE_PROGRAM", program, 1) }
        setenv("KB_DB", path, 1)
        setenv("KB_BROWSE_SHELL", Environment.process.variable("SHELL") ?? "/bin/sh", 1)
        setenv("SHELL", "/bin/sh", 1)
        // As terminals do, and kb: characters of ambiguous width take one column.
        setenv("RUNEWIDTH_EASTASIAN", "0", 0)
    }

    /// What fzf is told; it reads `FZF_DEFAULT_OPTS` first, so what would break kb's use of it is undone.
    var arguments: [String] {
        let list = step(.list, "{q}")
        let prompt = BrowseText.prompt(book: book)
        let keys = [
            "change:first+change-prompt(\(prompt))+reload-sync(\(list))", "focus:change-prompt(\(prompt))",
            "enter:accept-non-empty", "ctrl-y:transform-prompt(\(step(.copy, "{1}")))", "ctrl-z:ignore",
        ]
        let writing = [("alt-n", Step.note), ("ctrl-o", .note), ("alt-a", .annotate), ("ctrl-t", .annotate)]
            .map { key, step in
                // An editor gets the person's own shell back.
                let command = "SHELL=\"$KB_BROWSE_SHELL\" \(self.step(step, "{1}"))"
                return
                    "\(key):execute(\(command) </dev/tty >/dev/tty 2>&1)+reload-sync(\(list))+refresh-preview"
            }
        return [
            "--disabled", "--ansi", "--delimiter=\t", "--with-nth=2..", "--ellipsis=…",
            "--query=\(query)", "--prompt=\(prompt)", "--header=\(BrowseText.keys)", "--header-lines=0",
            "--preview=\(step(.preview, "{q} {n} {1}"))",
            // On less than 76 columns the preview is below.
            "--preview-window=default,right,50%,border-left,wrap,<38(down,55%,border-top,wrap)",
            "--no-multi", "--no-select-1", "--no-exit-0", "--no-print-query", "--no-expect", "--no-read0",
            "--no-print0", "--no-tac", "--no-sync", "--no-history", "--no-keep-right",
        ] + (hasColor ? [] : ["--no-color"]) + (keys + writing).map { "--bind=" + $0 }
    }

    private typealias Step = BrowseStepCommand.Step

    private func step(_ step: Step, _ words: String) -> String {
        let color: Terminal.Coloring = hasColor ? .always : .never
        // A book that has codes is named by letters, digits and hyphens.
        let book = book.map { " --book \($0)" } ?? ""
        let options = "--color \(color.rawValue) --timeout \(timeout)\(book)"
        return "\"$KB_BROWSE_PROGRAM\" \(BrowseStepCommand._commandName) \(step) \(options) -- \(words)"
    }
}
