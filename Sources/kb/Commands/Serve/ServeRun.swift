#if Serve
    import ArgumentParser
    import Dispatch
    import KBCore
    import KBPresentation
    import KBServer
    import Synchronization

    /// `kb serve run`, which `kb serve` is short for.
    struct ServeRun: Command {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: KBPresentation.message(
                zh: "开始服务；kb serve 就是 kb serve run。", en: "Start serving; kb serve is short for kb serve run."
            ))

        @Option(
            help: ArgumentHelp(
                zh: "监听的地址：127.0.0.1:8732、[::1]:8732、unix:/run/kb/kb.sock，或 systemd。端口 0 由系统挑。",
                en:
                    "Where to listen: 127.0.0.1:8732, [::1]:8732, unix:/run/kb/kb.sock, or systemd. With port 0 the system chooses.",
                .address))
        var listen = "127.0.0.1:8732"

        @Option(
            help: ArgumentHelp(
                zh: "别人访问用的域名，如代理的；可以写几次。",
                en: "A host name that clients use, such as the proxy's; may be given again.", .name))
        var host: [String] = []

        @Option(
            help: ArgumentHelp(
                zh: "所有网址的路径前缀，如 /kb。", en: "The path prefix of all pages, such as /kb.", .path))
        var basePath = ""

        @Flag(help: ArgumentHelp(zh: "只能看，不能写。", en: "Allow reading only."))
        var readOnly = false

        @Flag(help: ArgumentHelp(zh: "看也要令牌。", en: "Require a token for reading, too."))
        var `private` = false

        @Option(
            help: ArgumentHelp(
                zh: "本机的代理用这个请求头写明用户，如 X-Remote-User；代理必须去掉客户端自带的同名头。",
                en:
                    "The header in which a proxy on this machine names the user, such as X-Remote-User; the proxy must remove it from client requests.",
                .header))
        var trustUserHeader: String?

        @Option(
            help: ArgumentHelp(
                zh: "每隔这么多秒和所有远端同步一次，像 kb sync --watch。",
                en: "Synchronise with all remotes every SECONDS, like kb sync --watch.",
                .seconds))
        var sync: Int?

        @Flag(help: ArgumentHelp(zh: "不记录请求。", en: "Do not log requests."))
        var quiet = false

        @Flag(help: ArgumentHelp(zh: "连查询词一起记录。", en: "Log search terms, too."))
        var logQueries = false

        @OptionGroup var author: NoteAuthorOptions
        @OptionGroup var store: StoreOptions

        func validate() throws {
            guard sync.map(SyncCommand.pauses.contains) != false else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "--sync 从 5 到 86400 秒", en: "--sync goes from 5 to 86400 seconds"))
            }
            guard basePath.isEmpty || Self.isPath(basePath) else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "--base-path 写成 /kb：以 / 开头，不以 / 结尾，只用字母、数字和 -._~",
                        en:
                            "--base-path is written as /kb: it begins with a slash and ends without one, of letters, digits and -._~"
                    ))
            }
        }

        private static func isPath(_ text: String) -> Bool {
            text.hasPrefix("/") && text.count > 1
                && text.dropFirst().split(separator: "/", omittingEmptySubsequences: false).allSatisfy {
                    part in
                    !part.isEmpty && part != "." && part != ".."
                        && part.allSatisfy {
                            $0.isASCII && ($0.isLetter || $0.isNumber || "-._~".contains($0))
                        }
                }
        }

        func run(_ settings: Settings) throws {
            var options = ServerOptions(path: try store.absolutePath(settings), version: Version.number)
            options.address = try ServerOptions.Address(listen)
            options.hosts = host
            options.basePath = basePath
            (options.isReadOnly, options.isPrivate) = (readOnly, `private`)
            options.userHeader = trustUserHeader
            options.timeout = store.timeout
            options.logsQueries = logQueries
            // Asking git starts a program.
            if !readOnly { options.author = author.name(settings) }
            let site = try Site(options)
            let hasTokens = try site.hasTokens()
            if case .network(let host, let port) = options.address {
                try ListeningSocket.check(.network(host, port: port), options, hasTokens: hasTokens)
            }
            let socket = try ListeningSocket(options.address)
            try socket.check(options, hasTokens: hasTokens)
            let isQuiet = quiet
            let server = try WebServer(site, at: socket) { if !isQuiet { Output.noteAsIs($0) } }
            let sync = try sync.map {
                try BackgroundSync(
                    options.path, timeout: store.timeout, each: $0, settings, for: server, site)
            }
            Output.note(
                KBPresentation.message(
                    zh: "在 \(socket.url(basePath: basePath)) 服务，Ctrl-C 结束",
                    en: "serving at \(socket.url(basePath: basePath)); Ctrl-C ends it"))
            sync?.start()
            try Self.wait { try await server.runUntilSignal() }
            sync?.stop()
        }

        /// Runs a task that does not return and blocks until it ends.
        ///
        /// The task is detached, because the main thread waits.
        private static func wait(_ body: @escaping @Sendable () async throws -> Void) throws {
            let end = DispatchSemaphore(value: 0)
            let failure = Failure()
            Task.detached {
                do { try await body() } catch { failure.set(error) }
                end.signal()
            }
            end.wait()
            if let error = failure.error { throw error }
        }
    }

    /// An error on its way from a task to the thread that waits for it.
    private final class Failure: Sendable {
        private let state = Mutex<(any Error)?>(nil)
        var error: (any Error)? { state.withLock { $0 } }
        func set(_ error: any Error) { state.withLock { $0 = error } }
    }
#endif
