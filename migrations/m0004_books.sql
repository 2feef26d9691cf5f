-- kb's file format 4: codes have further fields, texts in further languages and links to the codes that they name; an
-- import can be taken back; a book or a code can go while its notes wait for its return. docs/schema.md explains it.
--
-- Nothing is made anew but triggers: a large file costs one look at its codes.

PRAGMA user_version = 4;

-- What a document says beside name and description, under the document's own names: {"level": "P1", "owner": "pay"}.
ALTER TABLE codes ADD COLUMN fields TEXT CHECK (fields IS NULL OR json_valid(fields) AND json_type(fields) = 'object');
-- imports.id of the one that added the code.
ALTER TABLE codes ADD COLUMN import INTEGER;

ALTER TABLE code_revisions ADD COLUMN fields TEXT;
-- imports.id of the one that replaced this text, or that was taken back by doing so; NULL for a change by hand.
ALTER TABLE code_revisions ADD COLUMN import INTEGER;

ALTER TABLE codes_replaced ADD COLUMN fields TEXT;

-- Which columns of the document were what: the next edition is read in the same way.
ALTER TABLE imports ADD COLUMN columns TEXT CHECK (columns IS NULL OR json_valid(columns));
-- NULL for a document; of one code that was written by hand what was done: {"rename": "P1", "to": "P2"}.
ALTER TABLE imports ADD COLUMN step TEXT CHECK (step IS NULL OR json_valid(step) AND json_type(step) = 'object');
ALTER TABLE imports ADD COLUMN author TEXT NOT NULL DEFAULT '';
-- What was imported together has the same number here, or is the import of this id; aliases.import is this number.
ALTER TABLE imports ADD COLUMN job INTEGER;
-- Where the document's places differ from those before, in order: [[place, how many places later than before], …],
-- each up to the next.
ALTER TABLE imports ADD COLUMN moves TEXT CHECK (moves IS NULL OR json_valid(moves) AND json_type(moves) = 'array');
ALTER TABLE imports ADD COLUMN undone_at TEXT;

ALTER TABLE aliases ADD COLUMN import INTEGER;
ALTER TABLE synonyms ADD COLUMN import INTEGER;

DROP TRIGGER IF EXISTS codes_before_insert;
DROP TRIGGER IF EXISTS codes_after_insert;
DROP TRIGGER IF EXISTS codes_before_update;
DROP TRIGGER IF EXISTS codes_after_update;
DROP TRIGGER IF EXISTS codes_after_change;
DROP TRIGGER IF EXISTS codes_after_delete;
DROP TRIGGER IF EXISTS codes_renumbered_insert;
DROP TRIGGER IF EXISTS notes_after_delete;
DROP TRIGGER IF EXISTS books_after_update;
DROP TRIGGER IF EXISTS books_after_delete;

--------------------------------------------------------------------------------------------------- texts, links

-- What a code is called and means in a further language; codes has the document's own.
CREATE TABLE code_texts (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  language TEXT NOT NULL CHECK (language <> ''),   -- BCP 47: en, zh-Hans
  name TEXT CHECK (name <> ''),                    -- NULL: the same as in codes
  description TEXT NOT NULL DEFAULT '',
  source TEXT NOT NULL DEFAULT '',                 -- where the text comes from
  import INTEGER,
  UNIQUE (book, code, language),
  FOREIGN KEY (book, code) REFERENCES codes (book, code)
) STRICT;

-- The codes that the text of a code names. to_book and to_code may be a code that the file does not have yet.
CREATE TABLE code_links (
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  to_book TEXT NOT NULL,
  to_code TEXT NOT NULL,
  PRIMARY KEY (book, code, to_book, to_code),
  FOREIGN KEY (book, code) REFERENCES codes (book, code)
) STRICT, WITHOUT ROWID;

CREATE INDEX code_links_back ON code_links (to_book, to_code);

-- Both directions: 403 names 404, and each stands beside the other.
CREATE VIEW see_also (book, code, name, also_book, also_code, also_name) AS
SELECT a.book, a.code, a.name, b.book, b.code, b.name
FROM (
  SELECT book, code, to_book, to_code FROM code_links UNION SELECT to_book, to_code, book, code FROM code_links) AS link
JOIN codes AS a ON a.book = link.book AND a.code = link.code
JOIN codes AS b ON b.book = link.to_book AND b.code = link.to_code
WHERE a.id <> b.id;

-- Puts the code of a text on the list of what kb has to index.
CREATE VIEW code_texts_changed (book, code) AS SELECT NULL, NULL WHERE 0;

CREATE TRIGGER code_texts_changed_insert INSTEAD OF INSERT ON code_texts_changed
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name IN ('rename', 'renumber')) BEGIN
  INSERT INTO index_changes (kind, id)
  SELECT 'code', id FROM codes
  WHERE book = new.book AND code = new.code
    AND NOT EXISTS (SELECT 1 FROM index_changes c WHERE c.kind = 'code' AND c.id = codes.id);
END;

CREATE TRIGGER code_texts_before_insert BEFORE INSERT ON code_texts BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give a text to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.language || coalesce(new.name, '') || new.description || new.source, char(0)) > 0;
  INSERT INTO code_texts_changed SELECT book, code FROM code_texts WHERE id = new.id;
END;

CREATE TRIGGER code_texts_before_update BEFORE UPDATE ON code_texts BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give a text to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.language || coalesce(new.name, '') || new.description || new.source, char(0)) > 0;
  INSERT INTO code_texts_changed SELECT book, code FROM code_texts WHERE id = new.id;
END;

CREATE TRIGGER code_texts_after_insert AFTER INSERT ON code_texts BEGIN
  INSERT INTO code_texts_changed VALUES (new.book, new.code);
END;

CREATE TRIGGER code_texts_after_update AFTER UPDATE ON code_texts BEGIN
  INSERT INTO code_texts_changed VALUES (old.book, old.code);
  INSERT INTO code_texts_changed VALUES (new.book, new.code);
END;

CREATE TRIGGER code_texts_after_delete AFTER DELETE ON code_texts BEGIN
  INSERT INTO code_texts_changed VALUES (old.book, old.code);
END;

CREATE TRIGGER code_links_before_insert BEFORE INSERT ON code_links BEGIN
  SELECT RAISE(ABORT, 'there is no such code to link from: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
END;

-------------------------------------------------------------------------------------------------------- codes

CREATE TRIGGER codes_after_change AFTER UPDATE OF name, qualifier, description, state, fields ON codes
WHEN (old.name, old.qualifier, old.description, old.state, old.fields)
  IS NOT (new.name, new.qualifier, new.description, new.state, new.fields)
BEGIN
  INSERT INTO code_revisions (book, code, name, qualifier, description, state, fields)
  VALUES (old.book, old.code, old.name, old.qualifier, old.description, old.state, old.fields);
  UPDATE codes SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = new.id;
  INSERT INTO index_changes (kind, id)
  SELECT 'code', new.id
  WHERE (old.state, old.fields) IS NOT (new.state, new.fields)
    AND NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'code' AND id = new.id);
END;

-- As in format 3, and with fields, texts and links.
CREATE TRIGGER codes_before_insert BEFORE INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'codes.id is at most 4611686018427387904, and texts are without U+0000')
  WHERE new.id > 1 << 62
    OR instr(new.code || new.name || coalesce(new.qualifier, '') || new.description || coalesce(new.fields, ''),
      char(0)) > 0;
  INSERT INTO books (slug) SELECT new.book WHERE new.book NOT IN (SELECT slug FROM books);
  DELETE FROM codes_replaced;
  INSERT INTO codes_replaced
  SELECT id, julianday('now'), book, code, name, qualifier, aliases, description, state, 0, fields
  FROM codes WHERE (book = new.book AND code = new.code) OR id = new.id;
END;

CREATE TRIGGER codes_after_insert AFTER INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  DELETE FROM codes_replaced WHERE id <> new.id AND id IN (SELECT id FROM codes);
  SELECT RAISE(ABORT, 'the row that would be replaced is a code with notes: kb keeps those')
  FROM codes_replaced r JOIN notes n ON n.book = r.book AND n.code = r.code
  WHERE (r.book, r.code) IS NOT (new.book, new.code);
  INSERT INTO code_revisions (book, code, name, qualifier, description, state, fields)
  SELECT book, code, name, qualifier, description, state, fields FROM codes_replaced
  WHERE (book, code, name, qualifier, description, state, fields)
    IS NOT (new.book, new.code, new.name, new.qualifier, new.description, new.state, new.fields);
  INSERT INTO codes_index
  SELECT 'delete', id, code, name, qualifier, aliases, description FROM codes_replaced WHERE NOT unindexed;
  DELETE FROM aliases
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
  DELETE FROM code_texts
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
  DELETE FROM code_links
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
  DELETE FROM codes_replaced;
  INSERT INTO codes_index
  VALUES (NULL, new.id, new.code, new.name, new.qualifier, new.aliases, new.description);
  INSERT INTO aliases_changed (book, code) VALUES (new.book, new.code);
  INSERT INTO note_heads (revision, note, parents)
  SELECT revision, note, parents FROM note_heads
  WHERE book = new.book AND code = new.code AND revision NOT IN (SELECT revision FROM notes);
END;

CREATE TRIGGER codes_before_update
BEFORE UPDATE OF id, book, code, name, qualifier, aliases, description, fields ON codes BEGIN
  SELECT RAISE(ABORT, 'codes.id is at most 4611686018427387904, and texts are without U+0000')
  WHERE new.id > 1 << 62
    OR instr(new.code || new.name || coalesce(new.qualifier, '') || new.description || coalesce(new.fields, ''),
      char(0)) > 0;
  INSERT INTO books (slug) SELECT new.book WHERE new.book NOT IN (SELECT slug FROM books);
  DELETE FROM codes_replaced;
  INSERT INTO codes_replaced
  SELECT id, julianday('now'), book, code, name, qualifier, aliases, description, state, 0, fields
  FROM codes WHERE id <> old.id AND ((book = new.book AND code = new.code) OR id = new.id);
END;

-- A code that is renumbered takes all that names it along. Whether the updates in here fire this trigger again depends
-- on recursive_triggers, so they must not write the index.
CREATE TRIGGER codes_after_update
AFTER UPDATE OF id, book, code, name, qualifier, aliases, description ON codes
WHEN (old.id, old.book, old.code, old.name, old.qualifier, old.aliases, old.description)
  IS NOT (new.id, new.book, new.code, new.name, new.qualifier, new.aliases, new.description)
BEGIN
  SELECT RAISE(ABORT, 'the row that would be replaced is a code with notes: kb keeps those')
  FROM codes_replaced r JOIN notes n ON n.book = r.book AND n.code = r.code
  WHERE (r.book, r.code) IS NOT (new.book, new.code);
  INSERT INTO code_revisions (book, code, name, qualifier, description, state, fields)
  SELECT book, code, name, qualifier, description, state, fields FROM codes_replaced;
  INSERT INTO codes_index
  SELECT 'delete', id, code, name, qualifier, aliases, description FROM codes_replaced WHERE NOT unindexed
  UNION ALL
  SELECT 'delete', old.id, old.code, old.name, old.qualifier, old.aliases, old.description;
  DELETE FROM aliases
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
  DELETE FROM code_texts
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
  DELETE FROM code_links
  WHERE (book, code) IN (SELECT book, code FROM codes_replaced WHERE (book, code) IS NOT (new.book, new.code));
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
  INSERT INTO code_revisions (book, code, name, qualifier, description, state, fields)
  SELECT old.book, old.code, old.name, old.qualifier, old.description, old.state, old.fields
  WHERE old.id NOT IN (SELECT id FROM codes_replaced);
  DELETE FROM aliases
  WHERE book = old.book AND code = old.code AND old.id NOT IN (SELECT id FROM codes_replaced);
  DELETE FROM code_texts
  WHERE book = old.book AND code = old.code AND old.id NOT IN (SELECT id FROM codes_replaced);
  DELETE FROM code_links
  WHERE book = old.book AND code = old.code AND old.id NOT IN (SELECT id FROM codes_replaced);
END;

-- Where the new number was another code's, which REPLACE has taken away, both are one code now.
CREATE TRIGGER codes_renumbered_insert INSTEAD OF INSERT ON codes_renumbered BEGIN
  INSERT INTO index_writers (name) VALUES ('renumber');
  UPDATE aliases SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE notes SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  UPDATE code_revisions SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  DELETE FROM code_texts
  WHERE book = new.book AND code = new.code
    AND language IN (SELECT language FROM code_texts WHERE book = new.before AND code = new.former);
  UPDATE code_texts SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  DELETE FROM code_links
  WHERE book = new.before AND code = new.former
    AND (to_book, to_code) IN (SELECT to_book, to_code FROM code_links WHERE book = new.book AND code = new.code);
  UPDATE code_links SET book = new.book, code = new.code WHERE book = new.before AND code = new.former;
  DELETE FROM code_links
  WHERE to_book = new.before AND to_code = new.former
    AND (book, code) IN (SELECT book, code FROM code_links WHERE to_book = new.book AND to_code = new.code);
  UPDATE code_links SET to_book = new.book, to_code = new.code WHERE to_book = new.before AND to_code = new.former;
  UPDATE codes SET aliases = coalesce((
      SELECT group_concat(alias, char(10))
      FROM (SELECT alias FROM aliases WHERE book = new.book AND code = new.code ORDER BY id)), '')
  WHERE id = new.id;
  DELETE FROM index_writers WHERE name = 'renumber';
  INSERT INTO note_heads (revision, note, parents)
  SELECT revision, note, parents FROM note_heads
  WHERE book = new.book AND code = new.code AND revision NOT IN (SELECT revision FROM notes);
END;

-------------------------------------------------------------------------------------------------------- books

CREATE TRIGGER books_after_update AFTER UPDATE OF slug ON books WHEN old.slug <> new.slug BEGIN
  INSERT INTO index_writers (name) VALUES ('rename');
  UPDATE codes SET book = new.slug WHERE book = old.slug;
  DELETE FROM index_writers WHERE name = 'rename';
  UPDATE code_revisions SET book = new.slug WHERE book = old.slug;
  UPDATE imports SET book = new.slug WHERE book = old.slug;
  DELETE FROM code_links
  WHERE to_book = old.slug AND EXISTS (
    SELECT 1 FROM code_links o
    WHERE o.book = code_links.book AND o.code = code_links.code AND o.to_book = new.slug
      AND o.to_code = code_links.to_code);
  UPDATE code_links SET to_book = new.slug WHERE to_book = old.slug;
  UPDATE index_segments SET book = new.slug WHERE book = old.slug;
END;

CREATE TRIGGER books_after_delete AFTER DELETE ON books
WHEN NOT EXISTS (
  SELECT 1 FROM books_replaced r, pragma_recursive_triggers
  WHERE r.slug = old.slug AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  DELETE FROM codes WHERE book = old.slug;
  DELETE FROM code_revisions WHERE book = old.slug;
  -- The number of an import may be given again.
  UPDATE aliases SET import = NULL WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
  UPDATE synonyms SET import = NULL WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
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

-- Codes whose notes are losing their rows, but not their last revisions.
CREATE TABLE notes_parted (book TEXT NOT NULL, code TEXT NOT NULL) STRICT;

CREATE TRIGGER notes_after_delete AFTER DELETE ON notes BEGIN
  INSERT INTO notes_index VALUES ('delete', old.id, old.body, old.exact);
  UPDATE notes_replaced SET unindexed = 1 WHERE id = old.id;
  DELETE FROM notes_replaced WHERE id = old.id
    AND (at <> julianday('now') OR (SELECT NOT recursive_triggers FROM pragma_recursive_triggers));
  DELETE FROM note_heads
  WHERE revision = old.revision AND note = old.note AND NOT EXISTS (SELECT 1 FROM notes_replaced WHERE id = old.id)
    AND NOT EXISTS (SELECT 1 FROM notes_parted WHERE book = old.book AND code = old.code);
END;

-- An INSERT takes a code away, or with code NULL a book. Notes on it wait in note_revisions until it is there again.
CREATE VIEW departures (book, code) AS SELECT NULL, NULL WHERE 0;

CREATE TRIGGER departures_insert INSTEAD OF INSERT ON departures BEGIN
  INSERT INTO notes_parted (book, code)
  SELECT DISTINCT book, code FROM notes WHERE book = new.book AND code = coalesce(new.code, code);
  DELETE FROM notes WHERE book = new.book AND code = coalesce(new.code, code);
  DELETE FROM notes_parted;
  DELETE FROM codes WHERE book = new.book AND code = new.code;
  DELETE FROM books WHERE slug = new.book AND new.code IS NULL;
END;
