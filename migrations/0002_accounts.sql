-- Accounts (tài khoản), their roles, sessions and one-time links.
CREATE TABLE account (
    id              BIGINT PRIMARY KEY,
    login           TEXT NOT NULL UNIQUE,  -- folded to lower case when made
    name            TEXT NOT NULL,
    person_id       BIGINT REFERENCES person (id),
    email           TEXT,
    password_hash   TEXT,                  -- argon2id; none: no password set yet
    totp_secret     BYTEA,                 -- sealed with the site's key
    totp_last_step  BIGINT,                -- a code is good once
    totp_is_confirmed BIGINT NOT NULL DEFAULT 0,
    is_demo         BIGINT NOT NULL DEFAULT 0, -- second factor not asked
    is_closed       BIGINT NOT NULL DEFAULT 0,
    created_at      BIGINT NOT NULL,
    version         BIGINT NOT NULL DEFAULT 1
);

CREATE TABLE account_role (
    account_id BIGINT NOT NULL REFERENCES account (id),
    role       TEXT NOT NULL,
    unit_id    BIGINT NOT NULL REFERENCES unit (id),
    granted_at BIGINT NOT NULL,
    granted_by BIGINT,
    PRIMARY KEY (account_id, role, unit_id)
);

CREATE TABLE session (
    id           BIGINT PRIMARY KEY,
    token_digest BYTEA NOT NULL UNIQUE,    -- the token itself is only in the cookie
    account_id   BIGINT NOT NULL REFERENCES account (id),
    created_at   BIGINT NOT NULL,
    seen_at      BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL,
    is_complete  BIGINT NOT NULL,          -- second factor given or not due
    agent        TEXT NOT NULL,            -- "Firefox, Android": for the person's own list
    revoked_at   BIGINT
);
CREATE INDEX session_account ON session (account_id, created_at);

CREATE TABLE account_link (
    token_digest BYTEA PRIMARY KEY,
    account_id   BIGINT NOT NULL REFERENCES account (id),
    created_at   BIGINT NOT NULL,
    created_by   BIGINT,
    expires_at   BIGINT NOT NULL,
    used_at      BIGINT
);

-- What was done to accounts, by whom: append only.
CREATE TABLE account_event (
    id         BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    actor_id   BIGINT,
    at         BIGINT NOT NULL,
    event      TEXT NOT NULL,
    detail     TEXT NOT NULL
);
CREATE INDEX account_event_account ON account_event (account_id, id);
