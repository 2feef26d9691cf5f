#if Serve
    import ArgumentParser
    import KBServer

    extension CompletionKind {
        /// The IDs of the tokens of the knowledge base that the line names.
        static var tokens: Self {
            .custom { words, index, beginning in
                let line = TypedLine(words, index, beginning)
                guard let path = Settings(.process).database(line.database).value else { return [] }
                return (try? TokenFile(path + ".tokens").list().map(\.id)) ?? []
            }
        }
    }
#endif
