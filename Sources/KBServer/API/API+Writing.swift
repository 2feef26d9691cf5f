import KBCore
import KBPresentation
import KBText

extension API {
    func addNote(isAnnotation: Bool) throws -> WebResponse {
        let object = try object(only: ["book", "code", "body", "tags", "note", "anchor"])
        var draft = NoteWriting.Draft(
            reference: CodeReference(book: try text("book", of: object), code: try text("code", of: object)),
            body: try text("body", of: object), tags: try texts("tags", of: object) ?? [])
        if let uuid = try optionalText("note", of: object) {
            guard uuid.isUUID else { throw WebError.badField("note", expected: "UUID") }
            draft.uuid = uuid.lowercased()
        }
        if let anchor = object["anchor"], case .object(let members) = anchor {
            let known = ["exact", "field", "start", "prefix", "suffix"]
            for (name, _) in members where !known.contains(name) {
                throw WebError.unknownField("anchor.\(name)", known: known)
            }
            draft.exact = try text("exact", of: anchor)
            if let name = try optionalText("field", of: anchor) {
                guard let field = TextQuote.Field(rawValue: name) else {
                    throw WebError.badField("field", expected: "name, description")
                }
                draft.field = field
            }
            switch anchor["start"] {
            case nil, .null: break
            case .number(let number): draft.start = number
            default: throw WebError.badField("start", expected: message(zh: "整数", en: "an integer"))
            }
            draft.prefix = try optionalText("prefix", of: anchor)
            draft.suffix = try optionalText("suffix", of: anchor)
        } else if object["anchor"] != nil, !isAnnotation, case .null = object["anchor"] {
            draft.exact = nil
        } else if isAnnotation || object["anchor"] != nil {
            throw WebError.missingField("anchor.exact")
        }
        let (note, isNew) = try writing.add(draft)
        var response = noteResponse(NoteMerge([note]), status: isNew ? 201 : 200)
        response.set("location", links.api("notes/" + note.uuid.percentEncoded))
        return response
    }

    func editNote(_ name: String) throws -> WebResponse {
        let revisions = try matched()
        let object = try object(only: ["body", "tags"])
        let body = try text("body", of: object)
        let tags = try texts("tags", of: object)
        let keep = try query.text("keep")
        guard keep == nil || keep == "both" else { throw WebError.badField("keep", expected: "both") }
        let heads = try base.read { try Notes($0).heads(name) }
        guard let first = heads.first else { throw NoteError.notFound(prefix: name) }
        do {
            if heads.count > 1 || revisions.count > 1 {
                guard let note = try writing.resolve(first.uuid, heads: revisions, by: .text(body)) else {
                    throw NoteError.notFound(prefix: name)
                }
                guard let tags else { return noteResponse(NoteMerge([note])) }
                return noteResponse(
                    NoteMerge([
                        try writing.edit(note.uuid, revision: note.revision, body: body, tags: tags)
                    ]))
            }
            let note = try writing.edit(
                first.uuid, revision: revisions.first ?? "", body: body, tags: tags)
            return noteResponse(NoteMerge([note]))
        } catch NoteError.changedMeanwhile(let seen, let now) {
            if keep == "both", let revision = revisions.first, revisions.count == 1 {
                let heads = try writing.addVersion(seen.uuid, revision: revision, body: body, tags: tags)
                return try base.read { noteResponse(try Notes($0).merge(heads.first?.uuid ?? seen.uuid)) }
            }
            return failedMatch(NoteError.changedMeanwhile(seen: seen, now: now), now)
        }
    }

    func removeNote(_ name: String) throws -> WebResponse {
        let revisions = try matched()
        let heads = try base.read { try Notes($0).heads(name) }
        guard let first = heads.first else { throw NoteError.notFound(prefix: name) }
        do {
            try writing.remove(first.uuid, revisions: revisions)
            return WebResponse(empty: 204)
        } catch NoteError.changedMeanwhile(let seen, let now) {
            return failedMatch(NoteError.changedMeanwhile(seen: seen, now: now), now)
        }
    }

    /// The answer to a change of a state that is no longer there: what the note is now, for both to be joined.
    private func failedMatch(_ error: NoteError, _ now: [Note]) -> WebResponse {
        var fault = WebFault(error)
        fault.status = 412
        call.metrics.refused(fault.kind)
        var response = fault.problem
        response.set("etag", Self.tag(now))
        return response
    }

    // MARK: - Members of an object

    private func text(_ name: String, of object: JSONValue) throws -> String {
        guard let text = try optionalText(name, of: object) else { throw WebError.missingField(name) }
        return text
    }

    private func optionalText(_ name: String, of object: JSONValue) throws -> String? {
        switch object[name] {
        case nil, .null: return nil
        case .string(let text): return text
        default: throw WebError.badField(name, expected: message(zh: "文字", en: "a text"))
        }
    }

    private func texts(_ name: String, of object: JSONValue) throws -> [String]? {
        switch object[name] {
        case nil, .null: return nil
        case .array(let items) where items.allSatisfy({ $0.string != nil }) && items.count <= 100:
            return items.compactMap(\.string)
        default: throw WebError.badField(name, expected: message(zh: "文字的数组", en: "an array of texts"))
        }
    }
}
