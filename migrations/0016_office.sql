-- How matters are found, passed on, counted and watched over in the office.

-- The unit above that was told when a term ran out (escalation); none yet.
ALTER TABLE matter ADD COLUMN superior_id BIGINT;
CREATE INDEX matter_superior ON matter (superior_id, phase, due_on, id)
    WHERE superior_id IS NOT NULL;
CREATE INDEX matter_unit_kind ON matter (unit_id, phase, kind, due_on, id);
CREATE INDEX matter_unit_state ON matter (unit_id, phase, kind, state, due_on, id);

-- Terms that run, by the day they end.
CREATE INDEX matter_clock_due ON matter_clock (due_on, matter_id) WHERE closed_seq IS NULL;
-- The term was passed up when it ran out, once.
ALTER TABLE matter_clock ADD COLUMN escalated_at BIGINT;

-- Words of titles and senders' names, folded; nothing of what is sealed.
CREATE TABLE matter_word (
    word      TEXT NOT NULL,
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    PRIMARY KEY (word, matter_id)
);
CREATE INDEX matter_word_matter ON matter_word (matter_id);

-- A view of the inbox that an official named (bộ lọc đã lưu).
CREATE TABLE matter_saved_filter (
    id         BIGINT PRIMARY KEY,
    account_id BIGINT NOT NULL REFERENCES account (id),
    name       TEXT NOT NULL,
    query      TEXT NOT NULL,           -- as in the address: xem=cho&loai=kien-nghi
    UNIQUE (account_id, name)
);

-- The secret address of an official's calendar; the address itself is not kept.
CREATE TABLE matter_calendar_feed (
    account_id   BIGINT PRIMARY KEY REFERENCES account (id),
    token_digest BYTEA NOT NULL UNIQUE,
    created_at   BIGINT NOT NULL
);

CREATE INDEX matter_reading_at ON matter_reading (at, id);
CREATE INDEX matter_reading_account ON matter_reading (account_id, at, id);

-- When a matter lay open at a unit: what every statistic counts. A matter that is
-- closed and opened again, or moves, has several.
CREATE TABLE matter_span (
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    seq       BIGINT NOT NULL,          -- of the event that began it
    unit_id   BIGINT NOT NULL REFERENCES unit (id),
    kind      TEXT NOT NULL,
    began_on  TEXT NOT NULL,
    began_by  TEXT NOT NULL,            -- received, reopened, moved
    ended_on  TEXT,
    ended_by  TEXT,                     -- closed, moved
    is_late   BIGINT NOT NULL DEFAULT 0, -- closed after a term had run out
    PRIMARY KEY (matter_id, seq)
);
CREATE INDEX matter_span_unit ON matter_span (unit_id, kind, began_on, ended_on);
