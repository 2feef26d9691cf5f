-- kb's file format 7: a book goes in the time of its codes. docs/schema.md explains it.
--
-- One trigger is made anew.

PRAGMA user_version = 7;

DROP TRIGGER IF EXISTS books_after_delete;
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
