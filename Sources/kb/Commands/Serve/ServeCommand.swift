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
                    一条命令，一个文件：网页给没有终端的同事，/api/v1 给程序。默认只有本机能访问，谁都能看能写；\
                    要给别的机器用，先发令牌或加 --read-only，放在代理后面见 docs/serve.md。\
                    收到 SIGTERM，处理完手头的请求再退出；知识库换了文件，就读新的。
                    例如：
                      kb serve token add 小李  给小李一个令牌，之后写笔记要登录
                      kb serve token list  发过的令牌
                    """,
                en: """
                    One command serves one file: pages for colleagues without a terminal, /api/v1 for programs. By \
                    default only this machine can reach it, and everybody on it can read and write. For other \
                    machines, create tokens or use --read-only; for a proxy, see docs/serve.md. After SIGTERM kb \
                    finishes requests in progress. If another file replaces the knowledge base, kb reads that one.
                    For example:
                      kb serve token add Li  a token for Li; from then on, writing needs a login
                      kb serve token list  all tokens
                    """),
            subcommands: [ServeRun.self, TokenCommand.self], defaultSubcommand: ServeRun.self)
    }
#endif
