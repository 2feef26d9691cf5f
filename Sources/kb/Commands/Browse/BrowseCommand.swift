import ArgumentParser
import Glibc
import KBCore
import KBPresentation

/// `kb browse`: search as you type, by driving fzf.
struct BrowseCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "browse",
        abstract: KBPresentation.message(
            zh: "边打字边查，在一屏里看、复制、记。", en: "Search as you type; read, copy and write notes on one screen."),
        discussion: KBPresentation.message(
            zh: """
                左边（窄屏在上面）是找到的代码，最准的在最前；另一半是光标所在代码的全部，连同笔记。什么都没输入时按文档的\
                先后列出，最多 \(BrowseList.most) 个；查到的最多列 \(BrowseList.mostFound) 个。需要 fzf 0.37 以上\
                （apt install fzf）；$FZF_DEFAULT_OPTS 里的外观设置照用。
                  Enter  退出，并输出这个代码的全部，同 kb show
                  Ctrl-Y  复制代码，经终端（OSC 52），所以 ssh 里也能用；在 tmux 里经 tmux
                  Alt-N, Ctrl-O  写一条笔记：打开 $VISUAL 或 $EDITOR，都没有设就写一行
                  Alt-A, Ctrl-T  写一条批注：先选或输入原文，再写文字
                  Shift-↑, Shift-↓  上下翻右边的内容
                  Esc, Ctrl-C  退出，什么也不输出，退出状态也是 0
                """,
            en: """
                One half lists the codes found, best first; the other shows the selected code with its \
                notes. Without a query, the list has the first \(BrowseList.most) codes in document order; \
                with one, the best \(BrowseList.mostFound). It needs fzf 0.37 or later (apt install fzf) and \
                honours the appearance set in $FZF_DEFAULT_OPTS.
                  Enter  leave and print the code, as kb show does
                  Ctrl-Y  copy the code, by the terminal (OSC 52), so also over ssh; in tmux, by tmux
                  Alt-N, Ctrl-O  add a note, in $VISUAL or $EDITOR; a single line where neither is set
                  Alt-A, Ctrl-T  annotate: choose or type a passage, then write about it
                  Shift-Up, Shift-Down  scroll what is shown
                  Esc, Ctrl-C  leave and print nothing; the exit status is 0, too
                """))

    @Argument(
        help: ArgumentHelp(zh: "一开始查什么。", en: "The initial query.", .text), completion: .codes)
    var words: [String] = []

    @Option(
        name: UsualOption.book.names, help: ArgumentHelp(zh: "只查这本书。", en: "Search this book only.", .book),
        completion: .books)
    var book: String?

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    func run(_ settings: Settings) throws {
        guard isatty(STDERR_FILENO) == 1 else { throw BrowseError.noTerminal }
        let screen = Terminal.current(settings, output.color, on: STDERR_FILENO)
        let query = words.joined(separator: " ")
        let list = try firstList(query, screen, settings)
        try Finder.check()
        let finder = Finder(
            query: query, book: book, hasColor: screen.hasColor, path: try store.path(settings),
            timeout: store.timeout)
        guard let field = try finder.choose(from: list) else { return }
        let store = try store.open(settings)
        let page = try CodePage(CodeDetails(BrowseField(field).code(in: store), in: store))
        try Output.write(page.text(on: output.terminal(settings)))
    }

    /// What is listed at first, so that nothing flickers at the start, and a wrong file or book is told.
    private func firstList(_ query: String, _ screen: Terminal, _ settings: Settings) throws -> String {
        let store = try store.open(settings)
        let list = BrowseList(query: query, book: book)
        let entries = try list.entries(in: store)
        if entries.isEmpty {
            let codes = Codes(store)
            guard try !codes.first(1, of: book).isEmpty else {
                if let book { try codes.checkBook(book) }
                throw NothingListed(pattern: nil)
            }
        }
        return BrowseList.text(of: entries, on: screen)
    }
}
