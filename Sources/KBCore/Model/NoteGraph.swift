/// The revisions of one note, in order.
struct NoteGraph {
    private let revisions: [NoteRevision]

    /// Takes all known revisions of one note.
    init(_ revisions: [NoteRevision]) {
        self.revisions = revisions
    }

    /// The revisions, each after its parents; where that leaves a choice, by time and UUID.
    var oldestFirst: [NoteRevision] {
        var waiting: [String: Int] = [:]
        var children: [String: [NoteRevision]] = [:]
        let known = Set(revisions.map(\.revision))
        for revision in revisions {
            let parents = Set(revision.parents).intersection(known)
            waiting[revision.revision] = parents.count
            for parent in parents { children[parent, default: []].append(revision) }
        }
        var result: [NoteRevision] = []
        var ready = revisions.filter { waiting[$0.revision] == 0 }
        while !ready.isEmpty {
            ready.sort { ($0.createdAt, $0.revision) > ($1.createdAt, $1.revision) }
            let next = ready.removeLast()
            result.append(next)
            for child in children[next.revision] ?? [] {
                let rest = (waiting[child.revision] ?? 1) - 1
                waiting[child.revision] = rest
                if rest == 0 { ready.append(child) }
            }
        }
        // A forged file may have revisions that are each other's parents.
        let placed = Set(result.map(\.revision))
        let rest = revisions.filter { !placed.contains($0.revision) }
        return result + rest.sorted { ($0.createdAt, $0.revision) < ($1.createdAt, $1.revision) }
    }
}
