#if Serve
    import ArgumentParser
    import KBPresentation

    /// `kb serve`: the knowledge base for people with a browser, and for programs.
    struct ServeCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "serve",
            abstract: KBPresentation.message(
                zh: "用浏览器查，也给程序用（HTTP）。", en: "Serve the knowledge base to browsers and programs (HTTP)."),
            discussion: KBPresentation.message(
                zh: """
                    一条命令，一个文件：网页给没有终端的同事，/api/v1 给程序。默认只有本机能到达，谁都能看能写；\
                    要给别的机器用，先发令牌或加 --read-only，放在代理后面见 docs/serve.md。\
                    SIGTERM 之后做完手头的请求再退出；知识库换了文件，接着读新的。
                    例如：
                      kb serve token add 小李  给小李一个令牌，之后写笔记要登录
                      kb serve token list  发过的令牌
                    """,
                en: """
                    One command, one file: pages for colleagues without a terminal, /api/v1 for programs. Usually only \
                    this machine gets there, and everybody on it may read and write; for other machines make tokens \
                    first, or give --read-only; behind a proxy, see docs/serve.md. After SIGTERM, requests that are \
                    being answered are finished. Where another file takes the place of the knowledge base, that one \
                    is read.
                    For example:
                      kb serve token add Li  a token for Li; from then on, whoever writes logs in
                      kb serve token list  the tokens that were made
                    """),
            subcommands: [ServeRun.self, TokenCommand.self], defaultSubcommand: ServeRun.self)
    }
#endif
