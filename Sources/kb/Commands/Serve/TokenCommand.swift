#if Serve
    import ArgumentParser
    import Glibc
    import KBPresentation
    import KBServer
    import KBText

    /// `kb serve token`: who may write, and from where.
    struct TokenCommand: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "token",
            abstract: KBPresentation.message(zh: "发令牌、列出、收回。", en: "Create, list and revoke tokens."),
            discussion: KBPresentation.message(
                zh: """
                    令牌在网页上登录用，程序写成 Authorization: Bearer kb_…。知识库旁边的文件里只有它的 SHA-256，\
                    令牌本身只在发的时候显示一次。
                    例如：
                      kb serve token add 小李 --days 90  三个月后过期
                      kb serve token add 看板 --scope read  只能看，配合 --private
                    """,
                en: """
                    People log in with a token on the page; programs send Authorization: Bearer kb_…. The file next to \
                    the knowledge base has only its SHA-256: kb shows the token once, when it creates it.
                    For example:
                      kb serve token add Li --days 90  expires in three months
                      kb serve token add board --scope read  for reading only, with --private
                    """),
            subcommands: [Add.self, List.self, Remove.self])

        /// `kb serve token add`.
        struct Add: Command {
            static let configuration = CommandConfiguration(
                abstract: KBPresentation.message(zh: "发一个令牌。", en: "Create a token."))

            @Argument(
                help: ArgumentHelp(
                    zh: "谁用它写，笔记就署谁的名。", en: "The author of notes written with it.", .author))
            var author: String

            @Option(
                help: ArgumentHelp(
                    zh: "许可：read 只能看，write 能看能写。",
                    en: "What it allows: read, or write, which includes reading.",
                    .scope),
                completion: .list(AccessToken.Scope.allCases.map(\.rawValue)))
            var scope: AccessToken.Scope = .write

            @Option(
                help: ArgumentHelp(
                    zh: "几天后过期；不写就不过期。", en: "The days until it expires; by default never.", .number))
            var days: Int?

            @OptionGroup var store: StoreOptions

            func validate() throws {
                if let days, !(1...36_500).contains(days) {
                    throw ValidationError(
                        KBPresentation.message(zh: "--days 从 1 到 36500", en: "--days goes from 1 to 36500"))
                }
            }

            func run(_ settings: Settings) throws {
                let now = time(nil)
                let name = TokenAuthor.oneLine(author)
                let (token, word) = AccessToken.make(
                    author: name, scope: scope, created: now, expires: days.map { now + $0 * 86_400 })
                // Tokens for a missing file would let nobody in.
                let path = try store.path(settings)
                _ = try store.open(settings)
                try TokenFile(path + ".tokens").change { $0.append(token) }
                try Output.write(word)
                Output.hint(
                    KBPresentation.message(
                        zh: "这是唯一一次显示它；编号 \(token.id)，收回用 kb serve token rm \(token.id)",
                        en:
                            "kb shows it only this once; its ID is \(token.id): kb serve token rm \(token.id) revokes it"
                    ))
            }
        }

        /// `kb serve token list`.
        struct List: Command {
            static let configuration = CommandConfiguration(
                abstract: KBPresentation.message(zh: "列出令牌。", en: "List the tokens."))

            @Flag(help: .json)
            var json = false

            @OptionGroup var store: StoreOptions
            @OptionGroup var output: OutputOptions

            func run(_ settings: Settings) throws {
                let tokens = try TokenFile(store.path(settings) + ".tokens").list()
                if json {
                    guard !tokens.isEmpty else { return }
                    return try Output.write(tokens.map { Self.object($0).text }.joined(separator: "\n"))
                }
                let now = time(nil)
                let rows = tokens.map { token in
                    [
                        token.id, token.author, token.scope.rawValue,
                        TimeText.local(token.created, daysOnly: true),
                        token.expires.map { end in
                            let day = TimeText.local(end, daysOnly: true)
                            return end > now
                                ? KBPresentation.message(zh: "到 \(day)", en: "until \(day)")
                                : KBPresentation.message(zh: "已过期 \(day)", en: "expired \(day)")
                        } ?? "",
                    ]
                }
                guard !rows.isEmpty else {
                    return Output.note(KBPresentation.message(zh: "还没有令牌", en: "there are no tokens"))
                }
                try Table(rows).show(on: output.terminal(settings))
            }

            private static func object(_ token: AccessToken) -> JSONValue {
                .object([
                    JSONValue.format, ("id", .string(token.id)), ("author", .string(token.author)),
                    ("scope", .string(token.scope.rawValue)),
                    ("created", .string(TimeText.utc(token.created))),
                    ("expires", .optional(token.expires.map { TimeText.utc($0) })),
                ])
            }
        }

        /// `kb serve token rm`.
        struct Remove: Command {
            static let configuration = CommandConfiguration(
                commandName: "rm",
                abstract: KBPresentation.message(
                    zh: "收回令牌，立即失效。", en: "Revoke a token at once."))

            @Argument(
                help: ArgumentHelp(
                    zh: "编号，见 kb serve token list。", en: "Its ID; see kb serve token list.", .id),
                completion: .tokens)
            var id: String

            @OptionGroup var store: StoreOptions

            func run(_ settings: Settings) throws {
                try TokenFile(store.path(settings) + ".tokens").change { tokens in
                    guard let place = tokens.firstIndex(where: { $0.id == id }) else {
                        throw TokenFile.Fault.unknown(id)
                    }
                    tokens.remove(at: place)
                }
                Output.note(KBPresentation.message(zh: "已收回 \(id)", en: "revoked \(id)"))
            }
        }
    }

    extension AccessToken.Scope: ExpressibleByArgument {}
#endif
