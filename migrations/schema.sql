-- What all migrations together make: what kb compares a file with. KB_RECORD=1 swift test writes it.

--: table books books
CREATE TABLE books (
  slug TEXT PRIMARY KEY NOT NULL
    CHECK (slug GLOB '[a-z0-9]*' AND slug NOT GLOB '*[^a-z0-9-]*' AND length(slug) <= 64),
  title TEXT NOT NULL DEFAULT '',
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;

--: table codes codes
CREATE TABLE codes (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL REFERENCES books (slug),
  code TEXT NOT NULL CHECK (code <> ''),
  name TEXT NOT NULL CHECK (name <> ''),
  qualifier TEXT CHECK (qualifier <> ''),      -- the bracketed part of the name: WebDAV
  description TEXT NOT NULL DEFAULT '',         -- exactly as written in the document
  position INTEGER NOT NULL DEFAULT 0,          -- place in the document, from 1; 0 is unknown
  state TEXT NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'retired')),
  aliases TEXT NOT NULL DEFAULT '',             -- from the table aliases, one a line; kept by triggers
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')), fields TEXT CHECK (fields IS NULL OR json_valid(fields) AND json_type(fields) = 'object'), import INTEGER,   -- since when the text is this one
  UNIQUE (book, code)
) STRICT;

--: index codes_by_code codes
CREATE INDEX codes_by_code ON codes (code COLLATE NOCASE);

--: table code_revisions code_revisions
CREATE TABLE code_revisions (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  qualifier TEXT,
  description TEXT NOT NULL,
  state TEXT NOT NULL,
  replaced_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
, fields TEXT, import INTEGER) STRICT;

--: index code_revisions_by_code code_revisions
CREATE INDEX code_revisions_by_code ON code_revisions (book, code);

--: table imports imports
CREATE TABLE imports (
  id INTEGER PRIMARY KEY,
  book TEXT,                                    -- NULL for synonyms, which belong to no book
  kind TEXT NOT NULL DEFAULT 'codes' CHECK (kind IN ('codes', 'aliases', 'synonyms')),
  source TEXT NOT NULL,                         -- the document's name, without its folder
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  entries INTEGER NOT NULL,
  added INTEGER NOT NULL DEFAULT 0,
  changed INTEGER NOT NULL DEFAULT 0,
  retired INTEGER NOT NULL DEFAULT 0,
  imported_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
, columns TEXT CHECK (columns IS NULL OR json_valid(columns)), step TEXT CHECK (step IS NULL OR json_valid(step) AND json_type(step) = 'object'), author TEXT NOT NULL DEFAULT '', job INTEGER, moves TEXT CHECK (moves IS NULL OR json_valid(moves) AND json_type(moves) = 'array'), undone_at TEXT) STRICT;

--: table aliases aliases
CREATE TABLE aliases (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  alias TEXT NOT NULL CHECK (alias <> '' AND instr(alias, char(10)) = 0),
  language TEXT NOT NULL DEFAULT '',            -- BCP 47: zh-Hans, zh-Hant, en
  source TEXT NOT NULL DEFAULT '',              -- where the name comes from
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')), import INTEGER, author TEXT NOT NULL DEFAULT '',
  UNIQUE (book, code, alias),
  FOREIGN KEY (book, code) REFERENCES codes (book, code)
) STRICT;

--: table synonyms synonyms
CREATE TABLE synonyms (
  id INTEGER PRIMARY KEY,
  meaning TEXT NOT NULL CHECK (meaning <> ''),  -- the preferred term of the group
  term TEXT NOT NULL CHECK (term <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')), import INTEGER, author TEXT NOT NULL DEFAULT '',
  UNIQUE (meaning, term)
) STRICT;

--: index synonyms_by_term synonyms
CREATE INDEX synonyms_by_term ON synonyms (term COLLATE NOCASE);

--: table notes notes
CREATE TABLE notes (
  id INTEGER PRIMARY KEY,
  note TEXT NOT NULL DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  revision TEXT NOT NULL UNIQUE DEFAULT (lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))),
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  body TEXT NOT NULL CHECK (body <> ''),
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags) AND json_type(tags) = 'array'),
  author TEXT NOT NULL DEFAULT '',
  field TEXT CHECK (field IN ('name', 'description')),
  exact TEXT CHECK (exact <> ''),
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  "start" INTEGER,
  "end" INTEGER,
  anchor TEXT NOT NULL DEFAULT 'anchored' CHECK (anchor IN ('anchored', 'orphaned')),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  CHECK ((field IS NULL) = (exact IS NULL)),
  FOREIGN KEY (book, code) REFERENCES codes (book, code)
) STRICT;

--: index notes_by_code notes
CREATE INDEX notes_by_code ON notes (book, code);

--: index notes_by_note notes
CREATE INDEX notes_by_note ON notes (note);

--: table index_writers index_writers
CREATE TABLE index_writers (name TEXT PRIMARY KEY NOT NULL) STRICT;

--: table codes_replaced codes_replaced
CREATE TABLE codes_replaced (
  id INTEGER NOT NULL, at REAL NOT NULL, book TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  qualifier TEXT, aliases TEXT NOT NULL, description TEXT NOT NULL, state TEXT NOT NULL,
  unindexed INTEGER NOT NULL DEFAULT 0
, fields TEXT) STRICT;

--: table codes_fts codes_fts
CREATE VIRTUAL TABLE codes_fts USING fts5(
  code, name, qualifier, aliases, description,
  content="codes", content_rowid='id', tokenize='trigram');

--: view codes_index codes_index
CREATE VIEW codes_index (op, id, code, name, qualifier, aliases, description) AS
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;

--: trigger codes_index_portable codes_index
CREATE TRIGGER codes_index_portable INSTEAD OF INSERT ON codes_index
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO codes_fts (codes_fts, rowid, code, name, qualifier, aliases, description)
  VALUES (new.op, new.id, new.code, new.name, new.qualifier, new.aliases, new.description);
END;

--: view aliases_changed aliases_changed
CREATE VIEW aliases_changed (book, code) AS SELECT NULL, NULL WHERE 0;

--: trigger aliases_changed_insert aliases_changed
CREATE TRIGGER aliases_changed_insert INSTEAD OF INSERT ON aliases_changed
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  UPDATE codes SET aliases = listed.aliases
  FROM (
    SELECT coalesce(group_concat(alias, char(10)), '') AS aliases
    FROM (SELECT alias FROM aliases WHERE book = new.book AND code = new.code ORDER BY id)) AS listed
  WHERE book = new.book AND code = new.code AND codes.aliases <> listed.aliases;
END;

--: trigger codes_before_delete codes
CREATE TRIGGER codes_before_delete BEFORE DELETE ON codes
WHEN EXISTS (SELECT 1 FROM notes WHERE book = old.book AND code = old.code)
  AND NOT EXISTS (
    SELECT 1 FROM codes_replaced r, pragma_recursive_triggers
    WHERE r.id = old.id AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  SELECT RAISE(ABORT, 'a code with notes is not deleted: set its state to retired instead');
END;

--: view codes_with_notes codes_with_notes
CREATE VIEW codes_with_notes AS
SELECT
  c.book, c.code, c.name, c.qualifier, c.description, c.state, c.aliases,
  count(n.id) AS note_count,
  coalesce(group_concat(n.body, char(10) || char(10)), '') AS notes
FROM codes c LEFT JOIN notes n ON n.book = c.book AND n.code = c.code
GROUP BY c.id;

--: view annotations annotations
CREATE VIEW annotations AS
SELECT id, note, book, code, field, exact, body, tags, author, prefix, suffix, "start", "end", anchor, updated_at
FROM notes WHERE exact IS NOT NULL;

--: table index_segments index_segments
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

--: table index_terms index_terms
CREATE TABLE index_terms (
  segment INTEGER NOT NULL,
  term BLOB NOT NULL,                           -- folded text in UTF-8
  field INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  place INTEGER,                                -- where its list begins in index_postings; NULL: it is in data
  data BLOB NOT NULL,
  PRIMARY KEY (segment, term, field)
) STRICT, WITHOUT ROWID;

--: table index_postings index_postings
CREATE TABLE index_postings (id INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;

--: table index_rows index_rows
CREATE TABLE index_rows (
  segment INTEGER NOT NULL, chunk INTEGER NOT NULL, ids BLOB NOT NULL, PRIMARY KEY (segment, chunk)
) STRICT, WITHOUT ROWID;

--: table index_changes index_changes
CREATE TABLE index_changes (
  kind TEXT NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;

--: table vocabulary vocabulary
CREATE TABLE vocabulary (term BLOB PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

--: table index_words index_words
CREATE TABLE index_words (id INTEGER PRIMARY KEY, words BLOB NOT NULL) STRICT;

--: trigger codes_index_own codes_index
CREATE TRIGGER codes_index_own INSTEAD OF INSERT ON codes_index
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO index_changes (kind, id)
  SELECT 'code', new.id WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'code' AND id = new.id);
END;

--: table note_revisions note_revisions
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

--: index note_revisions_by_note note_revisions
CREATE INDEX note_revisions_by_note ON note_revisions (note, parents, created_at);

--: index note_revisions_by_code note_revisions
CREATE INDEX note_revisions_by_code ON note_revisions (book, code);

--: table note_parents note_parents
CREATE TABLE note_parents (
  note TEXT NOT NULL, parent TEXT NOT NULL, revision TEXT NOT NULL, PRIMARY KEY (note, parent, revision)
) STRICT, WITHOUT ROWID;

--: view note_contents note_contents
CREATE VIEW note_contents AS
SELECT *, json_array(book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) AS content FROM note_revisions;

--: trigger note_revisions_before_insert note_revisions
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

--: trigger note_revisions_before_delete note_revisions
CREATE TRIGGER note_revisions_before_delete BEFORE DELETE ON note_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision is never deleted: delete the note, which adds one that says so');
END;

--: trigger note_parents_before_insert note_parents
CREATE TRIGGER note_parents_before_insert BEFORE INSERT ON note_parents
WHEN NOT EXISTS (
  SELECT 1 FROM note_revisions v, json_each(v.parents) p
  WHERE v.revision = new.revision AND v.note = new.note AND p.value = new.parent)
BEGIN
  SELECT RAISE(ABORT, 'note_parents follows from note_revisions');
END;

--: trigger note_parents_before_update note_parents
CREATE TRIGGER note_parents_before_update BEFORE UPDATE ON note_parents BEGIN
  SELECT RAISE(ABORT, 'note_parents follows from note_revisions');
END;

--: trigger note_parents_before_delete note_parents
CREATE TRIGGER note_parents_before_delete BEFORE DELETE ON note_parents
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'repair')
BEGIN
  SELECT RAISE(ABORT, 'note_parents follows from note_revisions');
END;

--: table notes_replaced notes_replaced
CREATE TABLE notes_replaced (
  id INTEGER NOT NULL, at REAL NOT NULL, note TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL, exact TEXT,
  unindexed INTEGER NOT NULL DEFAULT 0
) STRICT;

--: table notes_fts notes_fts
CREATE VIRTUAL TABLE notes_fts USING fts5(
  body, exact, content="notes", content_rowid='id', tokenize='trigram');

--: view notes_index notes_index
CREATE VIEW notes_index (op, id, body, exact) AS SELECT NULL, NULL, NULL, NULL WHERE 0;

--: trigger notes_index_own notes_index
CREATE TRIGGER notes_index_own INSTEAD OF INSERT ON notes_index BEGIN
  INSERT INTO index_changes (kind, id)
  SELECT 'note', new.id WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE kind = 'note' AND id = new.id);
END;

--: trigger notes_index_portable notes_index
CREATE TRIGGER notes_index_portable INSTEAD OF INSERT ON notes_index BEGIN
  INSERT INTO notes_fts (notes_fts, rowid, body, exact) VALUES (new.op, new.id, new.body, new.exact);
END;

--: view notes_written notes_written
CREATE VIEW notes_written (id, note) AS SELECT NULL, NULL WHERE 0;

--: view codes_renumbered codes_renumbered
CREATE VIEW codes_renumbered (id, book, code, before, former) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

--: table books_replaced books_replaced
CREATE TABLE books_replaced (slug TEXT NOT NULL, at REAL NOT NULL) STRICT;

--: trigger books_before_insert books
CREATE TRIGGER books_before_insert BEFORE INSERT ON books BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.slug || new.title, char(0)) > 0;
  DELETE FROM books_replaced;
  INSERT INTO books_replaced (slug, at) SELECT slug, julianday('now') FROM books WHERE slug = new.slug;
END;

--: trigger books_after_insert books
CREATE TRIGGER books_after_insert AFTER INSERT ON books BEGIN
  DELETE FROM books_replaced;
END;

--: trigger books_before_update books
CREATE TRIGGER books_before_update BEFORE UPDATE OF slug, title ON books BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.slug || new.title, char(0)) > 0;
  SELECT RAISE(ABORT, 'there is a book of that name')
  WHERE old.slug <> new.slug AND (
    EXISTS (SELECT 1 FROM books WHERE slug = new.slug) OR EXISTS (SELECT 1 FROM codes WHERE book = new.slug));
END;

--: trigger books_before_delete books
CREATE TRIGGER books_before_delete BEFORE DELETE ON books
WHEN EXISTS (SELECT 1 FROM notes WHERE book = old.slug)
  AND NOT EXISTS (
    SELECT 1 FROM books_replaced r, pragma_recursive_triggers
    WHERE r.slug = old.slug AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  SELECT RAISE(ABORT, 'a book with notes on its codes is not deleted: delete the notes before');
END;

--: table code_texts code_texts
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

--: table code_links code_links
CREATE TABLE code_links (
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  to_book TEXT NOT NULL,
  to_code TEXT NOT NULL,
  PRIMARY KEY (book, code, to_book, to_code),
  FOREIGN KEY (book, code) REFERENCES codes (book, code)
) STRICT, WITHOUT ROWID;

--: index code_links_back code_links
CREATE INDEX code_links_back ON code_links (to_book, to_code);

--: view see_also see_also
CREATE VIEW see_also (book, code, name, also_book, also_code, also_name) AS
SELECT a.book, a.code, a.name, b.book, b.code, b.name
FROM (
  SELECT book, code, to_book, to_code FROM code_links UNION SELECT to_book, to_code, book, code FROM code_links) AS link
JOIN codes AS a ON a.book = link.book AND a.code = link.code
JOIN codes AS b ON b.book = link.to_book AND b.code = link.to_code
WHERE a.id <> b.id;

--: view code_texts_changed code_texts_changed
CREATE VIEW code_texts_changed (book, code) AS SELECT NULL, NULL WHERE 0;

--: trigger code_texts_changed_insert code_texts_changed
CREATE TRIGGER code_texts_changed_insert INSTEAD OF INSERT ON code_texts_changed
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name IN ('rename', 'renumber')) BEGIN
  INSERT INTO index_changes (kind, id)
  SELECT 'code', id FROM codes
  WHERE book = new.book AND code = new.code
    AND NOT EXISTS (SELECT 1 FROM index_changes c WHERE c.kind = 'code' AND c.id = codes.id);
END;

--: trigger code_texts_before_insert code_texts
CREATE TRIGGER code_texts_before_insert BEFORE INSERT ON code_texts BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give a text to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.language || coalesce(new.name, '') || new.description || new.source, char(0)) > 0;
  INSERT INTO code_texts_changed SELECT book, code FROM code_texts WHERE id = new.id;
END;

--: trigger code_texts_before_update code_texts
CREATE TRIGGER code_texts_before_update BEFORE UPDATE ON code_texts BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give a text to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.language || coalesce(new.name, '') || new.description || new.source, char(0)) > 0;
  INSERT INTO code_texts_changed SELECT book, code FROM code_texts WHERE id = new.id;
END;

--: trigger code_texts_after_insert code_texts
CREATE TRIGGER code_texts_after_insert AFTER INSERT ON code_texts BEGIN
  INSERT INTO code_texts_changed VALUES (new.book, new.code);
END;

--: trigger code_texts_after_update code_texts
CREATE TRIGGER code_texts_after_update AFTER UPDATE ON code_texts BEGIN
  INSERT INTO code_texts_changed VALUES (old.book, old.code);
  INSERT INTO code_texts_changed VALUES (new.book, new.code);
END;

--: trigger code_texts_after_delete code_texts
CREATE TRIGGER code_texts_after_delete AFTER DELETE ON code_texts BEGIN
  INSERT INTO code_texts_changed VALUES (old.book, old.code);
END;

--: trigger code_links_before_insert code_links
CREATE TRIGGER code_links_before_insert BEFORE INSERT ON code_links BEGIN
  SELECT RAISE(ABORT, 'there is no such code to link from: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
END;

--: trigger codes_after_change codes
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

--: trigger codes_before_insert codes
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

--: trigger codes_before_update codes
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

--: table notes_parted notes_parted
CREATE TABLE notes_parted (book TEXT NOT NULL, code TEXT NOT NULL) STRICT;

--: view departures departures
CREATE VIEW departures (book, code) AS SELECT NULL, NULL WHERE 0;

--: trigger departures_insert departures
CREATE TRIGGER departures_insert INSTEAD OF INSERT ON departures BEGIN
  INSERT INTO notes_parted (book, code)
  SELECT DISTINCT book, code FROM notes WHERE book = new.book AND code = coalesce(new.code, code);
  DELETE FROM notes WHERE book = new.book AND code = coalesce(new.code, code);
  DELETE FROM notes_parted;
  DELETE FROM codes WHERE book = new.book AND code = new.code;
  DELETE FROM books WHERE slug = new.book AND new.code IS NULL;
END;

--: view note_leaves note_leaves
CREATE VIEW note_leaves AS
SELECT * FROM note_contents r
WHERE NOT EXISTS (SELECT 1 FROM note_parents p WHERE p.note = r.note AND p.parent = r.revision)
  AND NOT EXISTS (
    SELECT 1 FROM note_contents t
    WHERE t.note = r.note AND t.parents = r.parents AND t.revision <> r.revision AND t.deleted = r.deleted
      AND t.content = r.content
      AND (t.revision < r.revision
        OR EXISTS (SELECT 1 FROM note_parents p WHERE p.note = t.note AND p.parent = t.revision)));

--: view note_fields note_fields
CREATE VIEW note_fields AS
SELECT revision, note, f.key AS field, f.value
FROM note_revisions, json_each(json_array(body, json_array(book, code), json_array(field, exact, prefix, suffix, "start", "end", anchor), tags)) f;

--: table note_merges note_merges
CREATE TABLE note_merges (
  note TEXT NOT NULL,
  revision TEXT NOT NULL,    -- whose text it is; one that removes where the note is removed
  leaves TEXT NOT NULL,      -- the revisions that are merged, a JSON array: what a change follows
  tags TEXT NOT NULL,
  placed TEXT,               -- the revision whose book and code it has
  quoted TEXT,               -- the revision whose quote it has
  PRIMARY KEY (note, revision)
) STRICT, WITHOUT ROWID;

--: index notes_by_time notes
CREATE INDEX notes_by_time ON notes (updated_at);

--: view note_heads note_heads
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

--: view notes_due notes_due
CREATE VIEW notes_due AS
SELECT * FROM note_heads h WHERE EXISTS (SELECT 1 FROM codes c WHERE c.book = h.book AND c.code = h.code);

--: view notes_waiting notes_waiting
CREATE VIEW notes_waiting AS
SELECT note, book, code FROM note_leaves l WHERE NOT deleted AND NOT EXISTS (SELECT 1 FROM notes n WHERE n.note = l.note);

--: view notes_unwritten notes_unwritten
CREATE VIEW notes_unwritten AS
SELECT id FROM (SELECT id, note, revision, json_array(book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor) AS content FROM notes) n
WHERE NOT EXISTS (
  SELECT 1 FROM note_heads h WHERE h.revision = n.revision AND +h.note = n.note AND h.content = n.content);

--: view notes_settled notes_settled
CREATE VIEW notes_settled (id, revision) AS SELECT NULL, NULL WHERE 0;

--: trigger notes_settled_insert notes_settled
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

--: view notes_joined notes_joined
CREATE VIEW notes_joined (revision, note, parents, created_at, usual) AS SELECT NULL, NULL, NULL, NULL, NULL WHERE 0;

--: trigger note_heads_insert note_heads
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

--: trigger notes_followed_insert notes_joined
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

--: table note_steps note_steps
CREATE TABLE note_steps (
  step TEXT NOT NULL,
  leaf TEXT NOT NULL,
  other TEXT,
  field INTEGER,
  value TEXT,
  rank INTEGER
) STRICT;

--: trigger notes_joined_insert notes_joined
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

--: trigger note_heads_delete note_heads
CREATE TRIGGER note_heads_delete INSTEAD OF DELETE ON note_heads BEGIN
  INSERT INTO note_revisions (note, parents, deleted, author, book, code, body, tags, field, exact, prefix, suffix, "start", "end", anchor)
  SELECT note,
    (SELECT json_group_array(value) FROM (
      SELECT value FROM json_each(old.leaves) UNION SELECT value FROM json_each(h.leaves))),
    revision = old.revision, CASE revision WHEN old.revision THEN '' ELSE author END, book, code, body, tags, field, exact, prefix, suffix, "start", "end", anchor
  FROM note_heads h WHERE revision = coalesce((
    SELECT min(revision) FROM note_heads WHERE note = old.note AND revision <> old.revision), old.revision);
END;

--: trigger note_revisions_after_insert note_revisions
CREATE TRIGGER note_revisions_after_insert AFTER INSERT ON note_revisions BEGIN
  INSERT INTO note_parents (note, parent, revision)
  SELECT DISTINCT new.note, value, new.revision FROM json_each(new.parents);
  -- kb brings many in at once, and lets the heads follow at the end.
  INSERT INTO note_heads (revision, note, parents, created_at)
  SELECT new.revision, new.note, new.parents, new.created_at WHERE NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'exchange');
END;

--: trigger notes_written_insert notes_written
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

--: trigger notes_before_insert notes
CREATE TRIGGER notes_before_insert BEFORE INSERT ON notes
WHEN NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle') BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  DELETE FROM notes_replaced;
  INSERT INTO notes_replaced
  SELECT id, julianday('now'), note, revision, body, exact, 0 FROM notes WHERE id = new.id OR revision = new.revision;
END;

--: trigger notes_after_insert notes
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

--: trigger notes_before_update notes
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

--: trigger notes_after_update notes
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

--: trigger notes_after_times notes
CREATE TRIGGER notes_after_times AFTER UPDATE OF created_at, updated_at ON notes
WHEN (old.created_at, old.updated_at) IS NOT (new.created_at, new.updated_at)
  AND NOT EXISTS (SELECT 1 FROM index_writers WHERE name = 'settle')
BEGIN
  INSERT INTO note_heads (note) VALUES (new.note);
END;

--: trigger notes_after_delete notes
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

--: view words words
CREATE VIEW words (book, name, word, language, source, author, import, created_at) AS
SELECT book, code, alias, language, source, author, import, created_at FROM aliases
UNION ALL
SELECT '', meaning, term, '', '', author, import, created_at FROM synonyms;

--: table word_revisions word_revisions
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

--: index word_revisions_by_word word_revisions
CREATE INDEX word_revisions_by_word ON word_revisions (book, name, word);

--: trigger word_revisions_before_insert word_revisions
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

--: trigger word_revisions_after_insert word_revisions
CREATE TRIGGER word_revisions_after_insert AFTER INSERT ON word_revisions
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO words_settled VALUES (new.book, new.name, new.word);
END;

--: trigger word_revisions_before_update word_revisions
CREATE TRIGGER word_revisions_before_update BEFORE UPDATE ON word_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision never changes: write to aliases or synonyms, or add a revision');
END;

--: trigger word_revisions_before_delete word_revisions
CREATE TRIGGER word_revisions_before_delete BEFORE DELETE ON word_revisions BEGIN
  SELECT RAISE(ABORT, 'a revision is never deleted: delete the alias or synonym, which adds one that says so');
END;

--: table word_steps word_steps
CREATE TABLE word_steps (
  revision TEXT NOT NULL,
  deleted INTEGER NOT NULL,
  language TEXT NOT NULL,
  source TEXT NOT NULL,
  author TEXT NOT NULL,
  created_at TEXT NOT NULL
) STRICT;

--: view words_settled words_settled
CREATE VIEW words_settled (book, name, word) AS SELECT NULL, NULL, NULL WHERE 0;

--: trigger words_settled_insert words_settled
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

--: view words_said words_said
CREATE VIEW words_said (book, name, word, deleted, language, source, author) AS
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;

--: trigger words_said_insert words_said
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

--: table words_replaced words_replaced
CREATE TABLE words_replaced (book TEXT NOT NULL, name TEXT NOT NULL, word TEXT NOT NULL) STRICT;

--: view words_written words_written
CREATE VIEW words_written (book, name, word, is_said) AS SELECT NULL, NULL, NULL, NULL WHERE 0;

--: trigger words_written_insert words_written
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

--: trigger aliases_before_insert aliases
CREATE TRIGGER aliases_before_insert BEFORE INSERT ON aliases
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.alias || new.language || new.source || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT book, code, alias FROM aliases WHERE id = new.id;
END;

--: trigger aliases_before_update aliases
CREATE TRIGGER aliases_before_update BEFORE UPDATE ON aliases
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  SELECT RAISE(ABORT, 'texts are without U+0000')
  WHERE instr(new.alias || new.language || new.source || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT book, code, alias FROM aliases WHERE id = new.id;
END;

--: trigger aliases_after_insert aliases
CREATE TRIGGER aliases_after_insert AFTER INSERT ON aliases BEGIN
  INSERT INTO words_written VALUES (new.book, new.code, new.alias, new.import IS NULL);
END;

--: trigger aliases_after_update aliases
CREATE TRIGGER aliases_after_update AFTER UPDATE ON aliases BEGIN
  INSERT INTO words_replaced SELECT old.book, old.code, old.alias WHERE NOT EXISTS (SELECT 1 FROM index_writers);
  INSERT INTO words_written VALUES (
    new.book, new.code, new.alias, new.import IS NULL OR
    (old.book, old.code, old.alias, old.language, old.source, old.author)
      IS NOT (new.book, new.code, new.alias, new.language, new.source, new.author));
END;

--: trigger aliases_after_delete aliases
CREATE TRIGGER aliases_after_delete AFTER DELETE ON aliases WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO aliases_changed VALUES (old.book, old.code);
  INSERT INTO words_said
  SELECT book, code, old.alias, 1, '', '', '' FROM codes WHERE book = old.book AND code = old.code;
END;

--: trigger synonyms_before_insert synonyms
CREATE TRIGGER synonyms_before_insert BEFORE INSERT ON synonyms
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.meaning || new.term || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT '', meaning, term FROM synonyms WHERE id = new.id;
END;

--: trigger synonyms_before_update synonyms
CREATE TRIGGER synonyms_before_update BEFORE UPDATE ON synonyms
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'texts are without U+0000') WHERE instr(new.meaning || new.term || new.author, char(0)) > 0;
  DELETE FROM words_replaced;
  INSERT INTO words_replaced SELECT '', meaning, term FROM synonyms WHERE id = new.id;
END;

--: trigger synonyms_after_insert synonyms
CREATE TRIGGER synonyms_after_insert AFTER INSERT ON synonyms BEGIN
  INSERT INTO words_written VALUES ('', new.meaning, new.term, new.import IS NULL);
END;

--: trigger synonyms_after_update synonyms
CREATE TRIGGER synonyms_after_update AFTER UPDATE ON synonyms BEGIN
  INSERT INTO words_replaced SELECT '', old.meaning, old.term WHERE NOT EXISTS (SELECT 1 FROM index_writers);
  INSERT INTO words_written VALUES (
    '', new.meaning, new.term,
    new.import IS NULL OR (old.meaning, old.term, old.author) IS NOT (new.meaning, new.term, new.author));
END;

--: trigger synonyms_after_delete synonyms
CREATE TRIGGER synonyms_after_delete AFTER DELETE ON synonyms WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO words_said VALUES ('', old.meaning, old.term, 1, '', '', '');
END;

--: view codes_gone codes_gone
CREATE VIEW codes_gone (book, code) AS SELECT NULL, NULL WHERE 0;

--: trigger codes_gone_insert codes_gone
CREATE TRIGGER codes_gone_insert INSTEAD OF INSERT ON codes_gone BEGIN
  DELETE FROM aliases WHERE book = new.book AND code = new.code;
  DELETE FROM code_texts WHERE book = new.book AND code = new.code;
  DELETE FROM code_links WHERE book = new.book AND code = new.code;
END;

--: view codes_followed codes_followed
CREATE VIEW codes_followed (id, book, code) AS SELECT NULL, NULL, NULL WHERE 0;

--: trigger codes_followed_insert codes_followed
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

--: trigger codes_after_insert codes
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

--: trigger codes_after_update codes
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

--: trigger codes_after_delete codes
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

--: trigger codes_renumbered_insert codes_renumbered
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

--: trigger books_after_update books
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

--: view note_log note_log
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

--: index codes_retired codes
CREATE INDEX codes_retired ON codes (book) WHERE state = 'retired';

--: view tags tags
CREATE VIEW tags (tag, book, code, note) AS
SELECT DISTINCT CAST(t.value AS TEXT), n.book, n.code, n.note
FROM notes n, json_each(n.tags) AS t WHERE t.type IN ('text', 'integer', 'real');

--: table sync_logs sync_logs
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

--: table sync_entries sync_entries
CREATE TABLE sync_entries (
  log INTEGER NOT NULL,                         -- sync_logs.id
  n INTEGER NOT NULL,
  kind TEXT NOT NULL,                           -- note, word, edition, redaction, hello, or what a later kb knows
  id TEXT NOT NULL,                             -- the revision, the edition, the redacted revision
  hash BLOB NOT NULL,
  line TEXT,                                    -- NULL: what the revision says as kb export notes writes it
  PRIMARY KEY (log, n)
) STRICT, WITHOUT ROWID;

--: index sync_entries_by_id sync_entries
CREATE INDEX sync_entries_by_id ON sync_entries (id, kind);

--: index sync_editions sync_entries
CREATE INDEX sync_editions ON sync_entries (id) WHERE kind = 'edition';

--: table sync_books sync_books
CREATE TABLE sync_books (book TEXT PRIMARY KEY NOT NULL, edition TEXT NOT NULL) STRICT;

--: table sync_remotes sync_remotes
CREATE TABLE sync_remotes (
  name TEXT PRIMARY KEY NOT NULL CHECK (name <> ''),
  url TEXT NOT NULL,
  log INTEGER NOT NULL,                         -- sync_logs.id of the log that this file sends there
  relays INTEGER NOT NULL DEFAULT 0 CHECK (relays IN (0, 1)),   -- whether other files' logs are sent there, too
  synced_at TEXT,
  failure TEXT                                  -- why the last contact failed
) STRICT;

--: index codes_by_position codes
CREATE INDEX codes_by_position ON codes (book, position);

--: index note_revisions_by_time note_revisions
CREATE INDEX note_revisions_by_time ON note_revisions (created_at);

--: trigger note_revisions_before_update note_revisions
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

--: trigger books_after_delete books
CREATE TRIGGER books_after_delete AFTER DELETE ON books
WHEN NOT EXISTS (
  SELECT 1 FROM books_replaced r, pragma_recursive_triggers
  WHERE r.slug = old.slug AND r.at = julianday('now') AND recursive_triggers)
BEGIN
  DELETE FROM codes WHERE book = old.slug;
  DELETE FROM code_revisions WHERE book = old.slug;
  -- The number of an import may be given again; 0 is one that nobody can take back. What the words say stays as it is.
  INSERT INTO index_writers (name) VALUES ('removal');
  UPDATE aliases SET import = 0 WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
  UPDATE synonyms SET import = 0 WHERE import IN (SELECT id FROM imports WHERE book = old.slug);
  DELETE FROM index_writers WHERE name = 'removal';
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
