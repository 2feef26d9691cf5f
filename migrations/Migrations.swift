/// The steps from an empty file to the newest file format, in order.
package enum Migrations {
    /// Every step.
    ///
    /// One that has shipped never changes.
    package static let all: [Migration] = [
        Migration(version: 1, sql: text(PackageResources.m0001_init_sql), minimumReader: 1),
        Migration(version: 2, sql: text(PackageResources.m0002_notes_sql), minimumReader: 1),
        Migration(version: 3, sql: text(PackageResources.m0003_revisions_sql), minimumReader: 3),
        Migration(
            version: 4, sql: text(PackageResources.m0004_books_sql), minimumReader: 4,
            adds: [
                "codes": ["fields", "import"], "code_revisions": ["fields", "import"],
                "codes_replaced": ["fields"], "aliases": ["import"], "synonyms": ["import"],
                "imports": ["columns", "step", "author", "job", "moves", "undone_at"],
                "code_texts": [], "code_links": [], "see_also": [], "code_texts_changed": [],
                "notes_parted": [], "departures": [],
            ]),
        Migration(
            version: 5, sql: text(PackageResources.m0005_merging_sql), minimumReader: 5,
            adds: [
                "note_leaves": [], "note_fields": [], "note_merges": [], "note_steps": [], "notes_due": [],
                "notes_waiting": [], "notes_joined": [], "notes_settled": [], "codes_gone": [],
                "note_log": [], "tags": [], "aliases": ["author"], "synonyms": ["author"], "words": [],
                "word_revisions": [], "word_steps": [], "words_settled": [], "words_said": [],
                "words_replaced": [], "words_written": [],
            ]),
        Migration(
            version: 6, sql: text(PackageResources.m0006_sync_sql), minimumReader: 5,
            adds: ["sync_logs": [], "sync_entries": [], "sync_books": [], "sync_remotes": []]),
        Migration(version: 7, sql: text(PackageResources.m0007_books_sql), minimumReader: 5),
    ]

    /// What all steps together make; a test holds the file up to date (`KB_RECORD=1`).
    package static let newestSchema = text(PackageResources.schema_sql)

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
