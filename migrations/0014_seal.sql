-- What only an authorised official may read, with a reason (civic/seal.h): a key per
-- matter, wrapped by keys/seal.key, which is kept outside the database.
CREATE TABLE sealed_case (
    matter_id   BIGINT PRIMARY KEY REFERENCES matter (id),
    wrapped_key BYTEA NOT NULL,
    needs_two   BIGINT NOT NULL         -- opened by two officials together
);

CREATE TABLE sealed_text (
    id        BIGINT PRIMARY KEY,
    matter_id BIGINT NOT NULL REFERENCES sealed_case (matter_id),
    at        BIGINT NOT NULL,
    box       BYTEA NOT NULL
);
CREATE INDEX sealed_text_matter ON sealed_text (matter_id, id);

-- Who opened it, and why: rows are only ever added.
CREATE TABLE sealed_opening (
    id         BIGINT PRIMARY KEY,
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    reason     TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX sealed_opening_matter ON sealed_opening (matter_id, id);

-- The second official who agreed to an opening.
CREATE TABLE sealed_second (
    opening_id BIGINT PRIMARY KEY REFERENCES sealed_opening (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    at         BIGINT NOT NULL
);
