#if Serve
    import NIOCore
    import NIOHTTP1
    import NIOHTTPTypes

    /// Ends connections of clients that are too slow, on purpose or not: each of them takes memory and one of the places.
    ///
    /// The head of a request is passed on only when it is complete, so a client that sends a byte now and then is as late
    /// as one that sends none.
    final class ConnectionGuard: ChannelDuplexHandler, RemovableChannelHandler {
        typealias InboundIn = HTTPRequestPart
        typealias InboundOut = HTTPRequestPart
        typealias OutboundIn = HTTPResponsePart
        typealias OutboundOut = HTTPResponsePart

        private let longestHeaders: TimeAmount
        private let longestBody: TimeAmount
        /// So long a connection is kept open between two requests.
        private let longestPause = TimeAmount.seconds(60)
        /// So long a client may take nothing of an answer.
        private let longestStall: TimeAmount
        /// So long a client may take to close its side after this one is closed; until then it may read what was sent.
        private let longestFarewell = TimeAmount.seconds(2)
        private let metrics: Metrics
        private var deadline: Scheduled<Void>?
        private var stall: Scheduled<Void>?
        private var unanswered = 0
        private var hasLongHeaders = false
        private var isCounted = false

        init(_ options: ServerOptions, _ metrics: Metrics) {
            longestHeaders = .seconds(Int64(options.longestHeaders))
            longestBody = .seconds(Int64(options.longestBody))
            longestStall = .seconds(Int64(options.longestStall))
            self.metrics = metrics
        }

        func handlerAdded(context: ChannelHandlerContext) {
            isCounted = true
            metrics.connected(1)
            wait(longestHeaders, context)
        }

        func handlerRemoved(context: ChannelHandlerContext) { leave() }

        func channelInactive(context: ChannelHandlerContext) {
            leave()
            context.fireChannelInactive()
        }

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            switch unwrapInboundIn(data) {
            case .head:
                unanswered += 1
                wait(longestBody, context)
            case .body: break
            case .end: wait(nil, context)
            }
            context.fireChannelRead(data)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) {
            if error as? HTTPParserError == .headerOverflow { hasLongHeaders = true }
            context.fireErrorCaught(error)
        }

        func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
            switch unwrapOutboundIn(data) {
            case .head(var head) where hasLongHeaders && head.status == .badRequest:
                head.status = .requestHeaderFieldsTooLarge
                return context.write(wrapOutboundOut(.head(head)), promise: promise)
            case .end:
                unanswered -= 1
                if unanswered <= 0 { wait(longestPause, context) }
            default: break
            }
            context.write(data, promise: promise)
        }

        func close(context: ChannelHandlerContext, mode: CloseMode, promise: EventLoopPromise<Void>?) {
            if mode == .output { wait(longestFarewell, context) }
            context.close(mode: mode, promise: promise)
        }

        func channelWritabilityChanged(context: ChannelHandlerContext) {
            stall?.cancel()
            stall = context.channel.isWritable ? nil : close(in: longestStall, context)
            context.fireChannelWritabilityChanged()
        }

        /// From now on the client has so much time; nil for any.
        private func wait(_ time: TimeAmount?, _ context: ChannelHandlerContext) {
            deadline?.cancel()
            deadline = time.map { close(in: $0, context) }
        }

        private func close(in time: TimeAmount, _ context: ChannelHandlerContext) -> Scheduled<Void> {
            let channel = context.channel
            return context.eventLoop.scheduleTask(in: time) { channel.close(promise: nil) }
        }

        private func leave() {
            deadline?.cancel()
            stall?.cancel()
            guard isCounted else { return }
            isCounted = false
            metrics.connected(-1)
        }
    }
#endif
