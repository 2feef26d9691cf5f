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
  updated_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),   -- since when the text is this one
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
) STRICT;

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
) STRICT;

--: table aliases aliases
CREATE TABLE aliases (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  alias TEXT NOT NULL CHECK (alias <> '' AND instr(alias, char(10)) = 0),
  language TEXT NOT NULL DEFAULT '',            -- BCP 47: zh-Hans, zh-Hant, en
  source TEXT NOT NULL DEFAULT '',              -- where the name comes from
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
  UNIQUE (book, code, alias),
  FOREIGN KEY (book, code) REFERENCES codes (book, code)
) STRICT;

--: table synonyms synonyms
CREATE TABLE synonyms (
  id INTEGER PRIMARY KEY,
  meaning TEXT NOT NULL CHECK (meaning <> ''),  -- the preferred term of the group
  term TEXT NOT NULL CHECK (term <> ''),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ')),
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

--: table note_revisions note_revisions
CREATE TABLE note_revisions (
  revision TEXT PRIMARY KEY NOT NULL,
  note TEXT NOT NULL,
  parents TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(parents) AND json_type(parents) = 'array'),
  book TEXT NOT NULL,
  code TEXT NOT NULL,
  body TEXT NOT NULL,
  tags TEXT NOT NULL,
  author TEXT NOT NULL,
  field TEXT,
  exact TEXT,
  prefix TEXT NOT NULL DEFAULT '',
  suffix TEXT NOT NULL DEFAULT '',
  "start" INTEGER,
  "end" INTEGER,
  anchor TEXT NOT NULL DEFAULT 'anchored',
  deleted INTEGER NOT NULL DEFAULT 0 CHECK (deleted IN (0, 1)),
  created_at TEXT NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ'))
) STRICT;

--: index note_revisions_by_note note_revisions
CREATE INDEX note_revisions_by_note ON note_revisions (note);

--: table index_writers index_writers
CREATE TABLE index_writers (name TEXT PRIMARY KEY NOT NULL) STRICT;

--: table codes_replaced codes_replaced
CREATE TABLE codes_replaced (
  id INTEGER NOT NULL, at REAL NOT NULL, book TEXT NOT NULL, code TEXT NOT NULL, name TEXT NOT NULL,
  qualifier TEXT, aliases TEXT NOT NULL, description TEXT NOT NULL, state TEXT NOT NULL,
  unindexed INTEGER NOT NULL DEFAULT 0
) STRICT;

--: table aliases_replaced aliases_replaced
CREATE TABLE aliases_replaced (book TEXT NOT NULL, code TEXT NOT NULL) STRICT;

--: table notes_replaced notes_replaced
CREATE TABLE notes_replaced (
  id INTEGER NOT NULL, at REAL NOT NULL, note TEXT NOT NULL, revision TEXT NOT NULL, body TEXT NOT NULL,
  exact TEXT, created_at TEXT NOT NULL, unindexed INTEGER NOT NULL DEFAULT 0
) STRICT;

--: table index_segments index_segments
CREATE TABLE index_segments (
  id INTEGER PRIMARY KEY,
  book TEXT NOT NULL,
  rows INTEGER NOT NULL,
  bytes INTEGER NOT NULL,                       -- of their texts
  removed INTEGER NOT NULL DEFAULT 0,           -- how many of them are deleted, or indexed anew elsewhere
  first_id INTEGER NOT NULL,                    -- the lowest and the highest codes.id
  last_id INTEGER NOT NULL,
  first_posting INTEGER NOT NULL,               -- where its lists are in index_postings
  last_posting INTEGER NOT NULL,
  lengths BLOB NOT NULL,
  removed_rows BLOB                             -- a bit for each row
) STRICT;

--: table index_terms index_terms
CREATE TABLE index_terms (
  segment INTEGER NOT NULL,
  term TEXT NOT NULL,
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
CREATE TABLE index_changes (id INTEGER PRIMARY KEY) STRICT;

--: table vocabulary vocabulary
CREATE TABLE vocabulary (term TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;

--: table index_words index_words
CREATE TABLE index_words (id INTEGER PRIMARY KEY, words TEXT NOT NULL) STRICT;

--: table codes_fts codes_fts
CREATE VIRTUAL TABLE codes_fts USING fts5(
  code, name, qualifier, aliases, description,
  content="codes", content_rowid='id', tokenize='trigram');

--: table notes_pairs notes_pairs
CREATE VIRTUAL TABLE notes_pairs USING fts5(
  body, content="notes_text", content_rowid='rowid', tokenize='unicode61 remove_diacritics 2');

--: view codes_index codes_index
CREATE VIEW codes_index (op, id, code, name, qualifier, aliases, description) AS
SELECT NULL, NULL, NULL, NULL, NULL, NULL, NULL WHERE 0;

--: trigger codes_index_own codes_index
CREATE TRIGGER codes_index_own INSTEAD OF INSERT ON codes_index
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO index_changes (id)
  SELECT new.id WHERE NOT EXISTS (SELECT 1 FROM index_changes WHERE id = new.id);
END;

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

--: view notes_index notes_index
CREATE VIEW notes_index (op, id, body, exact) AS SELECT NULL, NULL, NULL, NULL WHERE 0;

--: trigger codes_before_insert codes
CREATE TRIGGER codes_before_insert BEFORE INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  INSERT INTO books (slug) SELECT new.book WHERE NOT EXISTS (SELECT 1 FROM books WHERE slug = new.book);
  DELETE FROM codes_replaced WHERE id = new.id OR (book = new.book AND code = new.code);
  INSERT INTO codes_replaced (id, at, book, code, name, qualifier, aliases, description, state)
  SELECT id, julianday('now'), book, code, name, qualifier, aliases, description, state
  FROM codes WHERE (book = new.book AND code = new.code) OR id = new.id;
END;

--: trigger codes_after_insert codes
CREATE TRIGGER codes_after_insert AFTER INSERT ON codes
WHEN NOT EXISTS (SELECT 1 FROM index_writers) BEGIN
  SELECT RAISE(ABORT, 'the row that would be replaced is a code with notes: kb keeps those')
  FROM codes_replaced r
  WHERE r.id = new.id AND r.at = julianday('now')
    AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = r.book AND c.code = r.code)
    AND EXISTS (SELECT 1 FROM notes n WHERE n.book = r.book AND n.code = r.code);
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  SELECT book, code, name, qualifier, description, state FROM codes_replaced r
  WHERE ((r.book = new.book AND r.code = new.code) OR r.id = new.id)
    AND (r.id = new.id OR NOT EXISTS (SELECT 1 FROM codes c WHERE c.id = r.id))
    AND (r.book, r.code, r.name, r.qualifier, r.description, r.state)
      IS NOT (new.book, new.code, new.name, new.qualifier, new.description, new.state);
  INSERT INTO codes_index (op, id, code, name, qualifier, aliases, description)
  SELECT 'delete', r.id, r.code, r.name, r.qualifier, r.aliases, r.description FROM codes_replaced r
  WHERE NOT r.unindexed AND ((r.book = new.book AND r.code = new.code) OR r.id = new.id)
    AND (r.id = new.id OR NOT EXISTS (SELECT 1 FROM codes c WHERE c.id = r.id));
  DELETE FROM aliases WHERE EXISTS (
    SELECT 1 FROM codes_replaced r
    WHERE r.id = new.id AND r.book = aliases.book AND r.code = aliases.code
      AND NOT EXISTS (SELECT 1 FROM codes c WHERE c.book = r.book AND c.code = r.code));
  DELETE FROM codes_replaced WHERE (book = new.book AND code = new.code) OR id = new.id;
  INSERT INTO codes_index (op, id, code, name, qualifier, aliases, description)
  VALUES (NULL, new.id, new.code, new.name, new.qualifier, new.aliases, new.description);
  INSERT INTO aliases_changed (book, code) VALUES (new.book, new.code);
END;

--: trigger codes_before_update codes
CREATE TRIGGER codes_before_update BEFORE UPDATE OF id, book, code ON codes BEGIN
  INSERT INTO books (slug) SELECT new.book WHERE NOT EXISTS (SELECT 1 FROM books WHERE slug = new.book);
  DELETE FROM codes_replaced WHERE id = new.id OR (book = new.book AND code = new.code);
  INSERT INTO codes_replaced (id, at, book, code, name, qualifier, aliases, description, state)
  SELECT id, julianday('now'), book, code, name, qualifier, aliases, description, state
  FROM codes WHERE id <> old.id AND ((book = new.book AND code = new.code) OR id = new.id);
END;

--: trigger codes_after_update codes
CREATE TRIGGER codes_after_update
AFTER UPDATE OF id, book, code, name, qualifier, aliases, description ON codes
WHEN (old.id, old.book, old.code, old.name, old.qualifier, old.aliases, old.description)
  IS NOT (new.id, new.book, new.code, new.name, new.qualifier, new.aliases, new.description)
BEGIN
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  SELECT book, code, name, qualifier, description, state FROM codes_replaced r
  WHERE r.id <> old.id AND ((r.book = new.book AND r.code = new.code) OR r.id = new.id)
    AND (r.id = new.id OR NOT EXISTS (SELECT 1 FROM codes c WHERE c.id = r.id));
  INSERT INTO codes_index (op, id, code, name, qualifier, aliases, description)
  SELECT 'delete', r.id, r.code, r.name, r.qualifier, r.aliases, r.description FROM codes_replaced r
  WHERE NOT r.unindexed AND r.id <> old.id AND ((r.book = new.book AND r.code = new.code) OR r.id = new.id)
    AND (r.id = new.id OR NOT EXISTS (SELECT 1 FROM codes c WHERE c.id = r.id));
  DELETE FROM codes_replaced
  WHERE (book = old.book AND code = old.code) OR id = old.id OR (book = new.book AND code = new.code)
    OR id = new.id;
  INSERT INTO codes_index (op, id, code, name, qualifier, aliases, description)
  VALUES ('delete', old.id, old.code, old.name, old.qualifier, old.aliases, old.description);
  -- A code that is renumbered takes its aliases and notes along. Whether the updates in here fire this trigger
  -- again depends on recursive_triggers, so they must not write the index.
  INSERT INTO index_writers (name) SELECT 'renumber' WHERE (old.book, old.code) IS NOT (new.book, new.code);
  UPDATE aliases SET book = new.book, code = new.code
  WHERE book = old.book AND code = old.code AND (old.book, old.code) IS NOT (new.book, new.code);
  UPDATE notes SET book = new.book, code = new.code
  WHERE book = old.book AND code = old.code AND (old.book, old.code) IS NOT (new.book, new.code);
  UPDATE codes SET aliases = coalesce((
      SELECT group_concat(alias, char(10))
      FROM (SELECT alias FROM aliases WHERE book = new.book AND code = new.code ORDER BY id)), '')
  WHERE id = new.id AND (old.book, old.code) IS NOT (new.book, new.code);
  DELETE FROM index_writers WHERE name = 'renumber' AND (old.book, old.code) IS NOT (new.book, new.code);
  INSERT INTO codes_index (op, id, code, name, qualifier, aliases, description)
  SELECT NULL, id, code, name, qualifier, aliases, description FROM codes WHERE id = new.id;
END;

--: trigger codes_after_change codes
CREATE TRIGGER codes_after_change AFTER UPDATE OF name, qualifier, description, state ON codes
WHEN (old.name, old.qualifier, old.description, old.state)
  IS NOT (new.name, new.qualifier, new.description, new.state)
BEGIN
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  VALUES (old.book, old.code, old.name, old.qualifier, old.description, old.state);
  UPDATE codes SET updated_at = strftime('%Y-%m-%dT%H:%M:%fZ') WHERE id = new.id;
  INSERT INTO index_changes (id)
  SELECT new.id WHERE old.state <> new.state AND NOT EXISTS (SELECT 1 FROM index_changes WHERE id = new.id);
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

--: trigger codes_after_delete codes
CREATE TRIGGER codes_after_delete AFTER DELETE ON codes BEGIN
  INSERT INTO codes_index (op, id, code, name, qualifier, aliases, description)
  VALUES ('delete', old.id, old.code, old.name, old.qualifier, old.aliases, old.description);
  UPDATE codes_replaced SET unindexed = 1 WHERE id = old.id;
  DELETE FROM codes_replaced WHERE id = old.id
    AND (at <> julianday('now') OR (SELECT NOT recursive_triggers FROM pragma_recursive_triggers));
  INSERT INTO code_revisions (book, code, name, qualifier, description, state)
  SELECT old.book, old.code, old.name, old.qualifier, old.description, old.state
  WHERE NOT EXISTS (SELECT 1 FROM codes_replaced r WHERE r.id = old.id);
  DELETE FROM aliases WHERE book = old.book AND code = old.code
    AND NOT EXISTS (SELECT 1 FROM codes_replaced r WHERE r.id = old.id);
END;

--: trigger aliases_before_insert aliases
CREATE TRIGGER aliases_before_insert BEFORE INSERT ON aliases BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  INSERT INTO aliases_replaced (book, code) SELECT book, code FROM aliases WHERE id = new.id;
END;

--: trigger aliases_before_update aliases
CREATE TRIGGER aliases_before_update BEFORE UPDATE ON aliases BEGIN
  SELECT RAISE(ABORT, 'there is no such code to give an alias to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  INSERT INTO aliases_replaced (book, code) SELECT book, code FROM aliases WHERE id = new.id;
END;

--: trigger aliases_after_insert aliases
CREATE TRIGGER aliases_after_insert AFTER INSERT ON aliases BEGIN
  INSERT INTO aliases_changed (book, code)
  SELECT new.book, new.code UNION SELECT book, code FROM aliases_replaced;
  DELETE FROM aliases_replaced;
END;

--: trigger aliases_after_update aliases
CREATE TRIGGER aliases_after_update AFTER UPDATE ON aliases BEGIN
  INSERT INTO aliases_changed (book, code)
  SELECT new.book, new.code UNION SELECT old.book, old.code UNION SELECT book, code FROM aliases_replaced;
  DELETE FROM aliases_replaced;
END;

--: trigger aliases_after_delete aliases
CREATE TRIGGER aliases_after_delete AFTER DELETE ON aliases BEGIN
  INSERT INTO aliases_changed (book, code) VALUES (old.book, old.code);
END;

--: trigger notes_before_insert notes
CREATE TRIGGER notes_before_insert BEFORE INSERT ON notes BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  DELETE FROM notes_replaced WHERE id = new.id OR revision = new.revision;
  INSERT INTO notes_replaced (id, at, note, revision, body, exact, created_at)
  SELECT id, julianday('now'), note, revision, body, exact, created_at
  FROM notes WHERE id = new.id OR revision = new.revision;
END;

--: trigger notes_before_update notes
CREATE TRIGGER notes_before_update BEFORE UPDATE OF id, revision, book, code ON notes BEGIN
  SELECT RAISE(ABORT, 'there is no such code to attach a note to: see the columns book and code of codes')
  WHERE NOT EXISTS (SELECT 1 FROM codes WHERE book = new.book AND code = new.code);
  DELETE FROM notes_replaced WHERE id <> old.id AND (id = new.id OR revision = new.revision);
  INSERT INTO notes_replaced (id, at, note, revision, body, exact, created_at)
  SELECT id, julianday('now'), note, revision, body, exact, created_at
  FROM notes WHERE id <> old.id AND (id = new.id OR revision = new.revision);
END;

--: trigger notes_after_delete notes
CREATE TRIGGER notes_after_delete AFTER DELETE ON notes BEGIN
  INSERT INTO notes_index (op, id, body, exact) VALUES ('delete', old.id, old.body, old.exact);
  UPDATE notes_replaced SET unindexed = 1 WHERE id = old.id;
  DELETE FROM notes_replaced WHERE id = old.id
    AND (at <> julianday('now') OR (SELECT NOT recursive_triggers FROM pragma_recursive_triggers));
  INSERT INTO note_revisions (
    revision, note, parents, book, code, body, tags, author, field, exact, prefix, suffix, "start", "end", anchor,
    deleted)
  SELECT
    lower(
    hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-'
    || substr('89ab', 1 + (random() & 3), 1) || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6))),
    old.note, json_array(old.revision), old.book, old.code, old.body, old.tags, old.author, old.field, old.exact,
    old.prefix, old.suffix, old."start", old."end", old.anchor, 1
  WHERE NOT EXISTS (SELECT 1 FROM notes_replaced r WHERE r.id = old.id);
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

--: view notes_text notes_text
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

--: trigger notes_index_insert notes_index
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

--: trigger notes_after_insert notes
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

--: trigger notes_after_update notes
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
