-- A document as each change left it: its fields, its files and what it does to others, and
-- who changed it. `number` counts within a document. Of one that was there before this table,
-- the first row is kept with its next change, by nobody known.
CREATE TABLE library_revision (
    document_id   BIGINT NOT NULL REFERENCES library_document (id),
    number        BIGINT NOT NULL,
    kind          TEXT NOT NULL,
    symbol        TEXT NOT NULL,           -- library_document.number
    issuer        TEXT NOT NULL,
    title         TEXT NOT NULL,
    summary       TEXT NOT NULL,
    signer        TEXT NOT NULL,
    position      TEXT NOT NULL,
    item          TEXT NOT NULL,
    signed_on     TEXT,
    in_force_from TEXT,
    in_force_to   TEXT,
    status        TEXT NOT NULL,
    files         TEXT NOT NULL,           -- their names, a line each
    relations     TEXT NOT NULL,           -- "amends Luật 10/2022/QH15", a line each
    saved_at      BIGINT NOT NULL,
    saved_by      BIGINT,
    saved_name    TEXT NOT NULL,
    PRIMARY KEY (document_id, number)
);
