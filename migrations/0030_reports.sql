-- Statistics (báo cáo thống kê): dated facts that follow from the events of matters,
-- so that counting needs no history, and the reports that were issued from them.

-- One petition at one unit; a denunciation that is made again, or a petition that moved
-- to another unit, begins a new round.
CREATE TABLE report_fact (
    matter_id   BIGINT NOT NULL REFERENCES matter (id),
    round       BIGINT NOT NULL,       -- 1 …
    unit_id     BIGINT NOT NULL REFERENCES unit (id),
    kind        TEXT NOT NULL,
    source      TEXT NOT NULL,
    marks       TEXT NOT NULL,         -- by spaces: again anonymous crowd
    received_on TEXT NOT NULL,
    processed_on TEXT,                 -- classified and directed (đã xử lý)
    direction   TEXT NOT NULL,         -- accept, guide, transfer, urge, unfit, moved, or empty
    ended_on    TEXT,                  -- resolved, or over
    ending      TEXT NOT NULL,         -- solve, withdraw, stop, judge, moved, or empty
    outcome     TEXT NOT NULL,         -- founded, partly, unfounded, or empty
    is_late     BIGINT NOT NULL,       -- a term had run out when it ended
    due_on      TEXT,                  -- the last day of its longest running term
    replied_on  TEXT,                  -- whoever it was transferred to wrote back
    forced_on   TEXT,                  -- the decision is to be executed from here
    executed_on TEXT,
    live_until  TEXT NOT NULL,         -- no period that begins later is concerned
    seq         BIGINT NOT NULL,       -- the last event that was taken in
    PRIMARY KEY (matter_id, round)
);
CREATE INDEX report_fact_unit ON report_fact (unit_id, live_until, received_on);

-- Up to which matter the facts of older data were made.
CREATE TABLE report_cursor (
    name TEXT PRIMARY KEY,
    at   BIGINT NOT NULL
);

-- What no step of a case records but a form asks for: its field, money to be returned,
-- people disciplined. The last row of a name holds; rows are only ever added.
CREATE TABLE report_detail (
    id         BIGINT PRIMARY KEY,
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    name       TEXT NOT NULL,
    word       TEXT NOT NULL,          -- of a field
    amount     BIGINT NOT NULL,        -- đồng, m2, people, organisations, cases
    account_id BIGINT,
    at         BIGINT NOT NULL
);
CREATE INDEX report_detail_matter ON report_detail (matter_id, name, id);

-- A cell that an official corrected by hand, with the reason; rows are only ever added.
CREATE TABLE report_adjustment (
    id         BIGINT PRIMARY KEY,
    form       TEXT NOT NULL,          -- "01-xld-2024"
    unit_id    BIGINT NOT NULL REFERENCES unit (id),
    first_on   TEXT NOT NULL,
    last_on    TEXT NOT NULL,
    number     BIGINT NOT NULL,        -- of the column
    amount     BIGINT NOT NULL,        -- added to what is counted; may be negative
    reason     TEXT NOT NULL,
    account_id BIGINT,
    who        TEXT NOT NULL,          -- the name then
    at         BIGINT NOT NULL
);
CREATE INDEX report_adjustment_period ON report_adjustment (unit_id, form, first_on, last_on);

-- A report that was issued (chốt): never changed.
CREATE TABLE report_issue (
    id         BIGINT PRIMARY KEY,
    form       TEXT NOT NULL,
    unit_id    BIGINT NOT NULL REFERENCES unit (id),
    period     TEXT NOT NULL,          -- quy-1, 6-thang, nam, tu-chon …
    year       BIGINT NOT NULL,        -- of a period that has one, else 0
    first_on   TEXT NOT NULL,
    last_on    TEXT NOT NULL,
    account_id BIGINT,
    signer     TEXT NOT NULL,
    note       TEXT NOT NULL,
    at         BIGINT NOT NULL,
    UNIQUE (unit_id, form, first_on, last_on)
);
CREATE INDEX report_issue_unit ON report_issue (unit_id, last_on, id);

CREATE TABLE report_issue_cell (
    issue_id BIGINT NOT NULL REFERENCES report_issue (id),
    ordinal  BIGINT NOT NULL,          -- of the row
    unit_id  BIGINT NOT NULL REFERENCES unit (id),
    is_own   BIGINT NOT NULL,          -- the unit alone, without those below it
    number   BIGINT NOT NULL,          -- of the column
    amount   BIGINT NOT NULL,
    PRIMARY KEY (issue_id, ordinal, number)
);
