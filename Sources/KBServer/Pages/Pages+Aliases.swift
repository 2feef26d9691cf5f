import KBCore

/// Other names of a code, by forms on its page.
extension Pages {
    /// A name that somebody gives a code.
    func addAlias() throws -> WebResponse {
        try changingAliases { _ = try $0.add([$2], to: $1, author: call.visitor.author) }
    }

    /// A name that is to go.
    func removeAlias() throws -> WebResponse {
        try changingAliases { aliases, reference, name in
            do {
                try aliases.remove([name], from: reference, author: call.visitor.author)
            } catch AliasError.notFound {
                // The form was sent twice, or somebody else was faster.
            }
        }
    }

    private func changingAliases(_ body: (Aliases, CodeReference, String) throws -> Void) throws
        -> WebResponse
    {
        try writing { fields in
            guard let book = try fields.text("book"), let code = try fields.one("code"),
                let name = try fields.text("alias")
            else { throw WebError.missingField("book, code, alias") }
            let reference = CodeReference(book: book, code: code)
            try base.write { try body(Aliases($0), reference, name) }
            return WebResponse(redirectTo: links.code(reference) + "#names")
        }
    }
}
