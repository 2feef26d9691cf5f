-- kb's file format 5: what two files have changed of one note is merged field by field. docs/schema.md explains it.
--
-- scripts/make-migrations writes this script from m0005_merging.sql.in. Nothing is made anew but triggers and views.

PRAGMA user_version = 5;

DROP TRIGGER IF EXISTS aliases_before_insert;
DROP TRIGGER IF EXISTS aliases_before_update;
DROP TRIGGER IF EXISTS aliases_after_insert;
DROP TRIGGER IF EXISTS aliases_after_update;
DROP TRIGGER IF EXISTS aliases_after_delete;
DROP TRIGGER IF EXISTS books_after_update;
DROP TRIGGER IF EXISTS books_after_delete;
DROP TRIGGER IF EXISTS codes_after_insert;
DROP TRIGGER IF EXISTS codes_after_update;
DROP TRIGGER IF EXISTS codes_after_delete;
DROP TRIGGER IF EXISTS codes_renumbered_insert;
DROP TRIGGER IF EXISTS note_revisions_before_update;
DROP TRIGGER IF EXISTS note_revisions_after_insert;
DROP TRIGGER IF EXISTS notes_before_insert;
DROP TRIGGER IF EXISTS notes_after_insert;
DROP TRIGGER IF EXISTS notes_before_update;
DROP TRIGGER IF EXISTS notes_after_update;
DROP TRIGGER IF EXISTS notes_after_times;
DROP TRIGGER IF EXISTS notes_after_delete;
DROP TRIGGER IF EXISTS notes_written_insert;
DROP TRIGGER IF EXISTS note_heads_insert;
DROP TRIGGER IF EXISTS note_heads_delete;
DROP VIEW IF EXISTS notes_unwritten;
DROP VIEW IF EXISTS note_heads;

-- The revisions that nothing follows, also those that remove. The same change made in two files is one: of revisions
-- that say the same about the same parents only one counts, and none when one of them was followed.
CREATE VIEW note_leaves AS
SELECT * FROM note_contents r
WHERE NOT EXISTS (SELECT 1 FROM note_parents p WHERE p.note = r.note AND p.parent = r.revision)
  AND NOT EXISTS (
    SELECT 1 FROM note_contents t
    WHERE t.note = r.note AND t.parents = r.parents AND t.revision <> r.revision AND t.deleted = r.deleted
      AND t.content = r.content
      AND (t.revision < r.revision
        OR EXISTS (SELECT 1 FROM note_parents p WHERE p.note = t.note AND p.parent = t.revision)));

-- What a revision says, a row for each of what is merged by itself: its text, its code, its quote and its tags.
CREATE VIEW note_fields AS
SELECT revision, note, f.key AS field, f.value
FROM note_revisions, json_each(json_array(body, json_array(book, code), json_array(field, exact, prefix, suffix, "start", "end", anchor), tags)) f;

-- What becomes of the leaves of a note that has several: a row for each text that two people have written, all with the
-- same tags, code and quote. It follows from note_revisions, in the same way in every file, and kb keeps it by triggers.
CREATE TABLE note_merges (
  note TEXT NOT NULL,
  revision TEXT NOT NULL,    -- whose text it is; one that removes where the note is removed
  leaves TEXT NOT NULL,      -- the revisions that are merged, a JSON array: what a change follows
  tags TEXT NOT NULL,
  placed TEXT,               -- the revision whose book and code it has
  quoted TEXT,               -- the revision whose quote it has
  PRIMARY KEY (note, revision)
) STRICT, WITHOUT ROWID;

-- The newest notes first, a page at a time.
CREATE INDEX notes_by_time ON notes (updated_at);

-- What notes has a row for each of, as soon as its code is there.
CREATE VIEW note_heads AS
SELECT *, json_array(book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) AS content
FROM (
  SELECT r.revision, r.note, r.parents, p.book, p.code, r.body, coalesce(m.tags, r.tags) AS tags, r.author,
    q.field, q.exact, q.prefix, q.suffix, q."start", q."end", q.anchor, r.deleted, r.created_at,
    coalesce(m.leaves, json_array(r.revision)) AS leaves
  FROM note_leaves r
  LEFT JOIN note_merges m ON m.note = r.note AND m.revision = r.revision
  JOIN note_revisions p ON p.revision = coalesce(m.placed, r.revision)
  JOIN note_revisions q ON q.revision = coalesce(m.quoted, r.revision)
  WHERE NOT r.deleted AND (m.revision IS NOT NULL OR NOT EXISTS (SELECT 1 FROM note_merges o WHERE o.note = r.note)));

-- Those whose code is there.
CREATE VIEW notes_due AS
SELECT * FROM note_heads h WHERE EXISTS (SELECT 1 FROM codes c WHERE c.book = h.book AND c.code = h.code);

-- Notes without rows, and the codes that they may wait for.
CREATE VIEW notes_waiting AS
SELECT note, book, code FROM note_leaves l WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.note = l.note);

-- Rows that do not say what a head says. A plus keeps SQLite from going through a note's whole history.
CREATE VIEW notes_unwritten AS
SELECT id FROM (SELECT id, note, revision, json_array(book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) AS content FROM notes) n
WHERE NOT EXISTS (
  SELECT 1 FROM note_heads h WHERE h.revision = n.revision AND +h.note = n.note AND h.content = n.content);

-- Makes one row of notes what the head of this revision says: a new row without id, none without revision. note_heads
-- writes here while the triggers of notes stand aside, so text is indexed here.
CREATE VIEW notes_settled (id, revision) AS SELECT NULL, NULL WHERE 0;

CREATE TRIGGER notes_settled_insert INSTEAD OF INSERT ON notes_settled BEGIN
  INSERT INTO notes_index SELECT 'delete', id, body, exact FROM notes WHERE id = new.id OR revision = new.revision;
  DELETE FROM notes WHERE id = new.id AND new.revision IS NULL OR revision = new.revision AND id <> new.id;
  INSERT INTO notes (note, revision, book, code, body, created_at)
  SELECT note, revision, book, code, body, created_at FROM note_heads WHERE revision = new.revision AND new.id IS NULL;
  UPDATE notes SET (note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) = (
    SELECT note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor FROM note_heads WHERE revision = new.revision)
  WHERE id = new.id OR revision = new.revision;
  INSERT INTO notes_index SELECT NULL, id, body, exact FROM notes WHERE revision = new.revision;
END;

-- Makes the rows of a note what its revisions say: a revision's trigger writes here, and so may anybody. The row
-- that has what was replaced becomes what replaced it, and so keeps its id.
CREATE VIEW notes_joined (revision, note, parents, created_at, usual) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

-- Usually a change follows the only leaf there is, and nothing else of the history has to be looked at.
CREATE TRIGGER note_heads_insert INSTEAD OF INSERT ON note_heads BEGIN
  INSERT INTO notes_joined SELECT new.revision, new.note, new.parents, new.created_at,
    new.revision IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM note_merges WHERE note = new.note)
    AND NOT EXISTS (
      SELECT 1 FROM note_parents
      WHERE note = new.note AND revision <> new.revision
        AND parent IN (SELECT new.revision UNION SELECT value FROM json_each(new.parents)))
    AND (
      EXISTS (SELECT 1 FROM json_each(new.parents) JOIN notes ON revision = value AND note = new.note)
      OR NOT EXISTS (SELECT 1 FROM note_revisions WHERE note = new.note AND revision <> new.revision));
END;

-- Whether the triggers of notes run in here depends on what runs this one and on recursive_triggers.
CREATE TRIGGER notes_followed_insert INSTEAD OF INSERT ON notes_joined WHEN new.usual BEGIN
  INSERT INTO index_writers (name) VALUES ('settle');
  INSERT INTO notes_settled SELECT
    (SELECT id FROM notes WHERE note = new.note AND revision IN (SELECT value FROM json_each(new.parents))),
    (SELECT revision FROM notes_due WHERE revision = new.revision)
  WHERE NOT EXISTS (SELECT 1 FROM notes WHERE revision = new.revision);
  UPDATE notes SET created_at = min(created_at, new.created_at), updated_at = new.created_at
  WHERE revision = new.revision AND (created_at > new.created_at OR updated_at <> new.created_at);
  DELETE FROM index_writers WHERE name = 'settle';
END;

-- What the merging of a note has worked out so far; empty between two statements. SQLite compiles a common table
-- expression anew for each use, and for each use of one that uses it: four times the work of preparing a write.
CREATE TABLE note_steps (
  step TEXT NOT NULL,
  leaf TEXT NOT NULL,
  other TEXT,
  field INTEGER,
  value TEXT,
  rank INTEGER
) STRICT;

CREATE TRIGGER notes_joined_insert INSTEAD OF INSERT ON notes_joined WHEN NOT new.usual BEGIN
  DELETE FROM note_merges WHERE note = new.note;
  DELETE FROM note_steps;
  -- Of a value that differs between two leaves, the one counts that was changed since they parted. Where both were, two
  -- texts are two rows; of two codes or quotes, the first counts that is not orphaned. A tag stays unless it was taken
  -- away on one side and not given anew on the other. A removal counts unless text or tags were changed.
  INSERT INTO note_steps (step, leaf, field, value)
  SELECT 'leaf', revision, deleted, tags FROM note_leaves WHERE note = new.note;
  -- Where the lines of two leaves parted: what both come from, without what comes before that.
  INSERT INTO note_steps (step, leaf, other, value)
  SELECT 'base', * FROM (
    WITH RECURSIVE
      line (leaf, revision) AS (
        SELECT leaf, leaf FROM note_steps WHERE (SELECT count(*) FROM note_steps) > 1
        UNION
        SELECT leaf, p.value FROM line JOIN note_revisions USING (revision), json_each(parents) p WHERE note = new.note),
      both (a, b, revision) AS MATERIALIZED (
        SELECT x.leaf, y.leaf, revision FROM line x JOIN line y USING (revision) WHERE x.leaf <> y.leaf)
    SELECT * FROM both
    EXCEPT
    SELECT a, b, p.value FROM both JOIN note_revisions USING (revision), json_each(parents) p WHERE note = new.note);
  -- What the first of the two still says as it stood there.
  INSERT INTO note_steps (step, leaf, other, field)
  SELECT 'same', leaf, other, v.field
  FROM note_steps s JOIN note_fields v ON v.revision = s.value JOIN note_fields l ON l.revision = leaf AND l.field = v.field
  WHERE step = 'base' AND v.note = new.note GROUP BY 2, 3, 4 HAVING min(v.value = l.value);
  UPDATE note_steps SET field = 2
  WHERE step = 'leaf' AND NOT field AND NOT EXISTS (
    SELECT 1 FROM note_steps l WHERE step = 'leaf' AND NOT field AND NOT EXISTS (
      SELECT 1 FROM note_steps s JOIN note_steps d ON d.leaf = s.other AND d.step = 'leaf' AND d.field = 1
      WHERE s.step = 'same' AND s.leaf = l.leaf AND s.field IN (0, 3) GROUP BY s.other HAVING count(*) = 2));
  -- The values of those that say something, first those that nobody else has changed.
  INSERT INTO note_steps (step, leaf, field, value, rank)
  SELECT 'value', leaf, v.field, v.value, rank() OVER (PARTITION BY v.field ORDER BY EXISTS (
    SELECT 1 FROM note_steps s JOIN note_steps o ON o.leaf = s.other AND o.step = 'leaf' AND o.field = 0
      JOIN note_fields f ON f.revision = s.other AND f.field = s.field
    WHERE s.step = 'same' AND s.leaf = v.revision AND s.field = v.field AND f.value <> v.value))
  FROM note_steps l JOIN note_fields v ON v.revision = leaf WHERE step = 'leaf' AND l.field = 0;
  INSERT INTO note_merges
  SELECT new.note, revision,
    (SELECT json_group_array(leaf) FROM (
      SELECT leaf FROM note_steps WHERE step = 'leaf'
      EXCEPT
      SELECT leaf FROM note_steps
      WHERE rank AND field = 0 AND value <> body
        AND value IN (SELECT value FROM note_steps WHERE field = 0 AND rank = 1)
      ORDER BY 1)),
    CASE (SELECT count(DISTINCT value) FROM note_steps WHERE rank AND field = 3)
      WHEN 1 THEN (SELECT value FROM note_steps WHERE rank AND field = 3)
      ELSE (
        SELECT json_group_array(value) FROM (
          SELECT t.value FROM note_steps l, json_each(l.value) t
          WHERE rank AND field = 3 AND type IN ('text', 'integer', 'real') AND NOT EXISTS (
            SELECT 1 FROM note_steps o
            WHERE o.rank AND o.field = 3 AND t.value NOT IN (SELECT value FROM json_each(o.value)) AND (
              SELECT min(t.value IN (SELECT value FROM json_each(v.tags)))
              FROM note_steps b JOIN note_revisions v ON v.revision = b.value
              WHERE b.step = 'base' AND b.leaf = l.leaf AND b.other = o.leaf AND note = new.note))
          GROUP BY t.value ORDER BY min(t.key), t.value)) END,
    (SELECT leaf FROM note_steps WHERE rank AND field = 1 ORDER BY rank, leaf LIMIT 1),
    (SELECT leaf FROM note_steps
      WHERE rank AND field = 2 ORDER BY rank, value ->> 1 IS NULL, value ->> 6, leaf LIMIT 1)
  FROM (
    SELECT min(leaf) AS revision, value AS body FROM note_steps WHERE field = 0 AND rank = 1 GROUP BY value
    UNION ALL
    SELECT min(leaf), '' FROM note_steps
    WHERE step = 'leaf' AND field = 1 AND NOT EXISTS (SELECT 1 FROM note_steps WHERE rank = 1) HAVING count(*))
  WHERE (SELECT count(*) FROM note_steps WHERE step = 'leaf') > 1;
  DELETE FROM note_steps;
  INSERT INTO index_writers (name) VALUES ('settle');
  -- Of the rows that are no head's, that of what was followed becomes the head with its text, or the first without row.
  INSERT INTO notes_settled
  SELECT id, CASE row_number() OVER (
      ORDER BY n.revision IS NOT new.revision, n.revision NOT IN (SELECT value FROM json_each(new.parents)), id)
    WHEN 1 THEN (
      SELECT h.revision FROM notes_due h LEFT JOIN note_revisions v ON v.revision = new.revision
      WHERE h.note = new.note
        AND (h.revision NOT IN (SELECT revision FROM notes) OR h.body = v.body AND h.revision <> v.revision)
      ORDER BY h.body <> v.body, 1 LIMIT 1) END
  FROM notes n
  WHERE n.revision IN (
    SELECT revision FROM note_revisions WHERE note = new.note EXCEPT SELECT revision FROM notes_due WHERE note = new.note);
  INSERT INTO notes_settled
  SELECT id, h.revision FROM notes_due h LEFT JOIN notes n USING (revision)
  WHERE h.note = new.note AND (id IS NULL OR EXISTS (SELECT 1 FROM notes_unwritten u WHERE u.id = n.id));
  UPDATE notes SET
    created_at = (SELECT min(created_at) FROM note_revisions WHERE note = new.note),
    updated_at = (SELECT created_at FROM note_revisions v WHERE v.revision = notes.revision)
  WHERE note = new.note;
  DELETE FROM index_writers WHERE name = 'settle';
END;

-- Whoever deletes a head adds a revision that says so: one that removes, or where other versions stay, one that has them
-- follow it. Nobody says who deletes.
CREATE TRIGGER note_heads_delete INSTEAD OF DELETE ON note_heads BEGIN
  INSERT INTO note_revisions (note, parents, deleted, author, book, code, body, tags, field, exact, prefix, suffix, "start", "end", anchor)
  SELECT note,
    (SELECT json_group_array(value) FROM (
      SELECT value FROM json_each(old.leaves) UNION SELECT value FROM json_each(h.leaves))),
    revision = old.revision, CASE revision WHEN old.revision THEN '' ELSE author END, book, code, body, tags, field, exact, prefix, suffix, "start", "end", anchor
  FROM note_heads h WHERE revision = coalesce((
    SELECT min(revision) FROM note_heads WHERE note = old.note AND revision <> old.revision), old.revision);
END;

CREATE TRIGGER note_revisions_after_insert AFTER INSERT ON note_revisions BEGIN
  INSERT INTO note_parents (note, parent, revision)
  SELECT DISTINCT new.note, value, new.revision FROM json_each(new.parents);
  -- kb brings many in at once, and lets the heads follow at the end.
  INSERT INTO note_heads (revision, note, parents, created_at)
  SELECT new.revision, new.note, new.parents, new.created_at WHERE NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'exchange');
END;

-- UPDATE note_revisions SET deleted = 0 restores what a revision has removed, by one that follows it.
CREATE TRIGGER note_revisions_before_update BEFORE UPDATE ON note_revisions BEGIN
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

-- A row that a tool has written is its note's next revision, unless it says what a head says. It follows what is merged
-- in it, what it took the place of and the revision that it names; what else it took the place of is removed. OR IGNORE,
-- which triggers inherit, leaves out a revision that a CHECK refuses: so the end result is looked at.
CREATE TRIGGER notes_written_insert INSTEAD OF INSERT ON notes_written BEGIN
  DELETE FROM note_heads WHERE note <> new.note AND revision IN (SELECT revision FROM notes_replaced);
  INSERT INTO note_revisions (revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor, created_at)
  SELECT
    CASE WHEN revision IN (SELECT revision FROM note_revisions) THEN printf('%08x-%04x-4%03x-%04x-%012x', random() & 0xffffffff, random() & 0xffff, random() & 0xfff,
    random() & 0x3fff | 0x8000, random() & 0xffffffffffff) ELSE revision END,
    new.note, list, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor,
    CASE list WHEN '[]' THEN strftime('%Y-%m-%dT%H:%M:%fZ', created_at) ELSE strftime('%Y-%m-%dT%H:%M:%fZ') END
  FROM notes, (
    SELECT json_group_array(DISTINCT value) AS list FROM (
      SELECT value
      FROM note_revisions v,
        json_each(coalesce((SELECT leaves FROM note_heads h WHERE h.revision = v.revision), json_array(v.revision)))
      WHERE +note = new.note AND v.revision IN (
        SELECT revision FROM notes WHERE id = new.id UNION SELECT revision FROM notes_replaced)
      ORDER BY 1))
  WHERE id = new.id
    AND (EXISTS (SELECT 1 FROM notes_unwritten WHERE id = new.id)
      OR EXISTS (
        SELECT 1 FROM note_heads h
        WHERE h.revision IN (SELECT revision FROM notes_replaced) AND +h.note = new.note
          AND h.revision <> notes.revision));
  SELECT RAISE(ABORT, 'a value that notes cannot have: see the CHECKs of note_revisions')
  WHERE new.id <= 0 OR EXISTS (SELECT 1 FROM notes_unwritten WHERE id = new.id);
  -- A row that says what the one before it said has its times, too.
  INSERT INTO note_heads (note) SELECT DISTINCT new.note FROM notes_replaced;
  DELETE FROM notes_replaced;
END;

CREATE TRIGGER notes_before_insert BEFORE INSERT ON notes
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle') BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  DELETE FROM notes_replaced;
  INSERT INTO notes_replaced
  SELECT id, julianday('now'), note, revision, body, exact, 0 FROM notes WHERE id = new.id OR revision = new.revision;
END;

CREATE TRIGGER notes_after_insert AFTER INSERT ON notes
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle') BEGIN
  INSERT INTO notes_index
  SELECT 'delete', id, body, exact FROM notes_replaced WHERE NOT unindexed;
  INSERT INTO notes_index VALUES (NULL, new.id, new.body, new.exact);
  INSERT INTO notes_written (id, note) VALUES (new.id, coalesce(
    (SELECT note FROM note_revisions WHERE revision = new.revision),
    (SELECT note FROM notes_replaced WHERE id = new.id),
    new.note));
END;

CREATE TRIGGER notes_before_update
BEFORE UPDATE OF id, note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor ON notes
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle') BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'a note keeps its columns note and revision: kb tells it by them')
  FROM note_heads
  WHERE revision = old.revision AND +note = old.note AND (old.note, old.revision) IS NOT (new.note, new.revision);
  DELETE FROM notes_replaced;
  INSERT INTO notes_replaced
  SELECT id, julianday('now'), note, revision, body, exact, 0
  FROM notes WHERE id <> old.id AND (id = new.id OR revision = new.revision);
END;

CREATE TRIGGER notes_after_update
AFTER UPDATE OF id, note, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor ON notes
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle') BEGIN
  INSERT INTO notes_index
  SELECT 'delete', id, body, exact FROM notes_replaced WHERE NOT unindexed
  UNION ALL
  SELECT 'delete', old.id, old.body, old.exact
  UNION ALL
  SELECT NULL, new.id, new.body, new.exact;
  INSERT INTO notes_written (id, note) VALUES (new.id, new.note);
END;

-- Times follow from the revisions.
CREATE TRIGGER notes_after_times AFTER UPDATE OF created_at, updated_at ON notes
WHEN (old.created_at, old.updated_at) IS NOT (new.created_at, new.updated_at)
  AND NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle')
BEGIN
  INSERT INTO note_heads (note) VALUES (new.note);
END;

CREATE TRIGGER notes_after_delete AFTER DELETE ON notes
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle') BEGIN
  INSERT INTO notes_index VALUES ('delete', old.id, old.body, old.exact);
  UPDATE notes_replaced SET unindexed = 1 WHERE id = old.id;
  DELETE FROM notes_replaced WHERE id = old.id
    AND (at <> julianday('now') OR (SELECT NOT recursive_triggers FROM pragma_recursive_triggers));
  DELETE FROM note_heads
  WHERE revision = old.revision AND +note = old.note AND NOT EXISTS (SELECT 1 FROM notes_replaced WHERE id = old.id)
    AND NOT EXISTS (SELECT 1 FROM notes_parted WHERE book = old.book AND code = old.code);
END;

------------------------------------------------------------------------------------------- aliases and synonyms

-- Who gave the word; empty for what an import brought.
ALTER TABLE aliases ADD COLUMN author TEXT NOT NULL DEFAULT '';
ALTER TABLE synonyms ADD COLUMN author TEXT NOT NULL DEFAULT '';

-- Formats before 4 do not say which import brought a word; 0 is one that nobody can take back.
UPDATE aliases SET import = 0
WHERE import IS NULL AND source NOT IN ('', 'user')
  AND created_at <= (SELECT max(imported_at) FROM imports WHERE kind = 'aliases' AND job IS NULL);
UPDATE synonyms SET import = 0
WHERE import IS NULL
  AND created_at <= (SELECT max(imported_at) FROM imports WHERE kind = 'synonyms' AND job IS NULL);
UPDATE OR IGNORE synonyms SET meaning = CASE WHEN instr(meaning, char(0)) THEN json_extract(replace(json_quote(meaning), '\u0000', '\ufffd'), '$') ELSE meaning END, term = CASE WHEN instr(term, char(0)) THEN json_extract(replace(json_quote(term), '\u0000', '\ufffd'), '$') ELSE term END
WHERE instr(meaning, char(0)) OR instr(term, char(0));
DELETE FROM synonyms WHERE instr(meaning, char(0)) OR instr(term, char(0));

-- All words: an alias has the code for a name, a synonym no book and its meaning for a name.
CREATE VIEW words (book, name, word, language, source, author, import, created_at) AS
SELECT book, code, alias, language, source, author, import, created_at FROM aliases
UNION ALL
SELECT '', meaning, term, '', '', author, import, created_at FROM synonyms;

-- What people have said of words: one is given, or taken away where deleted is 1. Rows are only ever added. What an
-- import brings is no revision: its document says it. Of the revisions of a word, those count that are nobody's parent:
-- the word is there while one of them gives it, whatever others take away.
CREATE TABLE word_revisions (
  seq INTEGER PRIMARY KEY,
  revision TEXT NOT NULL UNIQUE DEFAULT (printf('%08x-%04x-4%03x-%04x-%012x', random() & 0xffffffff, random() & 0xffff, random() & 0xfff,
    random() & 0x3fff | 0x8000, random() & 0xffffffffffff)),
  book TEXT NOT NULL,
  name TEXT NOT NULL,
  word TEXT NOT NULL,
  parents TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parents) AND json_type(parents) = 'array'),
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  language TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',
  author TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')) CHECK (created_at GLOB '????-??-??*' AND julianday(created_at) IS NOT NULL AND length(created_at) <= 40),
  CHECK (name <> '' AND word <> '' AND (book = '' OR instr(word, char(10)) = 0)
    AND instr(revision || book || name || word || parents || language || source || author || created_at, char(0)) = 0)
) STRICT;

CREATE INDEX word_revisions_by_word ON word_revisions (book, name, word);

-- Words that were given before this format: the same in every copy of a file, so that copies can be merged.
INSERT INTO word_revisions (revision, book, name, word, language, source, created_at)
SELECT printf('%010x-%010x-%010x', a, b, c), book, name, word, language, source, time
FROM (
  WITH RECURSIVE
    given AS (
      SELECT *, json_array(book, name, word, language, source, time) AS text FROM (
        SELECT book, name, word, language, source,
          CASE WHEN created_at GLOB '????-??-??*' AND julianday(created_at) THEN strftime('%Y-%m-%dT%H:%M:%fZ', created_at)
            ELSE '1970-01-01T00:00:00.000Z' END AS time
        FROM words WHERE import IS NULL)),
    digest (text, rest, a, b, c) AS (
      SELECT text, text, 1, 2, 3 FROM given
      UNION ALL
      SELECT text, substr(rest, 2), (a * 1000003 + unicode(rest)) % 1099511627689,
        (b * 900007 + unicode(rest)) % 1099511627563, (c * 800011 + unicode(rest)) % 1099511627401
      FROM digest WHERE rest <> '')
  SELECT * FROM given JOIN digest USING (text) WHERE rest = '')
ORDER BY time, book, name, word;

CREATE TRIGGER word_revisions_before_insert BEFORE INSERT ON word_revisions BEGIN
  SELECT RAISE(IGNORE) FROM word_revisions
  WHERE revision = new.revision
    AND (book, name, word, parents, deleted) IS (new.book, new.name, new.word, new.parents, new.deleted);
  SELECT RAISE(ABORT, 'a revision never changes, and seq is given by the file')
  FROM word_revisions WHERE revision = new.revision OR seq = new.seq;
  SELECT RAISE(ABORT, 'parents is a JSON array of other revisions')
  FROM json_each(CASE WHEN json_valid(new.parents) THEN new.parents ELSE '[]' END)
  WHERE type <> 'text' OR value = new.revision;
END;

CREATE TRIGGER word_revisions_after_insert AFTER INSERT ON word_revisions
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO words_settled VALUES (new.book, new.name, new.word);
END;

CREATE TRIGGER word_revisions_before_update BEFORE UPDATE ON word_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision never changes: write to aliases or synonyms, or add a revision');
END;

CREATE TRIGGER word_revisions_before_delete BEFORE DELETE ON word_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision is never deleted: delete the alias or synonym, which adds one that says so');
END;

-- The revisions of a word that count; empty between two statements.
CREATE TABLE word_steps (
  revision TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  language TEXT NOT NULL,
  source TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

-- Makes the row of a word what its revisions say. An alias waits for its code; a word that an import brought keeps the
-- import's row as long as nobody has taken it away.
CREATE VIEW words_settled (book, name, word) AS SELECT NULL, NULL, NULL WHERE 0;

CREATE TRIGGER words_settled_insert INSTEAD OF INSERT ON words_settled BEGIN
  DELETE FROM word_steps;
  INSERT INTO word_steps SELECT revision, deleted, language, source, author, created_at
  FROM word_revisions JOIN (
    SELECT revision FROM word_revisions WHERE book = new.book AND name = new.name AND word = new.word
    EXCEPT
    SELECT value FROM word_revisions, json_each(parents)
    WHERE book = new.book AND name = new.name AND word = new.word) USING (revision) ORDER BY deleted, revision LIMIT 1;
  INSERT INTO index_writers (name) VALUES ('words');
  DELETE FROM aliases
  WHERE book = new.book AND code = new.name AND alias = new.word AND (SELECT deleted FROM word_steps);
  DELETE FROM synonyms
  WHERE new.book = '' AND meaning = new.name AND term = new.word AND (SELECT deleted FROM word_steps);
  INSERT INTO aliases (book, code, alias, language, source, author, created_at)
  SELECT book, code, new.word, language, source, author, s.created_at
  FROM word_steps s JOIN codes ON book = new.book AND code = new.name WHERE NOT deleted
  ON CONFLICT (book, code, alias) DO UPDATE
  SET language = excluded.language, source = excluded.source, author = excluded.author WHERE import IS NULL;
  INSERT INTO synonyms (meaning, term, author, created_at)
  SELECT new.name, new.word, author, created_at FROM word_steps WHERE NOT deleted AND new.book = ''
  ON CONFLICT (meaning, term) DO UPDATE SET author = excluded.author WHERE import IS NULL;
  DELETE FROM word_steps;
  DELETE FROM index_writers WHERE name = 'words';
  INSERT INTO aliases_changed VALUES (new.book, new.name);
END;

-- Adds what somebody says of a word, unless that is what is said already.
CREATE VIEW words_said (book, name, word, deleted, language, source, author) AS
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER words_said_insert INSTEAD OF INSERT ON words_said BEGIN
  DELETE FROM word_steps;
  INSERT INTO word_steps SELECT revision, deleted, language, source, author, created_at
  FROM word_revisions JOIN (
    SELECT revision FROM word_revisions WHERE book = new.book AND name = new.name AND word = new.word
    EXCEPT
    SELECT value FROM word_revisions, json_each(parents)
    WHERE book = new.book AND name = new.name AND word = new.word) USING (revision) ORDER BY deleted, revision;
  INSERT INTO word_revisions (book, name, word, parents, deleted, language, source, author)
  SELECT new.book, new.name, new.word,
    (SELECT json_group_array(revision) FROM (SELECT revision FROM word_steps ORDER BY 1)),
    new.deleted, new.language, new.source, new.author
  WHERE NOT EXISTS (
    SELECT 1 FROM word_steps
    WHERE rowid = 1 AND deleted = new.deleted
      AND (deleted OR (language, source, author) = (new.language, new.source, new.author)));
  DELETE FROM word_steps;
END;

-- Words whose rows the running statement replaces: REPLACE fires no delete trigger.
DROP TABLE IF EXISTS aliases_replaced;
CREATE TABLE words_replaced (book TEXT NOT NULL, name TEXT NOT NULL, word TEXT NOT NULL) STRICT;

-- What a tool writes into a row is what somebody says; an import's row is not, but people's words go before it.
CREATE VIEW words_written (book, name, word, is_said) AS SELECT NULL, NULL, NULL, NULL WHERE 0;

CREATE TRIGGER words_written_insert INSTEAD OF INSERT ON words_written
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO aliases_changed SELECT new.book, new.name UNION SELECT book, name FROM words_replaced;
  INSERT INTO words_said SELECT *, 1, '', '', '' FROM words_replaced r
  WHERE NOT EXISTS (SELECT 1 FROM words w WHERE w.book = r.book AND w.name = r.name AND w.word = r.word);
  DELETE FROM words_replaced;
  INSERT INTO words_said SELECT book, name, word, 0, language, source, author FROM words
  WHERE book = new.book AND name = new.name AND word = new.word AND new.is_said;
  INSERT INTO words_settled SELECT new.book, new.name, new.word WHERE NOT new.is_said;
END;

CREATE TRIGGER aliases_before_insert BEFORE INSERT ON aliases
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.alias || new.language || new.source || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT book, code, alias FROM aliases WHERE id = new.id;
END;

CREATE TRIGGER aliases_before_update BEFORE UPDATE ON aliases
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.alias || new.language || new.source || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT book, code, alias FROM aliases WHERE id = new.id;
END;

CREATE TRIGGER aliases_after_insert AFTER INSERT ON aliases BEGIN
  INSERT INTO words_written VALUES (new.book, new.code, new.alias, new.import IS NULL);
END;

CREATE TRIGGER aliases_after_update AFTER UPDATE ON aliases BEGIN
  INSERT INTO words_replaced SELECT old.book, old.code, old.alias WHERE NOT EXISTS (SELECT 1 FROM index_writers);
  INSERT INTO words_written VALUES (
    new.book, new.code, new.alias, new.import IS NULL OR
    (old.book, old.code, old.alias, old.language, old.source, old.author)
      IS NOT (new.book, new.code, new.alias, new.language, new.source, new.author));
END;

-- What goes with its code is not what somebody says of the word.
CREATE TRIGGER aliases_after_delete AFTER DELETE ON aliases WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO aliases_changed VALUES (old.book, old.code);
  INSERT INTO words_said
  SELECT book, code, old.alias, 1, '', '', '' FROM codes WHERE book = old.book AND code = old.code;
END;

CREATE TRIGGER synonyms_before_insert BEFORE INSERT ON synonyms
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.meaning || new.term || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT '', meaning, term FROM synonyms WHERE id = new.id;
END;

CREATE TRIGGER synonyms_before_update BEFORE UPDATE ON synonyms
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.meaning || new.term || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT '', meaning, term FROM synonyms WHERE id = new.id;
END;

CREATE TRIGGER synonyms_after_insert AFTER INSERT ON synonyms BEGIN
  INSERT INTO words_written VALUES ('', new.meaning, new.term, new.import IS NULL);
END;

CREATE TRIGGER synonyms_after_update AFTER UPDATE ON synonyms BEGIN
  INSERT INTO words_replaced SELECT '', old.meaning, old.term WHERE NOT EXISTS (SELECT 1 FROM index_writers);
  INSERT INTO words_written VALUES (
    '', new.meaning, new.term,
    new.import IS NULL OR (old.meaning, old.term, old.author) IS NOT (new.meaning, new.term, new.author));
END;

CREATE TRIGGER synonyms_after_delete AFTER DELETE ON synonyms WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO words_said VALUES ('', old.meaning, old.term, 1, '', '', '');
END;

-- What is said of a code goes with it.
CREATE VIEW codes_gone (book, code) AS SELECT NULL, NULL WHERE 0;

CREATE TRIGGER codes_gone_insert INSTEAD OF INSERT ON codes_gone BEGIN
  DELETE FROM aliases WHERE book = new.book AND code = new.code;
  DELETE FROM code_texts WHERE book = new.book AND code = new.code;
  DELETE FROM code_links WHERE book = new.book AND code = new.code;
END;

-- What the row of a code took the place of is a state of that code, or its end.
CREATE VIEW codes_followed (id, book, code) AS SELECT NULL, NULL, NULL WHERE 0;

CREATE TRIGGER codes_followed_insert INSTEAD OF INSERT ON codes_followed BEGIN
  SELECT RAISE(ABORT, 'the row that would be replaced is a code with notes: kb keeps those')
  FROM codes_replaced r JOIN notes n ON n.book = r.book AND n.code = r.code
  WHERE (r.book, r.code) IS NOT (new.book, new.code);
  INSERT INTO code_revisions (book, code, name, qualifier, description, state, fields)
  SELECT book, code, name, qualifier, description, state, fields FROM codes_replaced
  EXCEPT
  SELECT book, code, name, qualifier, description, state, fields FROM codes WHERE id = new.id;
  INSERT INTO codes_index
  SELECT 'delete', id, code, name, qualifier, aliases, description FROM codes_replaced WHERE NOT unindexed;
  INSERT INTO codes_gone
  SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code);
  DELETE FROM codes_replaced;
END;

CREATE TRIGGER codes_after_insert AFTER INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  DELETE FROM codes_replaced WHERE id <> new.id AND id IN (SELECT id FROM codes);
  INSERT INTO codes_followed VALUES (new.id, new.book, new.code);
  INSERT INTO codes_index
  VALUES (NULL, new.id, new.code, new.name, new.qualifier, new.aliases, new.description);
  INSERT INTO words_settled
  SELECT DISTINCT book, name, word FROM word_revisions WHERE book = new.book AND name = new.code;
  INSERT INTO aliases_changed (book, code) VALUES (new.book, new.code);
  INSERT INTO note_heads (note) SELECT DISTINCT note FROM notes_waiting WHERE book = new.book AND code = new.code;
END;

-- A code that is renumbered takes all that names it along. Whether the updates in here fire this trigger again depends
-- on recursive_triggers, so they must not write the index.
CREATE TRIGGER codes_after_update
AFTER UPDATE OF id, book, code, name, qualifier, aliases, description ON codes
WHEN (old.id, old.book, old.code, old.name, old.qualifier, old.aliases, old.description)
  IS NOT (new.id, new.book, new.code, new.name, new.qualifier, new.aliases, new.description)
BEGIN
  INSERT INTO codes_followed VALUES (new.id, new.book, new.code);
  INSERT INTO codes_index
  VALUES ('delete', old.id, old.code, old.name, old.qualifier, old.aliases, old.description);
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
  INSERT INTO code_revisions (book, code, name, qualifier, description, state, fields)
  SELECT old.book, old.code, old.name, old.qualifier, old.description, old.state, old.fields
  WHERE old.id NOT IN (SELECT id FROM codes_replaced);
  INSERT INTO codes_gone SELECT old.book, old.code WHERE old.id NOT IN (SELECT id FROM codes_replaced);
END;

-- Where the new number was another code's, which REPLACE has taken away, both are one code now.
CREATE TRIGGER codes_renumbered_insert INSTEAD OF INSERT ON codes_renumbered BEGIN
  INSERT INTO index_writers (name) VALUES ('renumber');
  UPDATE aliases SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE notes SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE code_revisions SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE OR REPLACE code_texts SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE OR REPLACE code_links SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE OR REPLACE code_links SET to_book = new.book, to_code = new.code
  WHERE to_book = new.before AND to_code = new.former;
  INSERT INTO words_said
  SELECT a.book, a.code, alias, 0, language, source, author FROM aliases a
  WHERE a.book = new.book AND a.code = new.code AND (a.import IS NULL OR EXISTS (
    SELECT 1 FROM word_revisions v
    WHERE v.book = new.before AND v.name = new.former AND v.word = alias AND NOT v.deleted));
  INSERT INTO words_said
  SELECT DISTINCT book, name, word, 1, '', '', '' FROM word_revisions WHERE book = new.before AND name = new.former;
  INSERT INTO words_settled
  SELECT DISTINCT book, name, word FROM word_revisions
  WHERE book = new.book AND name = new.code AND NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'rename');
  UPDATE codes SET aliases = coalesce((
      SELECT group_concat(alias, char(10))
      FROM (SELECT alias FROM aliases WHERE book = new.book AND code = new.code ORDER BY id)), '')
  WHERE id = new.id;
  DELETE FROM index_writers WHERE name = 'renumber';
  INSERT INTO note_heads (note) SELECT DISTINCT note FROM notes_waiting WHERE book = new.book AND code = new.code;
END;

CREATE TRIGGER books_after_update AFTER UPDATE OF slug ON books WHEN old.slug <> new.slug BEGIN
  INSERT INTO index_writers (name) VALUES ('rename');
  UPDATE codes SET book = new.slug WHERE book = old.slug;
  DELETE FROM index_writers WHERE name = 'rename';
  INSERT INTO words_settled SELECT DISTINCT book, name, word FROM word_revisions WHERE book = new.slug;
  UPDATE code_revisions SET book = new.slug WHERE book = old.slug;
  UPDATE imports SET book = new.slug WHERE book = old.slug;
  UPDATE OR REPLACE code_links SET to_book = new.slug WHERE to_book = old.slug;
  UPDATE index_segments SET book = new.slug WHERE book = old.slug;
END;

CREATE TRIGGER books_after_delete AFTER DELETE ON books
WHEN NOT EXISTS (
  SELECT 1 FROM books_replaced r, pragma_recursive_triggers
  WHERE r.slug = old.slug AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  DELETE FROM codes WHERE book = old.slug;
  DELETE FROM code_revisions WHERE book = old.slug;
  -- The number of an import may be given again; 0 is one that nobody can take back.
  UPDATE aliases SET import = 0 WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
  UPDATE synonyms SET import = 0 WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
  UPDATE code_texts SET import = NULL WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
  UPDATE imports SET job = NULL WHERE job IN (SELECT id FROM imports WHERE book = old.slug);
  DELETE FROM imports WHERE book = old.slug;
  DELETE FROM index_terms WHERE segment IN (SELECT id FROM index_segments WHERE book = old.slug);
  DELETE FROM index_rows WHERE segment IN (SELECT id FROM index_segments WHERE book = old.slug);
  DELETE FROM index_postings WHERE id IN (
    SELECT p.id FROM index_segments s JOIN index_postings p ON p.id BETWEEN s.first_posting AND s.last_posting
    WHERE s.book = old.slug);
  DELETE FROM index_segments WHERE book = old.slug;
END;

------------------------------------------------------------------------------------------- views for other tools

-- Every state of every note, with the name of its code.
CREATE VIEW note_log (
  seq, created_at, author, change, book, code, name, body, tags, exact, note, revision, parents, deleted) AS
SELECT v.seq, v.created_at, v.author,
  CASE
    WHEN v.deleted THEN 'removed'
    WHEN v.parents = '[]' THEN 'added'
    WHEN json_array_length(v.parents) > 1 THEN 'merged'
    WHEN EXISTS (SELECT 1 FROM note_revisions p WHERE p.revision = v.parents ->> 0 AND p.deleted) THEN 'restored'
    ELSE 'changed' END,
  v.book, v.code, c.name, v.body, v.tags, v.exact, v.note, v.revision, v.parents, v.deleted
FROM note_revisions v LEFT JOIN codes c ON c.book = v.book AND c.code = v.code;

-- How many codes of a book are retired is asked often, and they are few.
CREATE INDEX codes_retired ON codes (book) WHERE state = 'retired';

-- A row for each tag of each note.
CREATE VIEW tags (tag, book, code, note) AS
SELECT DISTINCT CAST(t.value AS TEXT), n.book, n.code, n.note
FROM notes n, json_each(n.tags) AS t WHERE t.type IN ('text', 'integer', 'real');

-- What two files have changed before this format is merged now.
INSERT INTO note_heads (note) SELECT note FROM note_leaves GROUP BY note HAVING count(*) > 1;
