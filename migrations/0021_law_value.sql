-- Values that this site gave local rules (quy định riêng của địa phương), from a day on.
-- Rows are only added; of two for the same rule, condition and day the newest one holds.
CREATE TABLE law_value (
    id           BIGINT PRIMARY KEY,
    rule         TEXT NOT NULL,
    given        TEXT NOT NULL, -- the condition; empty: the version without one
    from_date    TEXT NOT NULL, -- events from this day on
    number       BIGINT NOT NULL,
    divisor      BIGINT NOT NULL,
    reason       TEXT NOT NULL,
    account_name TEXT NOT NULL,
    decided_at   BIGINT NOT NULL
);
-- Which edition of the law the running terms were last counted by, and how far a round
-- over them has come: one row.
CREATE TABLE matter_edition (
    id      BIGINT PRIMARY KEY,
    edition TEXT NOT NULL,
    reached BIGINT NOT NULL, -- the last term counted again
    is_done BIGINT NOT NULL
);
