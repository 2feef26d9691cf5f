import KBCore

// A new file, and a document that is imported into it.
let knowledge = try KnowledgeBase("knowledge.db", creatingIfMissing: true)
let imported = try knowledge.importDocument("seed/codes.txt")
print("\(imported.plan.added) codes are in the book \(imported.plan.book)")

// What a person remembers, and where it stands in the texts that are found.
for result in try knowledge.search("资源 冲突", limit: 2).results {
    var text = Array(result.code.description.unicodeScalars)
    for mark in result.marks(in: .description).reversed() {
        text.insert("]", at: mark.upperBound)
        text.insert("[", at: mark.lowerBound)
    }
    print(result.code.reference, result.code.title)
    print("  \(String(String.UnicodeScalarView(text.prefix(36))))…")
}

// A note, and everything about its code.
let conflict = CodeReference(book: "http", code: "409")
try knowledge.addNote("先拉取最新版本，再重试。", to: conflict, tags: ["git"], author: "lin")
if let details = try knowledge.code(conflict) {
    print(details.code.title, "is of the class", details.codeClass?.number ?? "none")
    for note in details.notes { print("  \(note.author): \(note.body) \(note.tags)") }
}
