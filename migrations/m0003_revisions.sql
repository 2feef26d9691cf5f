-- kb's file format 3: note_revisions is what was written, and nothing in it ever changes; notes are the heads that
-- follow from it, which any tool reads and writes as before. kb's own index has notes as well as codes, other tools
-- have notes_fts, and books can be renamed and removed. docs/schema.md explains it.
--
-- scripts/make-migrations writes this script from m0003_revisions.sql.in.

PRAGMA user_version = 3;

DROP TRIGGER IF EXISTS notes_before_insert;
DROP TRIGGER IF EXISTS notes_after_insert;
DROP TRIGGER IF EXISTS notes_before_update;
DROP TRIGGER IF EXISTS notes_after_update;
DROP TRIGGER IF EXISTS notes_after_delete;
DROP TRIGGER IF EXISTS notes_index_insert;
DROP VIEW IF EXISTS notes_index;
DROP TABLE IF EXISTS notes_pairs;
DROP VIEW IF EXISTS notes_text;
DROP TABLE IF EXISTS notes_replaced;
DROP TRIGGER IF EXISTS codes_index_own;
DROP TRIGGER IF EXISTS codes_before_insert;
DROP TRIGGER IF EXISTS codes_after_insert;
DROP TRIGGER IF EXISTS codes_before_update;
DROP TRIGGER IF EXISTS codes_after_update;
DROP TRIGGER IF EXISTS codes_after_change;
DROP TRIGGER IF EXISTS codes_after_delete;
DROP TRIGGER IF EXISTS aliases_before_insert;
DROP TRIGGER IF EXISTS aliases_before_update;

---------------------------------------------------------------------------------------------- kb's own index

-- Whoever brings a file to this format indexes it anew: kb does so in the same transaction.
DROP TABLE IF EXISTS index_segments;
DROP TABLE IF EXISTS index_terms;
DROP TABLE IF EXISTS index_postings;
DROP TABLE IF EXISTS index_rows;
DROP TABLE IF EXISTS index_changes;
DROP TABLE IF EXISTS vocabulary;
DROP TABLE IF EXISTS index_words;

CREATE TABLE index_segments (
  id INTEGER PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('code', 'note')),   -- what its rows are
  format INTEGER NOT NULL,                      -- of its blobs; what kb does not know it indexes anew
  book TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,                       -- of their texts
  terms INTEGER NOT NULL DEFAULT 0,             -- how many different ones there are
  removed INTEGER NOT NULL DEFAULT 0,           -- how many of them are deleted, or indexed anew elsewhere
  first_id INTEGER NOT NULL,                    -- the lowest and the highest id of its rows
  last_id INTEGER NOT NULL,
  first_posting INTEGER NOT NULL,               -- where its lists are in index_postings
  last_posting INTEGER NOT NULL,
  ranks BLOB NOT NULL,
  removed_rows BLOB                             -- a bit for each row
) STRICT;

CREATE TABLE index_terms (
  segment INTEGER NOT NULL,
  term BLOB NOT NULL,                           -- folded text in UTF-8
  field INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  place INTEGER,                                -- where its list begins in index_postings; NULL: it is in data
  data BLOB NOT NULL,
  PRIMARY KEY (segment, term, field)
) STRICT, WITHOUT ROWID;

-- One stream of bytes for each segment, cut into rows of 8000 without regard to the lists. Place 8000 × id + n is
-- byte n of a row.
CREATE TABLE index_postings (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;

CREATE TABLE index_rows (
  segment INTEGER NOT NULL, chunk INTEGER NOT NULL, ids BLOB NOT NULL, PRIMARY KEY (segment, chunk)
) STRICT, WITHOUT ROWID;

-- Rows that were added, changed or deleted since they were indexed.
CREATE TABLE index_changes (
  kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

-- Terms that occur, or once occurred, in indexed names, aliases and descriptions.
CREATE TABLE vocabulary (term BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

-- The words among them that are not pairs of Han characters, one a line: read at once to look for typos.
CREATE TABLE index_words (id INTEGER PRIMARY KEY, words BLOB NOT NULL) STRICT;

CREATE TRIGGER codes_index_own INSTEAD OF INSERT ON codes_index
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO index_changes (kind, id)
  SELECT 'code', new.id WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'code' AND id = new.id);
END;

-------------------------------------------------------------------------------------------- revisions of notes

-- Names of notes and revisions that the CHECKs below refuse, and what they are called instead.
CREATE TABLE note_names (id INTEGER PRIMARY KEY, old TEXT NOT NULL UNIQUE, new TEXT NOT NULL DEFAULT '') STRICT;
INSERT INTO note_names (old)
SELECT name FROM (
  SELECT note AS name FROM note_revisions UNION SELECT revision FROM note_revisions
  UNION SELECT note FROM notes UNION SELECT revision FROM notes
  UNION SELECT CAST(value AS TEXT) FROM note_revisions, json_each(parents) WHERE json_each.type = 'text')
WHERE NOT (length(CAST(name AS BLOB)) BETWEEN 1 AND 100 AND name NOT GLOB '*[^!-' || char(1114111) || ']*' AND instr(name, char(0)) = 0);
UPDATE note_names SET new = 'id-' || lower(substr(hex(old), 1, 60)) || CASE WHEN length(hex(old)) > 60 THEN '-' || id ELSE '' END;

CREATE TABLE note_revisions_before (
  seq INTEGER PRIMARY KEY, revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, deleted, created_at);
INSERT INTO note_revisions_before (revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, deleted, created_at)
SELECT
  coalesce((SELECT new FROM note_names WHERE old = revision), revision),
  coalesce((SELECT new FROM note_names WHERE old = note), note),
  -- Only what cannot stay as it is becomes another text: a revision is the same in every file.
  CASE WHEN NOT EXISTS (
      SELECT 1 FROM json_each(parents)
      WHERE type <> 'text' OR EXISTS (SELECT 1 FROM note_names WHERE old = value))
    THEN parents
    ELSE (
      SELECT json_group_array(coalesce((SELECT new FROM note_names WHERE old = value), value))
      FROM json_each(parents) WHERE type = 'text') END,
  CASE book WHEN '' THEN '?' ELSE CASE WHEN instr(book, char(0)) THEN json_extract(replace(json_quote(book), '\u0000', '\ufffd'), '$') ELSE book END END,
  CASE code WHEN '' THEN '?' ELSE CASE WHEN instr(code, char(0)) THEN json_extract(replace(json_quote(code), '\u0000', '\ufffd'), '$') ELSE code END END,
  CASE body WHEN '' THEN '?' ELSE CASE WHEN instr(body, char(0)) THEN json_extract(replace(json_quote(body), '\u0000', '\ufffd'), '$') ELSE body END END,
  CASE WHEN json_valid(tags) AND instr(tags, char(0)) = 0 AND json_type(tags) = 'array' THEN tags ELSE '[]' END,
  CASE WHEN instr(author, char(0)) THEN json_extract(replace(json_quote(author), '\u0000', '\ufffd'), '$') ELSE author END,
  CASE WHEN exact <> '' THEN CASE WHEN field IN ('name', 'description') THEN field ELSE 'description' END END,
  CASE WHEN exact <> '' THEN CASE WHEN instr(exact, char(0)) THEN json_extract(replace(json_quote(exact), '\u0000', '\ufffd'), '$') ELSE exact END END,
  substr(CASE WHEN instr(prefix, char(0)) THEN json_extract(replace(json_quote(prefix), '\u0000', '\ufffd'), '$') ELSE prefix END, -1000), substr(CASE WHEN instr(suffix, char(0)) THEN json_extract(replace(json_quote(suffix), '\u0000', '\ufffd'), '$') ELSE suffix END, 1, 1000),
  CASE WHEN coalesce("start", 0) BETWEEN 0 AND 1000000000
    AND coalesce("end", 1000000000) BETWEEN coalesce("start", 0) AND 1000000000 THEN "start" END, CASE WHEN coalesce("start", 0) BETWEEN 0 AND 1000000000
    AND coalesce("end", 1000000000) BETWEEN coalesce("start", 0) AND 1000000000 THEN "end" END,
  CASE anchor WHEN 'orphaned' THEN 'orphaned' ELSE 'anchored' END,
  deleted,
  CASE WHEN created_at GLOB '????-??-??*' AND julianday(created_at) IS NOT NULL AND length(created_at) <= 40 AND instr(created_at, char(0)) = 0 THEN created_at
    ELSE coalesce(strftime('%Y-%m-%dT%H:%M:%fZ', created_at), '1970-01-01T00:00:00.000Z') END
FROM note_revisions ORDER BY note_revisions.rowid;

DROP TABLE note_revisions;

-- Every state that a note has had. Rows are only ever added, by any tool: seq says in which order they came into
-- this file, and means nothing in another.
CREATE TABLE note_revisions (
  seq INTEGER PRIMARY KEY CHECK (seq > 0),
  revision TEXT NOT NULL UNIQUE DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))) CHECK (length(CAST(revision AS BLOB)) BETWEEN 1 AND 100 AND revision NOT GLOB '*[^!-' || char(1114111) || ']*'),
  note TEXT NOT NULL CHECK (length(CAST(note AS BLOB)) BETWEEN 1 AND 100 AND note NOT GLOB '*[^!-' || char(1114111) || ']*'),
  parents TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parents) AND json_type(parents) = 'array'),
  book TEXT NOT NULL CHECK (book <> ''),
  code TEXT NOT NULL CHECK (code <> ''),
  body TEXT NOT NULL CHECK (body <> ''),
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags) AND json_type(tags) = 'array'),
  author TEXT NOT NULL DEFAULT '',
  field TEXT CHECK (field IN ('name', 'description')),
  exact TEXT CHECK (exact <> ''),
  prefix TEXT NOT NULL DEFAULT '' CHECK (length(prefix) <= 1000),
  suffix TEXT NOT NULL DEFAULT '' CHECK (length(suffix) <= 1000),
  "start" INTEGER,
  "end" INTEGER,
  anchor TEXT NOT NULL DEFAULT 'anchored' CHECK (anchor IN ('anchored', 'orphaned')),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')) CHECK (created_at GLOB '????-??-??*' AND julianday(created_at) IS NOT NULL AND length(created_at) <= 40),
  CHECK ((field IS NULL) = (exact IS NULL)),
  CHECK (coalesce("start", 0) BETWEEN 0 AND 1000000000
    AND coalesce("end", 1000000000) BETWEEN coalesce("start", 0) AND 1000000000),
  CHECK (instr(revision || note || book || code || body || tags || author || coalesce(exact, '') || prefix || suffix
    || created_at, char(0)) = 0)
) STRICT;

CREATE INDEX note_revisions_by_note ON note_revisions (note, parents, created_at);
CREATE INDEX note_revisions_by_code ON note_revisions (book, code);

INSERT INTO note_revisions (seq, revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, deleted, created_at)
SELECT seq, revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, deleted, created_at FROM note_revisions_before;
DROP TABLE note_revisions_before;

-- note_revisions.parents, a row each; kept by a trigger.
CREATE TABLE note_parents (
  note TEXT NOT NULL, parent TEXT NOT NULL, revision TEXT NOT NULL, PRIMARY KEY (note, parent, revision)
) STRICT, WITHOUT ROWID;

INSERT INTO note_parents (note, parent, revision)
SELECT DISTINCT note, value, revision FROM note_revisions, json_each(parents);

-- What a revision says, as one value.
CREATE VIEW note_contents AS
SELECT *, json_array(book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) AS content FROM note_revisions;

-- The revisions that nothing follows and that remove nothing: what notes has a row for each of, as soon as their
-- code is there. The same change made in two files is one: of revisions that say the same about the same parents
-- only one counts, and none when one of them was followed.
CREATE VIEW note_heads AS
SELECT * FROM note_contents r
WHERE NOT deleted
  AND NOT EXISTS (SELECT 1 FROM note_parents p WHERE p.note = r.note AND p.parent = r.revision)
  AND NOT EXISTS (
    SELECT 1 FROM note_contents t
    WHERE t.note = r.note AND t.parents = r.parents AND t.revision <> r.revision AND NOT t.deleted
      AND t.content = r.content
      AND (t.revision < r.revision
        OR EXISTS (SELECT 1 FROM note_parents p WHERE p.note = t.note AND p.parent = t.revision)));

-- Rows that do not say what a head says.
CREATE VIEW notes_unwritten AS
SELECT id FROM (SELECT id, note, revision, json_array(book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) AS content FROM notes) n
WHERE NOT EXISTS (
  SELECT 1 FROM note_heads h WHERE h.revision = n.revision AND h.note = n.note AND h.content = n.content);

-- Makes the rows of a note what its revisions say: a revision's trigger writes here, and so may anybody. The row
-- that has what was replaced becomes what replaced it, and so keeps its id.
CREATE TRIGGER note_heads_insert INSTEAD OF INSERT ON note_heads BEGIN
  UPDATE notes SET (note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) = (
    SELECT note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor FROM note_heads WHERE revision = new.revision)
  WHERE id = coalesce(
      (SELECT id FROM notes WHERE revision = new.revision),
      (SELECT min(n.id) FROM json_each(new.parents) p
        JOIN note_revisions v ON v.revision = p.value AND v.note = new.note
        JOIN notes n ON n.revision = v.revision))
    AND EXISTS (
      SELECT 1 FROM note_heads h JOIN codes c ON c.book = h.book AND c.code = h.code WHERE h.revision = new.revision);
  DELETE FROM notes
  WHERE note = new.note
    AND EXISTS (SELECT 1 FROM note_revisions v WHERE v.revision = notes.revision AND v.note = new.note)
    AND revision NOT IN (SELECT revision FROM note_heads WHERE note = new.note);
  INSERT INTO notes (note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor)
  SELECT note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor FROM note_heads
  WHERE revision = new.revision AND revision NOT IN (SELECT revision FROM notes)
    AND EXISTS (SELECT 1 FROM codes c WHERE c.book = note_heads.book AND c.code = note_heads.code);
  UPDATE notes SET created_at = (SELECT min(created_at) FROM note_revisions WHERE note = new.note),
    updated_at = (SELECT created_at FROM note_revisions v WHERE v.revision = notes.revision)
  WHERE note = new.note;
END;

-- Whoever deletes a head adds a revision that says so.
CREATE TRIGGER note_heads_delete INSTEAD OF DELETE ON note_heads BEGIN
  INSERT INTO note_revisions (note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, deleted)
  SELECT note, json_array(revision), book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, 1 FROM note_revisions WHERE revision = old.revision;
END;

CREATE TRIGGER note_revisions_before_insert BEFORE INSERT ON note_revisions BEGIN
  SELECT RAISE(IGNORE) FROM note_revisions
  WHERE revision = new.revision AND (note, parents, body) IS (new.note, new.parents, new.body);
  SELECT RAISE(ABORT, 'a revision never changes, and seq is given by the file')
  FROM note_revisions WHERE revision = new.revision OR seq = new.seq;
  SELECT RAISE(ABORT, 'parents is a JSON array of revisions')
  FROM json_each(CASE WHEN json_valid(new.parents) THEN new.parents ELSE '[]' END) WHERE type <> 'text';
  SELECT RAISE(ABORT, 'a revision cannot follow itself')
  WHERE EXISTS (SELECT 1 FROM json_each(new.parents) WHERE value = new.revision)
    OR (EXISTS (SELECT 1 FROM note_parents WHERE note = new.note AND parent = new.revision)
      AND new.revision IN (
        WITH RECURSIVE earlier(revision) AS (
          SELECT value FROM json_each(new.parents)
          UNION
          SELECT p.value FROM earlier
          JOIN note_revisions v ON v.revision = earlier.revision AND v.note = new.note, json_each(v.parents) AS p)
        SELECT revision FROM earlier));
END;

CREATE TRIGGER note_revisions_after_insert AFTER INSERT ON note_revisions BEGIN
  INSERT INTO note_parents (note, parent, revision)
  SELECT DISTINCT new.note, value, new.revision FROM json_each(new.parents);
  INSERT INTO note_heads (revision, note, parents) VALUES (new.revision, new.note, new.parents);
END;

CREATE TRIGGER note_revisions_before_update BEFORE UPDATE ON note_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision never changes: write to notes, or add a revision');
END;

CREATE TRIGGER note_revisions_before_delete BEFORE DELETE ON note_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision is never deleted: delete the note, which adds one that says so');
END;

CREATE TRIGGER note_parents_before_insert BEFORE INSERT ON note_parents
WHEN NOT EXISTS (
  SELECT 1 FROM note_revisions v, json_each(v.parents) p
  WHERE v.revision = new.revision AND v.note = new.note AND p.value = new.parent)
BEGIN
  SELECT RAISE(ABORT, 'note_parents follows from note_revisions');
END;

CREATE TRIGGER note_parents_before_update BEFORE UPDATE ON note_parents BEGIN
  SELECT RAISE(ABORT, 'note_parents follows from note_revisions');
END;

-- kb doctor --repair has a row in index_writers while it makes this table anew.
CREATE TRIGGER note_parents_before_delete BEFORE DELETE ON note_parents
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'repair')
BEGIN
  SELECT RAISE(ABORT, 'note_parents follows from note_revisions');
END;

-------------------------------------------------------------------------------------------------------- notes

-- A table, and not a view, so that REPLACE and UPSERT work on it. Its rows follow from note_revisions; a row that a
-- tool writes becomes a revision, and the row what follows from that. So the CHECKs of note_revisions hold here, too.

UPDATE notes SET id = placed.id
FROM (
  SELECT id AS old, (SELECT coalesce(max(id), 0) FROM notes WHERE id BETWEEN 1 AND 1 << 52)
    + row_number() OVER (ORDER BY id) AS id
  FROM notes WHERE id <= 0) AS placed
WHERE notes.id = placed.old;

UPDATE notes SET
  note = coalesce((SELECT new FROM note_names WHERE old = note), note),
  revision = coalesce((SELECT new FROM note_names WHERE old = revision), revision),
  (body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) = (
  SELECT CASE body WHEN '' THEN '?' ELSE CASE WHEN instr(body, char(0)) THEN json_extract(replace(json_quote(body), '\u0000', '\ufffd'), '$') ELSE body END END,
  CASE WHEN json_valid(tags) AND instr(tags, char(0)) = 0 AND json_type(tags) = 'array' THEN tags ELSE '[]' END,
  CASE WHEN instr(author, char(0)) THEN json_extract(replace(json_quote(author), '\u0000', '\ufffd'), '$') ELSE author END,
  CASE WHEN exact <> '' THEN CASE WHEN field IN ('name', 'description') THEN field ELSE 'description' END END,
  CASE WHEN exact <> '' THEN CASE WHEN instr(exact, char(0)) THEN json_extract(replace(json_quote(exact), '\u0000', '\ufffd'), '$') ELSE exact END END,
  substr(CASE WHEN instr(prefix, char(0)) THEN json_extract(replace(json_quote(prefix), '\u0000', '\ufffd'), '$') ELSE prefix END, -1000), substr(CASE WHEN instr(suffix, char(0)) THEN json_extract(replace(json_quote(suffix), '\u0000', '\ufffd'), '$') ELSE suffix END, 1, 1000),
  CASE WHEN coalesce("start", 0) BETWEEN 0 AND 1000000000
    AND coalesce("end", 1000000000) BETWEEN coalesce("start", 0) AND 1000000000 THEN "start" END, CASE WHEN coalesce("start", 0) BETWEEN 0 AND 1000000000
    AND coalesce("end", 1000000000) BETWEEN coalesce("start", 0) AND 1000000000 THEN "end" END,
  CASE anchor WHEN 'orphaned' THEN 'orphaned' ELSE 'anchored' END),
  created_at = CASE WHEN created_at GLOB '????-??-??*' AND julianday(created_at) IS NOT NULL AND length(created_at) <= 40 AND instr(created_at, char(0)) = 0 THEN created_at ELSE '1970-01-01T00:00:00.000Z' END,
  updated_at = CASE WHEN updated_at GLOB '????-??-??*' AND julianday(updated_at) IS NOT NULL AND length(updated_at) <= 40 AND instr(updated_at, char(0)) = 0 THEN updated_at ELSE '1970-01-01T00:00:00.000Z' END;
DROP TABLE note_names;
-- A row that was given another note's name has a revision of its own from now on.
UPDATE notes SET revision = lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
WHERE EXISTS (SELECT 1 FROM note_revisions v WHERE v.revision = notes.revision AND v.note <> notes.note);

-- The rows that the running statement replaces; see the head of m0001_init.sql.
CREATE TABLE notes_replaced (
  id INTEGER NOT NULL, at REAL NOT NULL, note TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL, exact TEXT,
  unindexed INTEGER NOT NULL DEFAULT 0
) STRICT;

-- The portable index: Datasette and sqlite-utils find it by its content table.
CREATE VIRTUAL TABLE notes_fts USING fts5(
  body, exact, content="notes", content_rowid='id', tokenize='trigram');
INSERT INTO notes_fts (notes_fts) VALUES ('rebuild');

-- Writing to this view keeps the indexes of notes: op is NULL to add a row and 'delete' to take one out.
CREATE VIEW notes_index (op, id, body, exact) AS SELECT NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER notes_index_own INSTEAD OF INSERT ON notes_index BEGIN
  INSERT INTO index_changes (kind, id)
  SELECT 'note', new.id WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'note' AND id = new.id);
END;

CREATE TRIGGER notes_index_portable INSTEAD OF INSERT ON notes_index BEGIN
  INSERT INTO notes_fts (notes_fts, rowid, body, exact) VALUES (new.op, new.id, new.body, new.exact);
END;

-- A row that a tool has written is its note's next revision, unless it says what a head says. It follows what it took
-- the place of and the revision that it names; what else it took the place of is removed. OR IGNORE, which triggers
-- inherit, leaves out a revision that a CHECK refuses: so the end result is looked at.
CREATE VIEW notes_written (id, note) AS SELECT NULL, NULL WHERE 0;

CREATE TRIGGER notes_written_insert INSTEAD OF INSERT ON notes_written BEGIN
  DELETE FROM note_heads WHERE note <> new.note AND revision IN (SELECT revision FROM notes_replaced);
  INSERT INTO note_revisions (revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, created_at)
  SELECT
    CASE WHEN revision IN (SELECT revision FROM note_revisions) THEN lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))) ELSE revision END,
    new.note, list, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor,
    CASE list WHEN '[]' THEN strftime('%Y-%m-%dT%H:%M:%fZ', created_at) ELSE strftime('%Y-%m-%dT%H:%M:%fZ') END
  FROM notes, (
    SELECT coalesce(json_group_array(revision), '[]') AS list FROM (
      SELECT revision FROM note_revisions
      WHERE note = new.note AND revision IN (
        SELECT revision FROM notes WHERE id = new.id UNION SELECT revision FROM notes_replaced)
      ORDER BY revision))
  WHERE id = new.id
    AND (EXISTS (SELECT 1 FROM notes_unwritten WHERE id = new.id)
      OR EXISTS (
        SELECT 1 FROM note_heads h
        WHERE h.revision IN (SELECT revision FROM notes_replaced) AND h.note = new.note
          AND h.revision <> notes.revision));
  DELETE FROM notes_replaced;
  SELECT RAISE(ABORT, 'a value that notes cannot have: see the CHECKs of note_revisions')
  WHERE new.id <= 0 OR EXISTS (SELECT 1 FROM notes_unwritten WHERE id = new.id);
END;

CREATE TRIGGER notes_before_insert BEFORE INSERT ON notes BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  DELETE FROM notes_replaced;
  INSERT INTO notes_replaced
  SELECT id, julianday('now'), note, revision, body, exact, 0 FROM notes WHERE id = new.id OR revision = new.revision;
END;

CREATE TRIGGER notes_after_insert AFTER INSERT ON notes BEGIN
  INSERT INTO notes_index
  SELECT 'delete', id, body, exact FROM notes_replaced WHERE NOT unindexed;
  INSERT INTO notes_index VALUES (NULL, new.id, new.body, new.exact);
  INSERT INTO notes_written (id, note) VALUES (new.id, coalesce(
    (SELECT note FROM note_revisions WHERE revision = new.revision),
    (SELECT note FROM notes_replaced WHERE id = new.id),
    new.note));
END;

-- Only the row of a revision that was followed may become another's.
CREATE TRIGGER notes_before_update
BEFORE UPDATE OF id, note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor ON notes BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'a note keeps its columns note and revision: kb tells it by them')
  FROM note_heads
  WHERE revision = old.revision AND note = old.note AND (old.note, old.revision) IS NOT (new.note, new.revision);
  DELETE FROM notes_replaced;
  INSERT INTO notes_replaced
  SELECT id, julianday('now'), note, revision, body, exact, 0
  FROM notes WHERE id <> old.id AND (id = new.id OR revision = new.revision);
END;

CREATE TRIGGER notes_after_update
AFTER UPDATE OF id, note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor ON notes BEGIN
  INSERT INTO notes_index
  SELECT 'delete', id, body, exact FROM notes_replaced WHERE NOT unindexed
  UNION ALL
  SELECT 'delete', old.id, old.body, old.exact WHERE (old.id, old.body, old.exact) IS NOT (new.id, new.body, new.exact)
  UNION ALL
  SELECT NULL, new.id, new.body, new.exact WHERE (old.id, old.body, old.exact) IS NOT (new.id, new.body, new.exact);
  -- kb's own index has the tags, too.
  INSERT INTO index_changes (kind, id)
  SELECT 'note', new.id
  WHERE old.tags <> new.tags AND NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'note' AND id = new.id);
  INSERT INTO notes_written (id, note) VALUES (new.id, new.note);
END;

-- Times follow from the revisions.
CREATE TRIGGER notes_after_times AFTER UPDATE OF created_at, updated_at ON notes
WHEN (old.created_at, old.updated_at) IS NOT (new.created_at, new.updated_at) BEGIN
  INSERT INTO note_heads (note) VALUES (new.note);
END;

CREATE TRIGGER notes_after_delete AFTER DELETE ON notes BEGIN
  INSERT INTO notes_index VALUES ('delete', old.id, old.body, old.exact);
  UPDATE notes_replaced SET unindexed = 1 WHERE id = old.id;
  DELETE FROM notes_replaced WHERE id = old.id
    AND (at <> julianday('now') OR (SELECT NOT recursive_triggers FROM pragma_recursive_triggers));
  DELETE FROM note_heads
  WHERE revision = old.revision AND note = old.note AND NOT EXISTS (SELECT 1 FROM notes_replaced WHERE id = old.id);
END;

-- Rows that no revision, or another one, tells of are written down now, as a tool's write would have been.
UPDATE notes SET body = body
WHERE id IN (SELECT id FROM notes_unwritten);
INSERT INTO note_heads (revision, note, parents) SELECT revision, note, parents FROM note_heads;

-------------------------------------------------------------------------------------------------------- codes

CREATE TRIGGER codes_after_change AFTER UPDATE OF name, qualifier, description, state ON codes
WHEN (old.name, old.qualifier, old.description, old.state)
  IS NOT (new.name, new.qualifier, new.description, new.state)
BEGIN
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  VALUES (old.book, old.code, old.name, old.qualifier, old.description, old.state);
  UPDATE codes SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = new.id;
  INSERT INTO index_changes (kind, id)
  SELECT 'code', new.id
  WHERE old.state <> new.state AND NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'code' AND id = new.id);
END;

-- As in format 1, and: notes that came before their code wait in note_revisions for it; SQLite's tools do not read past
-- U+0000, for which imports by kb look at their documents; and an id has others above it. What is in codes_replaced
-- after a row was written is gone, but for one with the id -1, which is what a row without an id has before it is there.
CREATE TRIGGER codes_before_insert BEFORE INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'codes.id is at most 4611686018427387904, and texts are without U+0000')
  WHERE new.id > 1 << 62
    OR instr(new.code || new.name || coalesce(new.qualifier, '') || new.description, char(0)) > 0;
  INSERT INTO books (slug) SELECT new.book WHERE new.book NOT IN (SELECT slug FROM books);
  DELETE FROM codes_replaced;
  INSERT INTO codes_replaced
  SELECT id, julianday('now'), book, code, name, qualifier, aliases, description, state, 0
  FROM codes WHERE (book = new.book AND code = new.code) OR id = new.id;
END;

CREATE TRIGGER codes_after_insert AFTER INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  DELETE FROM codes_replaced WHERE id <> new.id AND id IN (SELECT id FROM codes);
  SELECT RAISE(ABORT, 'the row that would be replaced is a code with notes: kb keeps those')
  FROM codes_replaced r JOIN notes n ON n.book = r.book AND n.code = r.code
  WHERE (r.book, r.code) IS NOT (new.book, new.code);
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  SELECT book, code, name, qualifier, description, state FROM codes_replaced
  WHERE (book, code, name, qualifier, description, state)
    IS NOT (new.book, new.code, new.name, new.qualifier, new.description, new.state);
  INSERT INTO codes_index
  SELECT 'delete', id, code, name, qualifier, aliases, description FROM codes_replaced WHERE NOT unindexed;
  DELETE FROM aliases
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
  DELETE FROM codes_replaced;
  INSERT INTO codes_index
  VALUES (NULL, new.id, new.code, new.name, new.qualifier, new.aliases, new.description);
  INSERT INTO aliases_changed (book, code) VALUES (new.book, new.code);
  INSERT INTO note_heads (revision, note, parents)
  SELECT revision, note, parents FROM note_heads
  WHERE book = new.book AND code = new.code AND revision NOT IN (SELECT revision FROM notes);
END;

CREATE TRIGGER codes_before_update BEFORE UPDATE OF id, book, code, name, qualifier, aliases, description ON codes BEGIN
  SELECT RAISE(ABORT, 'codes.id is at most 4611686018427387904, and texts are without U+0000')
  WHERE new.id > 1 << 62
    OR instr(new.code || new.name || coalesce(new.qualifier, '') || new.description, char(0)) > 0;
  INSERT INTO books (slug) SELECT new.book WHERE new.book NOT IN (SELECT slug FROM books);
  DELETE FROM codes_replaced;
  INSERT INTO codes_replaced
  SELECT id, julianday('now'), book, code, name, qualifier, aliases, description, state, 0
  FROM codes WHERE id <> old.id AND ((book = new.book AND code = new.code) OR id = new.id);
END;

-- A code that is renumbered takes its aliases and notes along. Whether the updates in here fire this trigger again
-- depends on recursive_triggers, so they must not write the index.
CREATE TRIGGER codes_after_update
AFTER UPDATE OF id, book, code, name, qualifier, aliases, description ON codes
WHEN (old.id, old.book, old.code, old.name, old.qualifier, old.aliases, old.description)
  IS NOT (new.id, new.book, new.code, new.name, new.qualifier, new.aliases, new.description)
BEGIN
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  SELECT book, code, name, qualifier, description, state FROM codes_replaced;
  INSERT INTO codes_index
  SELECT 'delete', id, code, name, qualifier, aliases, description FROM codes_replaced WHERE NOT unindexed
  UNION ALL
  SELECT 'delete', old.id, old.code, old.name, old.qualifier, old.aliases, old.description;
  DELETE FROM codes_replaced;
  INSERT INTO codes_renumbered (id, book, code, before, former)
  SELECT new.id, new.book, new.code, old.book, old.code WHERE (old.book, old.code) IS NOT (new.book, new.code);
  INSERT INTO codes_index
  SELECT NULL, id, code, name, qualifier, aliases, description FROM codes WHERE id = new.id;
END;

CREATE TRIGGER codes_after_delete AFTER DELETE ON codes BEGIN
  INSERT INTO codes_index
  VALUES ('delete', old.id, old.code, old.name, old.qualifier, old.aliases, old.description);
  UPDATE codes_replaced SET unindexed = 1 WHERE id = old.id;
  DELETE FROM codes_replaced WHERE id = old.id
    AND (at <> julianday('now') OR (SELECT NOT recursive_triggers FROM pragma_recursive_triggers));
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  SELECT old.book, old.code, old.name, old.qualifier, old.description, old.state
  WHERE old.id NOT IN (SELECT id FROM codes_replaced);
  DELETE FROM aliases
  WHERE book = old.book AND code = old.code AND old.id NOT IN (SELECT id FROM codes_replaced);
END;

CREATE VIEW codes_renumbered (id, book, code, before, former) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER codes_renumbered_insert INSTEAD OF INSERT ON codes_renumbered BEGIN
  INSERT INTO index_writers (name) VALUES ('renumber');
  UPDATE aliases SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE notes SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE codes SET aliases = coalesce((
      SELECT group_concat(alias, char(10))
      FROM (SELECT alias FROM aliases WHERE book = new.book AND code = new.code ORDER BY id)), '')
  WHERE id = new.id;
  DELETE FROM index_writers WHERE name = 'renumber';
  INSERT INTO note_heads (revision, note, parents)
  SELECT revision, note, parents FROM note_heads
  WHERE book = new.book AND code = new.code AND revision NOT IN (SELECT revision FROM notes);
END;

CREATE TRIGGER aliases_before_insert BEFORE INSERT ON aliases BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.alias || new.language || new.source, char(0)) > 0;
  INSERT INTO aliases_replaced (book, code) SELECT book, code FROM aliases WHERE id = new.id;
END;

CREATE TRIGGER aliases_before_update BEFORE UPDATE ON aliases BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.alias || new.language || new.source, char(0)) > 0;
  INSERT INTO aliases_replaced (book, code) SELECT book, code FROM aliases WHERE id = new.id;
END;

UPDATE OR IGNORE codes SET id = placed.id
FROM (
  SELECT id AS old, (SELECT coalesce(max(id), 0) FROM codes WHERE id BETWEEN 1 AND 1 << 62)
    + row_number() OVER (ORDER BY id) AS id
  FROM codes WHERE id > 1 << 62) AS placed
WHERE codes.id = placed.old;

UPDATE OR IGNORE codes SET
  code = CASE WHEN instr(code, char(0)) THEN json_extract(replace(json_quote(code), '\u0000', '\ufffd'), '$') ELSE code END, name = CASE WHEN instr(name, char(0)) THEN json_extract(replace(json_quote(name), '\u0000', '\ufffd'), '$') ELSE name END, qualifier = CASE WHEN instr(qualifier, char(0)) THEN json_extract(replace(json_quote(qualifier), '\u0000', '\ufffd'), '$') ELSE qualifier END,
  description = CASE WHEN instr(description, char(0)) THEN json_extract(replace(json_quote(description), '\u0000', '\ufffd'), '$') ELSE description END
WHERE instr(code || name || coalesce(qualifier, '') || description, char(0)) > 0;

UPDATE OR IGNORE aliases SET
  alias = CASE WHEN instr(alias, char(0)) THEN json_extract(replace(json_quote(alias), '\u0000', '\ufffd'), '$') ELSE alias END, language = CASE WHEN instr(language, char(0)) THEN json_extract(replace(json_quote(language), '\u0000', '\ufffd'), '$') ELSE language END, source = CASE WHEN instr(source, char(0)) THEN json_extract(replace(json_quote(source), '\u0000', '\ufffd'), '$') ELSE source END
WHERE instr(alias || language || source, char(0)) > 0;

-------------------------------------------------------------------------------------------------------- books

-- The rows that the running statement replaces; see the head of m0001_init.sql.
CREATE TABLE books_replaced (slug TEXT NOT NULL, at REAL NOT NULL) STRICT;

CREATE TRIGGER books_before_insert BEFORE INSERT ON books BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.slug || new.title, char(0)) > 0;
  DELETE FROM books_replaced;
  INSERT INTO books_replaced (slug, at) SELECT slug, julianday('now') FROM books WHERE slug = new.slug;
END;

CREATE TRIGGER books_after_insert AFTER INSERT ON books BEGIN
  DELETE FROM books_replaced;
END;

CREATE TRIGGER books_before_update BEFORE UPDATE OF slug, title ON books BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.slug || new.title, char(0)) > 0;
  SELECT RAISE(ABORT, 'there is a book of that name')
  WHERE old.slug <> new.slug AND (
    EXISTS (SELECT 1 FROM books WHERE slug = new.slug) OR EXISTS (SELECT 1 FROM codes WHERE book = new.slug));
END;

-- A book that is renamed takes along all that names it. What is indexed stays the same.
CREATE TRIGGER books_after_update AFTER UPDATE OF slug ON books WHEN old.slug <> new.slug BEGIN
  INSERT INTO index_writers (name) VALUES ('rename');
  UPDATE codes SET book = new.slug WHERE book = old.slug;
  DELETE FROM index_writers WHERE name = 'rename';
  UPDATE code_revisions SET book = new.slug WHERE book = old.slug;
  UPDATE imports SET book = new.slug WHERE book = old.slug;
  UPDATE index_segments SET book = new.slug WHERE book = old.slug;
END;

CREATE TRIGGER books_before_delete BEFORE DELETE ON books
WHEN EXISTS (SELECT 1 FROM notes WHERE book = old.slug)
  AND NOT EXISTS (
    SELECT 1 FROM books_replaced r, pragma_recursive_triggers
    WHERE r.slug = old.slug AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  SELECT RAISE(ABORT, 'a book with notes on its codes is not deleted: delete the notes before');
END;

CREATE TRIGGER books_after_delete AFTER DELETE ON books
WHEN NOT EXISTS (
  SELECT 1 FROM books_replaced r, pragma_recursive_triggers
  WHERE r.slug = old.slug AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  DELETE FROM codes WHERE book = old.slug;
  DELETE FROM code_revisions WHERE book = old.slug;
  DELETE FROM imports WHERE book = old.slug;
  DELETE FROM index_terms WHERE segment IN (SELECT id FROM index_segments WHERE book = old.slug);
  DELETE FROM index_rows WHERE segment IN (SELECT id FROM index_segments WHERE book = old.slug);
  DELETE FROM index_postings WHERE id IN (
    SELECT p.id FROM index_segments s JOIN index_postings p ON p.id BETWEEN s.first_posting AND s.last_posting
    WHERE s.book = old.slug);
  DELETE FROM index_segments WHERE book = old.slug;
END;

-------------------------------------------------------------------------------------------------- all is to be indexed

INSERT INTO index_changes (kind, id) SELECT 'code', id FROM codes WHERE true ON CONFLICT DO NOTHING;
INSERT INTO index_changes (kind, id) SELECT 'note', id FROM notes WHERE true ON CONFLICT DO NOTHING;
