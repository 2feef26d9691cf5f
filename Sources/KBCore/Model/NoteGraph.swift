/// The revisions of one note, and what follows from them alone.
///
/// Clocks decide nothing here: the heads depend on the set of revisions only, not on the order in which they
/// arrived.
struct NoteGraph {
    private let revisions: [NoteRevision]
    private let replaced: Set<String>

    /// Takes all known revisions of one note.
    init(_ revisions: [NoteRevision]) {
        self.revisions = revisions
        replaced = Set(revisions.flatMap(\.parents))
    }

    /// The revisions that are nobody's parent and do not remove the note, by UUID.
    ///
    /// The same change made in two files, such as two imports of one new document that moved an annotation, is
    /// one change: of revisions that say the same about the same parents only one counts.
    var heads: [NoteRevision] {
        var twins: [Twin: [NoteRevision]] = [:]
        for revision in revisions { twins[Twin(revision), default: []].append(revision) }
        return
            revisions
            .filter { leaf in
                guard !replaced.contains(leaf.revision), !leaf.isDeleted else { return false }
                return (twins[Twin(leaf)] ?? []).allSatisfy {
                    !replaced.contains($0.revision) && $0.revision >= leaf.revision
                }
            }
            .sorted { $0.revision < $1.revision }
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

    /// What two revisions have in common that are the same change.
    private struct Twin: Hashable {
        var content: NoteRevision

        init(_ revision: NoteRevision) {
            content = revision
            content.revision = ""
            content.createdAt = ""
            content.parents = Set(revision.parents).sorted()
        }
    }
}
