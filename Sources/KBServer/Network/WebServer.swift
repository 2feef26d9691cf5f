#if Serve
    import Glibc
    import HTTPTypes
    import HummingbirdCore
    import KBPresentation
    import KBText
    import Logging
    import NIOCore
    import NIOExtras
    import NIOHTTPTypes
    import NIOPosix
    import ServiceLifecycle

    /// The site on the network: Hummingbird's HTTP/1.1 on a socket that is open already.
    package struct WebServer: Service {
        private let site: Site
        private let socket: ListeningSocket
        private let followers: Followers
        private let log: @Sendable (String) -> Void
        private let pool: NIOThreadPool
        private let mostConnections: Int
        private var options: ServerOptions { site.base.options }

        /// Makes a server.
        ///
        /// - Parameters:
        ///   - site: What answers.
        ///   - socket: Where requests come in.
        ///   - log: Takes a line for each request.
        /// - Throws: ``ListeningSocket/Fault/fewFiles(limit:least:)``.
        package init(
            _ site: Site, at socket: ListeningSocket, log: @escaping @Sendable (String) -> Void
        ) throws {
            (self.site, self.socket, self.log) = (site, socket, log)
            followers = Followers(most: site.base.options.mostFollowers, metrics: site.metrics)
            // SQLite blocks: as many threads as it has connections for reading, and one that may wait to write.
            let threads = min(16, max(4, System.coreCount)) + 1
            pool = NIOThreadPool(numberOfThreads: threads)
            mostConnections = try FileLimit(loops: Self.loops, databases: threads).clients(
                most: site.base.options.mostConnections)
        }

        private static var loops: Int { min(4, System.coreCount) }

        /// Serves until SIGTERM or SIGINT; then what is being answered is finished, for ten seconds at most.
        package func runUntilSignal() async throws {
            var configuration = ServiceGroupConfiguration(
                services: [self], gracefulShutdownSignals: [.sigterm, .sigint],
                logger: Logger(label: "kb") { _ in SwiftLogNoOpLogHandler() })
            configuration.maximumGracefulShutdownDuration = .seconds(10)
            try await ServiceGroup(configuration: configuration).run()
        }

        /// Serves until the service is shut down.
        package func run() async throws {
            let group = MultiThreadedEventLoopGroup(numberOfThreads: Self.loops)
            pool.start()
            defer {
                socket.remove()
                pool.shutdownGracefully { _ in }
            }
            do {
                try await serve(on: group)
            } catch {
                try? await group.shutdownGracefully()
                throw error
            }
            try await group.shutdownGracefully()
        }

        /// Tells whoever follows changes of something.
        package func tell(_ event: String, _ data: JSONValue) {
            followers.tell("event: \(event)\ndata: \(data.text)\n\n")
        }

        /// Serves on threads that may end as soon as this returns: what lives until then uses them at its end.
        private func serve(on group: MultiThreadedEventLoopGroup) async throws {
            let logger = Logger(label: "kb") { _ in SwiftLogNoOpLogHandler() }
            let quiescing = ServerQuiescingHelper(group: group)
            let http = HTTP1Channel(
                responder: { try await respond(to: $0, $1, $2) },
                configuration: .init(
                    additionalChannelHandlers: [ConnectionGuard(options, site.metrics)],
                    httpDecoderConfiguration: .init(
                        maxHeaderFieldSize: ServerOptions.mostHeaders,
                        maxHeaderListSize: ServerOptions.mostHeaders, maxHeaderFieldCount: 100)))
            let most = mostConnections
            let bootstrap = ServerBootstrap(group: group)
                .childChannelOption(.allowRemoteHalfClosure, value: true)
                .childChannelOption(.tcpOption(.tcp_nodelay), value: 1)
                .serverChannelInitializer { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try channel.pipeline.syncOperations.addHandler(
                            AvailableConnectionsChannelHandler(maxConnections: most))
                        try channel.pipeline.syncOperations.addHandler(
                            quiescing.makeServerChannelHandler(channel: channel))
                    }
                }
            let server = try await bootstrap.bind(socket.descriptor) {
                http.setup(channel: $0, logger: logger)
            }
            await withGracefulShutdownHandler {
                await withTaskGroup(of: Void.self) { tasks in
                    tasks.addTask { try? await watchFile() }
                    tasks.addTask {
                        await withDiscardingTaskGroup { connections in
                            try? await server.executeThenClose { inbound in
                                for try await connection in inbound {
                                    connections.addTask {
                                        await http.handle(value: connection, logger: logger)
                                    }
                                }
                            }
                        }
                    }
                    // The task that watches the file goes on for ever; the other ends with the last connection.
                    await tasks.next()
                    tasks.cancelAll()
                }
            } onGracefulShutdown: {
                followers.close()
                quiescing.initiateShutdown(promise: nil)
            }
        }

        // MARK: - A request

        private func respond(
            to request: Request, _ writer: consuming ResponseWriter, _ channel: any Channel
        ) async throws {
            let start = ContinuousClock.now
            var asked = WebRequest(request.head, peer: Self.peer(channel))
            var response: WebResponse
            if let refusal = site.refusal(of: asked, at: socket.place) {
                response = refusal
            } else {
                do {
                    let most = site.mostBody(asked)
                    if let length = asked.header("content-length").flatMap({ Int($0) }), length > most {
                        throw WebError.longBody(most: most)
                    }
                    if asked.header("expect")?.lowercased() == "100-continue" {
                        try await writer.writeInformationalHead(HTTPResponse(status: .continue))
                    }
                    do {
                        let body = try await request.body.collect(upTo: most)
                        asked.body = Array(body.readableBytesView)
                    } catch is NIOTooManyBytesError {
                        throw WebError.longBody(most: most)
                    }
                    let (site, place, whole) = (site, socket.place, asked)
                    response = try await pool.runIfActive { site.answer(whole, at: place) }
                } catch let error as WebError {
                    site.metrics.refused(WebFault(error).kind)
                    response = WebFault(error).problem
                    SecurityHeaders.add(to: &response)
                }
            }
            var following: (id: Int, events: AsyncStream<String>)?
            if case .events = response.body, asked.method != "HEAD" {
                following = followers.join()
                if following == nil {
                    response = WebFault(WebError.tooManyFollowers).problem
                    SecurityHeaders.add(to: &response)
                }
            }
            defer { if let following { followers.leave(following.id) } }
            note(asked, response, since: start)
            try await write(response, of: asked, following?.events, writer)
        }

        private func write(
            _ response: WebResponse, of request: WebRequest, _ events: AsyncStream<String>?,
            _ writer: consuming ResponseWriter
        ) async throws {
            var head = HTTPResponse(status: .init(code: response.status))
            for (name, value) in response.headers {
                guard let name = HTTPField.Name(name) else { continue }
                head.headerFields.append(HTTPField(name: name, value: value))
            }
            head.headerFields[.date] = HTTPDate.now
            switch response.body {
            case .bytes(let bytes):
                let hasBody = ![204, 304].contains(response.status)
                if hasBody, head.headerFields[.contentLength] == nil {
                    head.headerFields[.contentLength] = String(bytes.count)
                }
                try await writer.write(
                    response: head, body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            case .pieces(let next) where request.method != "HEAD":
                var body = try await writer.writeHead(head)
                while let piece = try await pool.runIfActive({ try next() }) {
                    if !piece.isEmpty { try await body.write(ByteBuffer(string: piece)) }
                }
                try await body.finish(nil)
            case .events where events != nil:
                var body = try await writer.writeHead(head)
                try await body.write(ByteBuffer(string: "retry: 5000\n\n"))
                if let events {
                    for await event in events { try await body.write(ByteBuffer(string: event)) }
                }
                try await body.finish(nil)
            case .pieces, .events: try await writer.writeResponse(head)
            }
        }

        private static func peer(_ channel: any Channel) -> WebRequest.Peer {
            switch channel.remoteAddress {
            case .v4, .v6: channel.remoteAddress?.ipAddress.map { .address($0) } ?? .address("unknown")
            case .unixDomainSocket: .local
            // A client that has gone already is nobody in particular; one at a Unix socket has no address.
            case nil: channel.localAddress?.ipAddress == nil ? .local : .address("unknown")
            }
        }

        /// Counts an answer, and writes it into the log: what was asked for, but not what was searched for.
        private func note(
            _ request: WebRequest, _ response: WebResponse, since start: ContinuousClock.Instant
        ) {
            let time = ContinuousClock.now - start
            let path = request.path
            let part = path.contains("/api/") ? "api" : path.contains("/-/kb.") ? "asset" : "page"
            site.metrics.answered(part, status: response.status, in: time)
            let shown = options.logsQueries ? request.target[...] : path
            let milliseconds = Int((time / .milliseconds(1)).rounded())
            log(
                TerminalText.escaped(
                    "\(TimeOfDay.now) \(request.method) \(shown.prefix(2000)) \(response.status) \(milliseconds) ms",
                    keepingNewlines: false))
        }

        // MARK: - The file

        /// Tells followers when the file has changed, whoever has written it.
        private func watchFile() async throws {
            func stamps() -> [FileStamp?] { [options.path, options.path + "-wal"].map { FileStamp($0) } }
            var (last, number, ticks) = (stamps(), 0, 0)
            while true {
                try await Task.sleep(for: .seconds(1))
                ticks += 1
                let now = stamps()
                if now != last {
                    last = now
                    number += 1
                    site.metrics.changed()
                    let data = JSONValue.object([JSONValue.format, ("time", .string(TimeOfDay.now))]).text
                    followers.tell("event: changed\nid: \(number)\ndata: \(data)\n\n")
                } else if ticks.isMultiple(of: 15) {
                    // Proxies end what is silent, and a client that has gone is noticed when it is written to.
                    followers.tell(": \n\n")
                }
            }
        }
    }

    extension WebRequest {
        /// The request that a head of HTTP is.
        init(_ head: HTTPRequest, peer: Peer) {
            var headers = head.headerFields.map { (name: $0.name.canonicalName, value: $0.value) }
            if let authority = head.authority { headers.append(("host", authority)) }
            self.init(head.method.rawValue, head.path ?? "/", headers: headers, peer: peer)
        }
    }
#endif
