import ArgumentParser
import KBPresentation

/// What the manual page has besides the commands.
enum ManualTexts {
    /// The sections in their order.
    static var parts: [(title: String, text: String)] {
        [
            (message(zh: "环境变量", en: "ENVIRONMENT"), environment),
            (message(zh: "文件", en: "FILES"), files),
            (message(zh: "退出状态", en: "EXIT STATUS"), ExitStatusTopic.text),
            (message(zh: "示例", en: "EXAMPLES"), examples),
            (message(zh: "另见", en: "SEE ALSO"), seeAlso),
        ]
    }

    private static var environment: String {
        message(
            zh: """
                 KB_DB  知识库文件；--db 优先于它，它优先于配置文件。
                 XDG_DATA_HOME  都没有指明时，知识库是其中的 kb/kb.db；没有设就用 ~/.local/share。
                 XDG_CONFIG_HOME  配置文件是其中的 kb/config.toml；没有设就用 ~/.config。
                 XDG_STATE_HOME  没能保存的笔记留在其中的 kb/drafts，同步用的 git 仓库在 kb/sync；没有设就用 ~/.local/state。
                 KB_LANG  消息的语言：zh 或 en；优先于配置文件。
                 LC_ALL, LC_MESSAGES, LANG  KB_LANG 和配置文件都没有指明时，依次由它们决定语言。
                 KB_AUTHOR  笔记的作者，空的表示不记名；--author 优先于它，它优先于配置文件、git 的 user.name 和登录名。
                 LOGNAME, USER  登录名；别处都没有指明作者时用它。
                 VISUAL, EDITOR  写笔记用的编辑器，都没有设就用 editor 或 vi；要等到写完才结束，例如 code --wait。
                 KB_LIBEXEC  kb sync 先在这个目录里找 kb-remote-NAME。
                 PATH  在哪里找 editor、vi、git 和 kb-remote-NAME。
                 FZF_DEFAULT_OPTS  kb browse 里 fzf 的外观。
                 SHELL  kb browse 打开的编辑器看到的外壳；fzf 自己用 /bin/sh。
                 TMUX  设了，kb browse 就经 tmux 复制。
                 LISTEN_PID, LISTEN_FDS  systemd 交给 kb serve --listen systemd 的套接字。
                 TMPDIR  临时文件的目录；没有设就用 /tmp。
                 TZ  显示时间用的时区。
                 COLUMNS  一行的宽度，40 到 200；没有设就看终端，没有终端就是 80。
                 NO_COLOR  设了就不用颜色；--color always 优先于它，它优先于配置文件。
                 CLICOLOR_FORCE  设了，而且不是 0，不在终端上也用颜色；NO_COLOR 优先于它。
                 KB_PAGER, PAGER  终端上一屏放不下时用的分页器，默认 less；设成空的或 cat 就不分页。
                 LESS  传给 less 的选项；没有设就用 FRX。
                 LESSCHARSET  less 用的字符集；没有设就用 utf-8。
                 TERM  终端的种类；dumb 没有颜色。
                """,
            en: """
                 KB_DB  The knowledge base. --db overrides it; it overrides the configuration file.
                 XDG_DATA_HOME  The folder of the default knowledge base, kb/kb.db. Default: ~/.local/share.
                 XDG_CONFIG_HOME  The folder of the configuration file, kb/config.toml. Default: ~/.config.
                 XDG_STATE_HOME  The folder of drafts, kb/drafts, and of copies of git remotes, kb/sync. Default: ~/.local/state.
                 KB_LANG  The language of messages: zh or en. It overrides the configuration file.
                 LC_ALL, LC_MESSAGES, LANG  The first that is set chooses the language, unless KB_LANG or \
                the configuration file does.
                 KB_AUTHOR  The author of notes; empty for none. --author overrides it; it overrides the configuration file, git's user.name and the login name.
                 LOGNAME, USER  The login name, the author by default.
                 KB_LIBEXEC  The folder where kb sync first looks for kb-remote-NAME.
                 PATH  Where kb looks for editor, vi, git and kb-remote-NAME.
                 VISUAL, EDITOR  The editor for notes. Default: editor or vi. It must wait until the text is saved, as code --wait does.
                 FZF_DEFAULT_OPTS  The appearance of fzf in kb browse.
                 SHELL  The shell for editors that kb browse starts; fzf itself uses /bin/sh.
                 TMUX  If set, kb browse copies through tmux.
                 LISTEN_PID, LISTEN_FDS  The socket that systemd passes to kb serve --listen systemd.
                 TMPDIR  The folder for temporary files. Default: /tmp.
                 TZ  The time zone of displayed times.
                 COLUMNS  The width of a line, 40 to 200. Default: the terminal's, or 80.
                 NO_COLOR  If set, no colour. --color always overrides it; it overrides the configuration file.
                 CLICOLOR_FORCE  If set and not 0, colour even without a terminal. NO_COLOR overrides it.
                 KB_PAGER, PAGER  The pager for output longer than the terminal. Default: less. Empty or cat: none.
                 LESS  The options of less. Default: FRX.
                 LESSCHARSET  The character set of less. Default: utf-8.
                 TERM  The type of terminal; dumb means no colour.
                """)
    }

    private static var files: String {
        message(
            zh: """
                 ~/.local/share/kb/kb.db  知识库：一个 SQLite 文件，任何 SQLite 工具都能读写。
                 ~/.config/kb/config.toml  设置：知识库、作者、语言、颜色、结果个数和自动导入的新版；kb help config 有说明。
                 kb.db-journal  写到一半被打断时留在知识库旁边；下次打开时据此回滚，不要单独删除或移走。
                 名称-backup-*.db, 名称-before-*.db, 名称-format-*.db  备份、大改之前或升级格式之前，kb 在知识库旁边自动留下的副本，不再需要时可以删；名称是知识库的文件名（默认 kb）。
                 kb.db.tokens  kb serve 的令牌，只有 SHA-256；放在知识库旁边，只有属主能读。
                 aliases.tsv, synonyms.tsv  放在文档旁边的别名和同义词表，随文档一起导入；名称.aliases.tsv 只属于同名的文档。
                """,
            en: """
                 ~/.local/share/kb/kb.db  The knowledge base: an SQLite file that any SQLite tool can read and write.
                 ~/.config/kb/config.toml  The settings: knowledge base, author, language, colour, number of results, editions. See kb help config.
                 kb.db-journal  Left after an interrupted write, which the next use rolls back. Never delete it or move it without the database.
                 NAME-backup-*.db, NAME-before-*.db, NAME-format-*.db  Backups, and copies that kb makes before a large change or a format upgrade, where NAME is the knowledge base (kb by default). Delete them when you no longer need them.
                 kb.db.tokens  The SHA-256 of kb serve's tokens. Only the owner may read it.
                 aliases.tsv, synonyms.tsv  Lists of aliases and synonyms in a document's folder, imported with it; NAME.aliases.tsv is for the document NAME only.
                """)
    }

    private static var examples: String {
        message(
            zh: """
                 kb import http  导入 HTTP 状态码。
                 kb query 网关超时  按名称、别名或说明查代码。
                 kb query 504 --json | jq -r .name  把结果交给别的程序。
                 kb note add 502 先看 error.log  写一条笔记。
                 kb annotate 404 Found "不是 410"  给一段原文写批注。
                 kb export notes | ssh host kb import notes -  把笔记合到另一台机器上的知识库里。
                 kb backup && kb doctor --repair  先留一份副本，再修复。
                """,
            en: """
                 kb import http  Import the HTTP status codes.
                 kb query gateway timeout  Find a code by its name, an alias or its description.
                 kb query 504 --json | jq -r .name  Pass the result to another program.
                 kb note add 502 see error.log  Write a note.
                 kb annotate 404 Found "not 410"  Annotate a passage.
                 kb export notes | ssh host kb import notes -  Merge the notes into another machine's.
                 kb backup && kb doctor --repair  Make a copy, then repair.
                """)
    }

    private static var seeAlso: String {
        message(
            zh: "sqlite3(1)、errno(3)，以及 RFC 9110《HTTP Semantics》。",
            en: "sqlite3(1), errno(3), RFC 9110 “HTTP Semantics”.")
    }
}
