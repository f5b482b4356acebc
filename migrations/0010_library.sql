-- Documents (văn bản): instruments of the law and what the units issue.
CREATE TABLE library_document (
    id            BIGINT PRIMARY KEY,
    unit_id       BIGINT NOT NULL REFERENCES unit (id),
    slug          TEXT NOT NULL UNIQUE,
    kind          TEXT NOT NULL,           -- nghi-dinh, thong-bao, …
    number        TEXT NOT NULL,           -- 59/2023/NĐ-CP; may be empty
    issuer        TEXT NOT NULL,
    title         TEXT NOT NULL,           -- trích yếu
    title_en      TEXT NOT NULL,
    summary       TEXT NOT NULL,
    signer        TEXT NOT NULL,
    position      TEXT NOT NULL,           -- of the signer
    signed_on     TEXT,                    -- date
    in_force_from TEXT,                    -- date
    in_force_to   TEXT,                    -- date: the last day
    day           TEXT NOT NULL,           -- where it stands in lists: signed, in force, published
    words         TEXT NOT NULL,           -- folded: what the list's own search looks in
    status        TEXT NOT NULL,           -- draft, published, withdrawn
    published_at  BIGINT,                  -- instant; none while a draft
    updated_at    BIGINT NOT NULL,
    created_by    BIGINT,
    is_demo       BIGINT NOT NULL DEFAULT 0,
    version       BIGINT NOT NULL DEFAULT 1,
    source        TEXT UNIQUE,             -- identity in the law's data or a file of ours
    source_digest TEXT                     -- of what was last taken from there
);
CREATE INDEX library_list ON library_document (status, day DESC, id DESC);

-- from_id amends, replaces or guides to_id.
CREATE TABLE library_relation (
    from_id    BIGINT NOT NULL REFERENCES library_document (id),
    relation   TEXT NOT NULL,              -- amends, replaces, guides
    to_id      BIGINT NOT NULL REFERENCES library_document (id),
    PRIMARY KEY (from_id, relation, to_id)
);
CREATE INDEX library_relation_to ON library_relation (to_id);
