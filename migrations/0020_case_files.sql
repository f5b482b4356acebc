-- Papers, pictures and recordings of a matter (civic/case_file.h). The bytes lie
-- encrypted in the data folder; name, type and key of each lie in `box`.
CREATE TABLE matter_file (
    id         BIGINT PRIMARY KEY,
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    at         BIGINT NOT NULL,
    part       TEXT NOT NULL,           -- sender, official
    account_id BIGINT REFERENCES account (id), -- the official who added it
    is_sealed  BIGINT NOT NULL,         -- `box` is under the seal of the matter
    digest     TEXT NOT NULL,           -- of the encrypted bytes
    size       BIGINT NOT NULL,
    box        BYTEA NOT NULL
);
CREATE INDEX matter_file_matter ON matter_file (matter_id, id);

-- Who took which file out: rows are only ever added.
CREATE TABLE matter_file_reading (
    id         BIGINT PRIMARY KEY,
    file_id    BIGINT NOT NULL REFERENCES matter_file (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    at         BIGINT NOT NULL
);
CREATE INDEX matter_file_reading_file ON matter_file_reading (file_id, id);

-- Bytes that no matter names yet: of petitions being written. They go when the
-- petition is forgotten.
CREATE TABLE stray_file (
    digest     TEXT PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE INDEX stray_file_expiry ON stray_file (expires_at);
