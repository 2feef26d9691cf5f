-- kb's file format 6: logs, by which files of a team synchronise. docs/schema.md explains it.
--
-- Tables and two indexes are added, and one trigger is made anew.

PRAGMA user_version = 6;

-- What each file of a team has written, in order. Whoever has entries 1 to n of a log knows by the hash of entry n that
-- they are the same as everybody else's.
CREATE TABLE sync_logs (
  id INTEGER PRIMARY KEY,
  log TEXT NOT NULL UNIQUE CHECK (length(log) = 36 AND log NOT GLOB '*[^0-9a-f-]*'),
  n INTEGER NOT NULL DEFAULT 0 CHECK (n >= 0),
  hash BLOB NOT NULL DEFAULT x'',               -- of entry n: SHA-256 of the hash before it and the line
  scope TEXT CHECK (scope IS NULL OR json_valid(scope)),   -- what goes into a log that this file writes; NULL: another file's
  revisions INTEGER NOT NULL DEFAULT 0,         -- note_revisions.seq up to which this file's own log has everything
  words INTEGER NOT NULL DEFAULT 0,             -- word_revisions.seq
  imports INTEGER NOT NULL DEFAULT 0,           -- imports.id
  name TEXT NOT NULL DEFAULT '',                -- whose log it is, as its first entry says
  seen_at TEXT,                                 -- when an entry came last
  fault TEXT,                                   -- why entry n + 1 was refused
  fault_line TEXT                               -- what was refused
) STRICT;

CREATE TABLE sync_entries (
  log INTEGER NOT NULL,                         -- sync_logs.id
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,                           -- note, word, edition, redaction, hello, or what a later kb knows
  id TEXT NOT NULL,                             -- the revision, the edition, the redacted revision
  hash BLOB NOT NULL,
  line TEXT,                                    -- NULL: what the revision says as kb export notes writes it
  PRIMARY KEY (log, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX sync_entries_by_id ON sync_entries (id, kind);
CREATE INDEX sync_editions ON sync_entries (id) WHERE kind = 'edition';

-- Which edition of a book this file has.
CREATE TABLE sync_books (book TEXT PRIMARY KEY NOT NULL, edition TEXT NOT NULL) STRICT;

CREATE TABLE sync_remotes (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  url TEXT NOT NULL,
  log INTEGER NOT NULL,                         -- sync_logs.id of the log that this file sends there
  relays INTEGER NOT NULL DEFAULT 0 CHECK (relays IN (0, 1)),   -- whether other files' logs are sent there, too
  synced_at TEXT,
  failure TEXT                                  -- why the last contact failed
) STRICT;

-- A book in the order of its document, a page at a time.
CREATE INDEX codes_by_position ON codes (book, position);

-- What was noted last, among very many.
CREATE INDEX note_revisions_by_time ON note_revisions (created_at);

-- A revision never changes, but for one whose text was redacted.
DROP TRIGGER IF EXISTS note_revisions_before_update;
CREATE TRIGGER note_revisions_before_update BEFORE UPDATE ON note_revisions
WHEN NOT EXISTS (SELECT 1 FROM sync_entries WHERE id = old.revision AND kind IN ('redaction', 'redacted'))
  OR (old.seq, old.revision, old.note, old.parents, old.author, old.deleted, old.created_at)
    IS NOT (new.seq, new.revision, new.note, new.parents, new.author, new.deleted, new.created_at)
BEGIN
  INSERT INTO note_revisions (note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor)
  SELECT old.note, (
      SELECT json_group_array(revision) FROM (SELECT revision FROM note_leaves WHERE note = old.note ORDER BY revision)),
    book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor
  FROM note_leaves
  WHERE revision = old.revision AND deleted AND NOT new.deleted
    AND NOT EXISTS (SELECT 1 FROM note_heads WHERE note = old.note);
  SELECT RAISE(IGNORE) FROM note_contents
  WHERE seq = old.seq AND NOT new.deleted
    AND (seq, revision, note, parents, content, created_at)
      IS (new.seq, new.revision, new.note, new.parents, json_array(new.book, new.code, new.body, new.tags, new.author,
        new.field, new.exact, new.prefix, new.suffix, new."start", new."end", new.anchor), new.created_at);
  SELECT RAISE(ABORT, 'a revision never changes: write to notes, or add a revision');
END;
