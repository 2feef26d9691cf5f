import TestSupport

@testable import KBCore

/// What the notes of a set of revisions are, worked out the long way: every pair of leaves, every common ancestor.
struct NoteMergeModel {
    /// What a row of `notes` says.
    struct Head: Hashable {
        var note: String
        var revision: String
        var reference: CodeReference
        var body: String
        var tags: [String]
        var author: String
        var anchor: TextQuote?
    }

    let heads: Set<Head>

    init(_ revisions: [NoteRevision]) {
        heads = Dictionary(grouping: revisions, by: \.note).values.reduce(into: []) {
            $0.formUnion(Self.heads(of: $1))
        }
    }

    private static func heads(of revisions: [NoteRevision]) -> [Head] {
        let byName = Dictionary(uniqueKeysWithValues: revisions.map { ($0.revision, $0) })
        var children: [String: Set<String>] = [:]
        for revision in revisions {
            for parent in revision.parents { children[parent, default: []].insert(revision.revision) }
        }
        let leaves = revisions.filter { leaf in
            guard children[leaf.revision] == nil else { return false }
            return !revisions.contains { twin in
                twin.revision != leaf.revision && isSameChange(twin, leaf)
                    && (twin.revision < leaf.revision || children[twin.revision] != nil)
            }
        }.sorted { $0.revision < $1.revision }
        let (live, dead) = (leaves.filter { !$0.isDeleted }, leaves.filter(\.isDeleted))
        guard leaves.count > 1 else { return live.map { head($0, $0, $0, $0.tags) } }

        let lines = Dictionary(uniqueKeysWithValues: leaves.map { ($0.revision, ancestors(of: $0, byName)) })
        func bases(_ a: NoteRevision, _ b: NoteRevision) -> [NoteRevision] {
            let common = (lines[a.revision] ?? []).intersection(lines[b.revision] ?? [])
            return common.filter { (children[$0] ?? []).isDisjoint(with: common) }.compactMap { byName[$0] }
        }
        /// Whether `a` has a value as it was where it parted from `b`.
        func kept<Value: Equatable>(_ a: NoteRevision, _ b: NoteRevision, _ value: (NoteRevision) -> Value)
            -> Bool
        {
            let bases = bases(a, b)
            return !bases.isEmpty && bases.allSatisfy { value($0) == value(a) }
        }
        func counting<Value: Equatable>(_ value: (NoteRevision) -> Value) -> [NoteRevision] {
            let counting = live.filter { a in !live.contains { value($0) != value(a) && kept(a, $0, value) } }
            return counting.isEmpty ? live : counting
        }
        let isGone = live.allSatisfy { a in dead.contains { kept(a, $0, \.body) && kept(a, $0, \.tags) } }
        guard !isGone else { return [] }

        var tags: [String: Int] = [:]
        for leaf in live {
            for (place, tag) in leaf.tags.enumerated() {
                let isTaken = live.contains { other in
                    let bases = bases(leaf, other)
                    return !other.tags.contains(tag) && !bases.isEmpty
                        && bases.allSatisfy { $0.tags.contains(tag) }
                }
                if !isTaken { tags[tag] = min(tags[tag] ?? place, place) }
            }
        }
        let merged = tags.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
        let places = counting(\.reference)
        let quotes = counting(\.anchor).sorted { a, b in
            func rank(_ leaf: NoteRevision) -> Int { leaf.anchor.map { $0.isOrphaned ? 1 : 0 } ?? 2 }
            return (rank(a), a.revision) < (rank(b), b.revision)
        }
        return Dictionary(grouping: counting(\.body), by: \.body).values.compactMap { versions in
            head(versions[0], places[0], quotes[0], Set(live.map(\.tags)).count == 1 ? live[0].tags : merged)
        }
    }

    private static func head(
        _ text: NoteRevision, _ place: NoteRevision, _ quote: NoteRevision, _ tags: [String]
    ) -> Head {
        Head(
            note: text.note, revision: text.revision, reference: place.reference, body: text.body, tags: tags,
            author: text.author, anchor: quote.anchor)
    }

    private static func isSameChange(_ a: NoteRevision, _ b: NoteRevision) -> Bool {
        a.parents == b.parents && a.isDeleted == b.isDeleted && a.reference == b.reference && a.body == b.body
            && a.tags == b.tags && a.author == b.author && a.anchor == b.anchor
    }

    private static func ancestors(of leaf: NoteRevision, _ byName: [String: NoteRevision]) -> Set<String> {
        var found: Set<String> = []
        var next = [leaf.revision]
        while let name = next.popLast() {
            guard found.insert(name).inserted else { continue }
            next += byName[name]?.parents ?? []
        }
        return found
    }
}

extension NoteMergeModel.Head {
    /// What a row says; nil for a note whose row says otherwise than its revisions.
    init(_ note: Note) {
        self.init(
            note: note.uuid, revision: note.revision, reference: note.reference, body: note.body,
            tags: note.tags,
            author: note.author, anchor: note.anchor)
    }
}
