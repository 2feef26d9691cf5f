-- kb's file format 2: long notes are segmented in a tenth of the time, and a head that another tool puts in
-- another's place by its revision leaves histories and the index right as well. Format 1 did so only for a row that
-- was replaced by its id.

PRAGMA user_version = 2;

DROP VIEW IF EXISTS notes_text;
DROP TRIGGER IF EXISTS notes_index_insert;
DROP TRIGGER IF EXISTS notes_after_insert;
DROP TRIGGER IF EXISTS notes_after_update;

-- kb searches notes by an index of character pairs. The text is segmented: each run of Han characters becomes
-- its adjacent pairs and, last, its final character alone; full-width forms become half-width. Text is taken 64
-- characters at a time, from pages of 4096, because substr counts characters from the start of what it is given.
-- MATERIALIZED and LIMIT -1 have each piece and each character cut out once, and not for each comparison. So the
-- cost is linear in the length of the text.
CREATE VIEW notes_text AS
SELECT id AS rowid, (WITH RECURSIVE
    source(text) AS (
      SELECT body || coalesce(char(10) || exact, '')),
    page(start, text) AS (
      SELECT 1, substr(text, 1, 4097) FROM source
      UNION ALL
      SELECT start + 4096, substr(source.text, start + 4096, 4097) FROM page, source
      WHERE length(page.text) > 4096),
    place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 64),
    chunk(text) AS MATERIALIZED (
      SELECT substr(text, 64 * i - 63, 65) FROM page CROSS JOIN place WHERE 64 * i - 63 <= length(text)),
    scalar(this, next) AS (
      SELECT unicode(substr(text, i)), coalesce(unicode(substr(text, i + 1)), 0)
      FROM chunk CROSS JOIN place WHERE i <= length(text) LIMIT -1)
  SELECT coalesce(group_concat(CASE
      WHEN this BETWEEN 0x4E00 AND 0x9FFF OR this BETWEEN 0x3400 AND 0x4DBF OR this = 0x3007
        OR this BETWEEN 0xF900 AND 0xFAFF OR this BETWEEN 0x20000 AND 0x3FFFD
      THEN ' ' || CASE
        WHEN next BETWEEN 0x4E00 AND 0x9FFF OR next BETWEEN 0x3400 AND 0x4DBF OR next = 0x3007
          OR next BETWEEN 0xF900 AND 0xFAFF OR next BETWEEN 0x20000 AND 0x3FFFD
        THEN char(this, next) ELSE char(this) END || ' '
      WHEN this BETWEEN 0xFF01 AND 0xFF5E THEN char(this - 0xFEE0)
      ELSE char(this) END, ''), '')
  FROM scalar) AS body FROM notes;

CREATE TRIGGER notes_index_insert INSTEAD OF INSERT ON notes_index BEGIN
  INSERT INTO notes_pairs (notes_pairs, rowid, body)
  SELECT new.op, new.id, (WITH RECURSIVE
      source(text) AS (
        SELECT new.body || coalesce(char(10) || new.exact, '')),
      page(start, text) AS (
        SELECT 1, substr(text, 1, 4097) FROM source
        UNION ALL
        SELECT start + 4096, substr(source.text, start + 4096, 4097) FROM page, source
        WHERE length(page.text) > 4096),
      place(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM place WHERE i < 64),
      chunk(text) AS MATERIALIZED (
        SELECT substr(text, 64 * i - 63, 65) FROM page CROSS JOIN place WHERE 64 * i - 63 <= length(text)),
      scalar(this, next) AS (
        SELECT unicode(substr(text, i)), coalesce(unicode(substr(text, i + 1)), 0)
        FROM chunk CROSS JOIN place WHERE i <= length(text) LIMIT -1)
    SELECT coalesce(group_concat(CASE
        WHEN this BETWEEN 0x4E00 AND 0x9FFF OR this BETWEEN 0x3400 AND 0x4DBF OR this = 0x3007
          OR this BETWEEN 0xF900 AND 0xFAFF OR this BETWEEN 0x20000 AND 0x3FFFD
        THEN ' ' || CASE
          WHEN next BETWEEN 0x4E00 AND 0x9FFF OR next BETWEEN 0x3400 AND 0x4DBF OR next = 0x3007
            OR next BETWEEN 0xF900 AND 0xFAFF OR next BETWEEN 0x20000 AND 0x3FFFD
          THEN char(this, next) ELSE char(this) END || ' '
        WHEN this BETWEEN 0xFF01 AND 0xFF5E THEN char(this - 0xFEE0)
        ELSE char(this) END, ''), '')
    FROM scalar);
END;

-- A row that REPLACE put in another's place is that note's next revision. Where it took the places of two, one by
-- its id and one by its revision, the second is deleted. A revision that is known with another text is not this
-- one, whatever the statement says.
CREATE TRIGGER notes_after_insert AFTER INSERT ON notes BEGIN
  INSERT INTO notes_index (op, id, body, exact)
  SELECT 'delete', r.id, r.body, r.exact FROM notes_replaced r
  WHERE NOT r.unindexed AND (r.id = new.id OR r.revision = new.revision);
  INSERT INTO notes_index (op, id, body, exact) VALUES (NULL, new.id, new.body, new.exact);
  INSERT INTO note_revisions (
    revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor,
    deleted)
  SELECT
    lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    v.note, json_array(v.revision), v.book, v.code, v.body, v.tags, v.author, v.field, v.exact, v.prefix, v.suffix,
    v."start", v."end", v.anchor, 1
  FROM notes_replaced r JOIN note_revisions v ON v.revision = r.revision
  WHERE r.id <> new.id AND r.revision = new.revision AND EXISTS (SELECT 1 FROM notes_replaced WHERE id = new.id);
  DELETE FROM notes_replaced
  WHERE id <> new.id AND revision = new.revision AND EXISTS (SELECT 1 FROM notes_replaced WHERE id = new.id);
  UPDATE notes SET
    note = coalesce((
      SELECT r.note FROM notes_replaced r WHERE r.id = new.id OR r.revision = new.revision), note),
    revision = CASE
      WHEN EXISTS (SELECT 1 FROM note_revisions v WHERE v.revision = new.revision) THEN lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))
      ELSE new.revision END,
    created_at = coalesce((
      SELECT r.created_at FROM notes_replaced r WHERE r.id = new.id OR r.revision = new.revision), created_at)
  WHERE id = new.id AND (
    EXISTS (SELECT 1 FROM notes_replaced r WHERE r.id = new.id OR r.revision = new.revision)
    OR EXISTS (
      SELECT 1 FROM note_revisions v
      WHERE v.revision = new.revision
        AND (v.note, v.book, v.code, v.body) IS NOT (new.note, new.book, new.code, new.body)));
  INSERT INTO note_revisions (
    revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor)
  SELECT
    n.revision, n.note, coalesce((
      SELECT json_array(r.revision) FROM notes_replaced r WHERE r.id = new.id OR r.revision = new.revision), '[]'),
    n.book, n.code, n.body, n.tags, n.author, n.field, n.exact, n.prefix, n.suffix, n."start", n."end", n.anchor
  FROM notes n
  WHERE n.id = new.id AND NOT EXISTS (SELECT 1 FROM note_revisions v WHERE v.revision = n.revision);
  DELETE FROM notes_replaced WHERE id = new.id OR revision = new.revision;
END;

-- The updates in these triggers give a note a revision that nothing knows yet: they do not fire this one.
CREATE TRIGGER notes_after_update
AFTER UPDATE OF id, revision, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor
ON notes
WHEN (old.id, old.book, old.code, old.body, old.tags, old.author, old.field, old.exact, old.prefix,
    old.suffix, old."start", old."end", old.anchor)
  IS NOT (new.id, new.book, new.code, new.body, new.tags, new.author, new.field, new.exact, new.prefix,
    new.suffix, new."start", new."end", new.anchor)
  OR old.revision <> new.revision
    AND EXISTS (SELECT 1 FROM note_revisions v WHERE v.revision = new.revision)
BEGIN
  INSERT INTO notes_index (op, id, body, exact)
  SELECT 'delete', r.id, r.body, r.exact FROM notes_replaced r
  WHERE NOT r.unindexed AND r.id <> old.id AND (r.id = new.id OR r.revision = new.revision)
    AND (r.id = new.id OR NOT EXISTS (SELECT 1 FROM notes n WHERE n.id = r.id));
  INSERT INTO note_revisions (
    revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor,
    deleted)
  SELECT
    lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    v.note, json_array(v.revision), v.book, v.code, v.body, v.tags, v.author, v.field, v.exact, v.prefix, v.suffix,
    v."start", v."end", v.anchor, 1
  FROM notes_replaced r JOIN note_revisions v ON v.revision = r.revision
  WHERE r.id <> old.id AND (r.id = new.id OR r.revision = new.revision);
  DELETE FROM notes_replaced WHERE id IN (old.id, new.id) OR revision = new.revision;
  INSERT INTO notes_index (op, id, body, exact) VALUES ('delete', old.id, old.body, old.exact);
  INSERT INTO notes_index (op, id, body, exact) VALUES (NULL, new.id, new.body, new.exact);
  UPDATE notes SET
    revision = CASE WHEN new.revision = old.revision OR EXISTS (
      SELECT 1 FROM note_revisions v
      WHERE v.revision = new.revision
        AND (v.note, v.book, v.code, v.body) IS NOT (new.note, new.book, new.code, new.body))
      THEN lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))) ELSE new.revision END,
    updated_at = strftime('%Y-%m-%dT%H:%M:%fZ')
  WHERE id = new.id;
  INSERT INTO note_revisions (
    revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor)
  SELECT
    revision, note, json_array(old.revision), book, code, body, tags, author, field, exact, prefix, suffix,
    "start", "end", anchor
  FROM notes n
  WHERE id = new.id AND NOT EXISTS (SELECT 1 FROM note_revisions v WHERE v.revision = n.revision);
END;
