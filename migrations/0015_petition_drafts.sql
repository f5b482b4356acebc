-- Petitions being written: encrypted under a token that only the writer's browser has.
CREATE TABLE petition_draft (
    digest     TEXT PRIMARY KEY,        -- of the token
    box        BYTEA NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX petition_draft_expiry ON petition_draft (expires_at);
