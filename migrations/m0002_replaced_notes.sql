-- kb's file format 2: a head that another tool puts in another's place by its revision leaves histories and the
-- index right as well. Format 1 did so only for a row that was replaced by its id.

PRAGMA user_version = 2;

DROP TRIGGER IF EXISTS notes_after_insert;
DROP TRIGGER IF EXISTS notes_after_update;

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
