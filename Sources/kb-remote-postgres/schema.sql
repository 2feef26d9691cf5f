-- What kb keeps in a database of PostgreSQL 11 or later. Whoever may create a schema and a role runs it, and may run it
-- again: what is there stays.
--
-- Members read everything and change nothing but by kb.push and kb.keep.
BEGIN;
SET LOCAL client_min_messages = warning;
SELECT pg_advisory_xact_lock(hashtext('kb'));

DO $$
BEGIN
    IF EXISTS (
        SELECT FROM pg_namespace
        WHERE nspname = 'kb' AND NOT pg_has_role(current_user, nspowner, 'MEMBER')
    ) THEN
        RAISE EXCEPTION 'the schema kb belongs to another role' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'kb_member') THEN
        CREATE ROLE kb_member NOLOGIN;
    END IF;
END
$$;

CREATE SCHEMA IF NOT EXISTS kb;
COMMENT ON SCHEMA kb IS 'Logs of kb, format 1';

-- A log is what one file of kb wrote. It belongs to the role that pushed it first.
CREATE TABLE IF NOT EXISTS kb.logs (
    log uuid PRIMARY KEY,
    n bigint NOT NULL CHECK (n >= 0),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32 OR n = 0),
    owner name NOT NULL DEFAULT session_user
);

-- Lines are bytes: their hashes do not depend on the encoding of the database.
CREATE TABLE IF NOT EXISTS kb.entries (
    log uuid NOT NULL REFERENCES kb.logs,
    n bigint NOT NULL CHECK (n >= 1),
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    line bytea NOT NULL CHECK (octet_length(line) <= 8388608),
    PRIMARY KEY (log, n)
);

-- Documents of editions.
CREATE TABLE IF NOT EXISTS kb.blobs (
    sha256 bytea PRIMARY KEY,
    content bytea NOT NULL CHECK (sha256(content) = sha256 AND octet_length(content) <= 67108864)
);

-- Adds lines to a log: the first is entry first_n, last_hash is the hash of the last. Returns how far the log goes then.
-- Entries that are there already are compared; where they are damaged, their owner's take their place.
--
-- KB001: the log is another, or shorter, than whoever pushes knows. KB002: it belongs to another role. KB003: a hash is
-- wrong.
CREATE OR REPLACE FUNCTION kb.push(the_log uuid, first_n bigint, last_hash bytea, lines bytea[]) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    redacted CONSTANT bytea := '{"format":1,"kind":"redacted","hash":"';
    known kb.logs;
    last_n bigint;
    start bytea := '';
    before bytea;
    brought text;
    line bytea;
    hashes bytea[] := '{}';
BEGIN
    IF first_n IS NULL OR first_n < 1 OR array_ndims(lines) IS DISTINCT FROM 1 THEN
        RAISE EXCEPTION 'no entries' USING ERRCODE = 'KB003';
    END IF;
    last_n := first_n + cardinality(lines) - 1;

    INSERT INTO kb.logs (log, n, hash, owner) VALUES (the_log, 0, '', session_user) ON CONFLICT DO NOTHING;
    SELECT * INTO STRICT known FROM kb.logs WHERE logs.log = the_log FOR UPDATE;
    IF first_n > known.n + 1 THEN
        RAISE EXCEPTION 'log % has % entries', the_log, known.n USING ERRCODE = 'KB001';
    END IF;
    IF first_n > 1 THEN
        SELECT entries.hash INTO start FROM kb.entries WHERE entries.log = the_log AND entries.n = first_n - 1;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'log % has no entry %', the_log, first_n - 1 USING ERRCODE = 'KB001';
        END IF;
    END IF;

    before := start;
    FOREACH line IN ARRAY lines LOOP
        brought := NULL;
        -- What is left of an entry whose text is forgotten brings the hash of what was.
        IF substr(line, 1, length(redacted)) = redacted THEN
            brought := substring(encode(substr(line, length(redacted) + 1, 64), 'escape') FROM '^[0-9a-f]{64}$');
        END IF;
        before := coalesce(decode(brought, 'hex'), sha256(before || line));
        hashes := array_append(hashes, before);
    END LOOP;

    IF first_n <= known.n AND EXISTS (
        SELECT FROM unnest(hashes) WITH ORDINALITY AS given (hash, place)
        JOIN kb.entries ON entries.log = the_log AND entries.n = first_n + given.place - 1
        WHERE entries.hash <> given.hash
    ) THEN
        RAISE EXCEPTION 'log % has other entries from % on', the_log, first_n USING ERRCODE = 'KB001';
    END IF;
    IF before IS DISTINCT FROM last_hash THEN
        RAISE EXCEPTION 'entry % of log % has another hash', last_n, the_log USING ERRCODE = 'KB003';
    END IF;
    IF known.owner <> session_user THEN
        IF last_n > known.n THEN
            RAISE EXCEPTION 'log % belongs to %', the_log, known.owner
                USING ERRCODE = 'KB002', DETAIL = known.owner;
        END IF;
        RETURN known.n;
    END IF;

    IF first_n <= known.n THEN
        UPDATE kb.entries SET line = given.line
        FROM unnest(lines, hashes) WITH ORDINALITY AS given (line, hash, place)
        WHERE entries.log = the_log AND entries.n = first_n + given.place - 1 AND entries.line <> given.line
            AND substr(entries.line, 1, length(redacted)) <> redacted
            AND sha256((CASE given.place WHEN 1 THEN start ELSE hashes[given.place - 1] END) || entries.line)
                <> entries.hash;
    END IF;
    INSERT INTO kb.entries (log, n, hash, line)
    SELECT the_log, first_n + given.place - 1, given.hash, given.line
    FROM unnest(lines, hashes) WITH ORDINALITY AS given (line, hash, place)
    ON CONFLICT DO NOTHING;
    IF last_n > known.n THEN
        UPDATE kb.logs SET n = last_n, hash = last_hash WHERE logs.log = the_log;
    END IF;
    RETURN greatest(known.n, last_n);
END
$$;

-- Keeps a document.
CREATE OR REPLACE FUNCTION kb.keep(the_sha256 bytea, the_content bytea) RETURNS void
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
    INSERT INTO kb.blobs (sha256, content) VALUES (the_sha256, the_content) ON CONFLICT DO NOTHING
$$;

REVOKE ALL ON SCHEMA kb FROM PUBLIC, kb_member;
REVOKE ALL ON ALL TABLES IN SCHEMA kb FROM PUBLIC, kb_member;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA kb FROM PUBLIC, kb_member;
GRANT USAGE ON SCHEMA kb TO kb_member;
GRANT SELECT ON kb.logs, kb.entries, kb.blobs TO kb_member;
GRANT EXECUTE ON FUNCTION kb.push(uuid, bigint, bytea, bytea[]), kb.keep(bytea, bytea) TO kb_member;
COMMIT;
