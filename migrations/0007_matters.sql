-- Matters (vụ việc) of every kind, and what happened to them: append only.
CREATE TABLE matter (
    id          BIGINT PRIMARY KEY,
    code        TEXT NOT NULL UNIQUE,   -- TB-2022-000123-K
    key_digest  BYTEA NOT NULL,         -- of the look-up key, which is printed once
    kind        TEXT NOT NULL,
    unit_id     BIGINT NOT NULL REFERENCES unit (id),     -- who holds it now
    official_id BIGINT REFERENCES account (id),           -- who is responsible
    state       TEXT NOT NULL,
    phase       BIGINT NOT NULL,        -- 0 open, 1 waiting for others, 2 closed
    due_on      TEXT NOT NULL,          -- the nearest open term; 9999-12-31: none
    title       TEXT NOT NULL,
    content     TEXT NOT NULL,
    source      TEXT NOT NULL,          -- web, paper, reception, phone …
    visibility  TEXT NOT NULL,          -- public, agency, sealed
    facts       TEXT NOT NULL,          -- what the law asks about, by spaces: "complex remote"
    received_on TEXT NOT NULL,
    opened_at   BIGINT NOT NULL,
    closed_at   BIGINT,
    event_count BIGINT NOT NULL,        -- also its version
    chain_head  BYTEA NOT NULL          -- hash of the last event
);
CREATE INDEX matter_official ON matter (official_id, phase, due_on, id);
CREATE INDEX matter_unit ON matter (unit_id, phase, due_on, id);
CREATE INDEX matter_register ON matter (unit_id, kind, received_on, id);

CREATE TABLE matter_event (
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    seq        BIGINT NOT NULL,         -- 1 …
    at         BIGINT NOT NULL,
    happened_on TEXT NOT NULL,          -- the day that counts for terms
    actor_kind TEXT NOT NULL,           -- official, sender, system
    actor_id   BIGINT,
    action     TEXT NOT NULL,
    from_state TEXT NOT NULL,
    to_state   TEXT NOT NULL,
    note       TEXT NOT NULL,           -- for the file
    answer     TEXT NOT NULL,           -- for the sender
    hash       BYTEA NOT NULL,          -- of this event and the hash before it
    PRIMARY KEY (matter_id, seq)
);

-- Terms (thời hạn) of the law that run or ran.
CREATE TABLE matter_clock (
    id           BIGINT PRIMARY KEY,
    matter_id    BIGINT NOT NULL REFERENCES matter (id),
    rule         TEXT NOT NULL,
    started_on   TEXT NOT NULL,
    due_on       TEXT NOT NULL,
    is_provisional BIGINT NOT NULL,     -- counted without the year's official notice
    opened_seq   BIGINT NOT NULL,
    closed_seq   BIGINT,
    closed_on    TEXT,
    suspended_on TEXT,                  -- standing still since
    suspensions  TEXT NOT NULL DEFAULT '' -- those that ended: 2022-03-01/2022-03-10 …
);
CREATE INDEX matter_clock_matter ON matter_clock (matter_id, id);

-- Who sent it; read by the unit that holds it, never shown in public.
CREATE TABLE matter_party (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    part      TEXT NOT NULL,            -- sender, representative
    ordinal   BIGINT NOT NULL,
    name      TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    address   TEXT NOT NULL,
    phone     TEXT NOT NULL,
    email     TEXT NOT NULL,
    PRIMARY KEY (matter_id, part, ordinal)
);
CREATE INDEX matter_party_name ON matter_party (name_fold, matter_id);

-- Whom it is about: they and those below them keep away from the file.
CREATE TABLE matter_respondent (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    person_id BIGINT NOT NULL REFERENCES person (id),
    PRIMARY KEY (matter_id, person_id)
);

-- duplicate-of, appeal-of, split-from
CREATE TABLE matter_link (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    other_id  BIGINT NOT NULL REFERENCES matter (id),
    kind      TEXT NOT NULL,
    at        BIGINT NOT NULL,
    actor_id  BIGINT,
    PRIMARY KEY (matter_id, other_id, kind)
);
CREATE INDEX matter_link_other ON matter_link (other_id, matter_id);

-- Who read which file, and when.
CREATE TABLE matter_reading (
    id         BIGINT PRIMARY KEY,
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    at         BIGINT NOT NULL
);
CREATE INDEX matter_reading_matter ON matter_reading (matter_id, id);

-- The last number given, by unit's letters and year.
CREATE TABLE matter_number (
    prefix TEXT NOT NULL,
    year   BIGINT NOT NULL,
    last   BIGINT NOT NULL,
    PRIMARY KEY (prefix, year)
);
