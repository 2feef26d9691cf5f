#if Serve
    import Dispatch
    import Foundation
    import KBCore
    import KBPresentation
    import KBServer
    import KBSync
    import Synchronization

    /// `kb serve --sync`: synchronises again and again while pages are served, as `kb sync --watch` does.
    ///
    /// It has a thread and a connection of its own, for a remote may keep it waiting. Nothing that goes wrong ends it.
    final class BackgroundSync: Sendable {
        private let path: String
        private let timeout: Double
        private let settings: Settings
        private let pause: Int
        private let site: Site
        private let server: WebServer
        private let isOver = Atomic<Bool>(false)
        private let end = DispatchSemaphore(value: 0)
        /// What was said last of each remote that could not be reached: the same is not said each minute.
        private let failures = Mutex<[String: String]>([:])

        /// Synchronises the file at `path` each `pause` seconds.
        ///
        /// - Throws: ``NoRemotes``.
        init(
            _ path: String, timeout: Double, each pause: Int, _ settings: Settings, for server: WebServer,
            _ site: Site
        ) throws {
            (self.path, self.timeout, self.pause) = (path, timeout, pause)
            (self.settings, self.server, self.site) = (settings, server, site)
            _ = try SyncCommand.remotes([], Store(path: path, access: .existing, timeout: timeout))
        }

        /// Begins.
        func start() {
            let language = Language.current
            let thread = Thread { [self] in
                Language.$current.withValue(language) {
                    while !isOver.load(ordering: .acquiring) {
                        round()
                        try? SyncCommand.pause(pause, check)
                    }
                }
                end.signal()
            }
            thread.stackSize = 8 << 20
            thread.start()
        }

        /// Ends it.
        ///
        /// What a remote is being asked for is waited for a while; what is cut short is made good next time.
        func stop() {
            isOver.store(true, ordering: .releasing)
            _ = end.wait(timeout: .now() + 5)
        }

        private struct Stopped: Error {}

        private func check() throws {
            if isOver.load(ordering: .acquiring) { throw Stopped() }
        }

        private func round() {
            do {
                // Another file may have the path by now.
                let store = try Store(
                    path: path, access: .existing, timeout: timeout,
                    isOver: { [self] in isOver.load(ordering: .acquiring) },
                    onUpgrade: { Output.note(StoreText.upgraded($0)) })
                for remote in try SyncCommand.remotes([], store) { try synchronise(with: remote, store) }
                fail("", nil)
            } catch is Stopped {
            } catch {
                if !isOver.load(ordering: .acquiring) {
                    fail("", ErrorReport(error).errors.joined(separator: " "))
                }
            }
        }

        private func synchronise(with remote: SyncRemote, _ store: Store) throws {
            try check()
            do {
                var job = SyncJob(store)
                job.trust = settings.trustedEditions
                job.check = check
                let report = try job.run(with: remote, SyncCommand.place(remote, store, settings))
                site.metrics.synchronised(remote.name, pulled: report.pulled, pushed: report.pushed)
                if report.isWorthTelling {
                    for line in SyncText.lines(report) { Output.note(line) }
                }
                if report.pulled > 0 { server.tell("synchronised", SyncText.json(report)) }
                fail(remote.name, nil)
                try Logs(store).note(remote.name, failure: nil)
            } catch let failure as RemoteFailure {
                try check()
                site.metrics.notSynchronised(remote.name)
                fail(remote.name, failure.text)
                try Logs(store).note(remote.name, failure: failure.text)
            } catch {
                site.metrics.notSynchronised(remote.name)
                throw error
            }
        }

        /// Says why something did not work, unless that was said last time; nil where it worked.
        private func fail(_ name: String, _ text: String?) {
            let isNew = failures.withLock { failures in
                defer { failures[name] = text }
                return failures[name] != text
            }
            guard isNew, let text else { return }
            Output.note(CodeText.oneLine(name.isEmpty ? text : "\(name): \(text)"))
        }
    }
#endif
