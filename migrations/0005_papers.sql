-- Number series (hệ thống số) of official papers: one for each body, kind of
-- document and year (Decree 30/2020/NĐ-CP, annex I, II.3; article 15), or term
-- for the committees of the Party. A number once taken is never given again.
CREATE TABLE number_series (
    id      BIGINT PRIMARY KEY,
    unit_id BIGINT NOT NULL REFERENCES unit (id),
    kind    TEXT NOT NULL,   -- abbreviation of the kind: TB, BC, …; empty: one series for all kinds
    period  BIGINT NOT NULL, -- the year, or the first year of the term
    last    BIGINT NOT NULL, -- the last number taken
    UNIQUE (unit_id, kind, period)
);

CREATE TABLE number_taken (
    series_id  BIGINT NOT NULL REFERENCES number_series (id),
    number     BIGINT NOT NULL,
    state      TEXT NOT NULL,   -- reserved, issued, void
    symbol     TEXT NOT NULL,   -- 15/BC-UBND
    purpose    TEXT NOT NULL,   -- what the paper is about, in a line
    taken_at   BIGINT NOT NULL,
    taken_by   BIGINT NOT NULL, -- the account; 0: the program
    changed_at BIGINT,          -- when it was issued or voided after a reservation
    changed_by BIGINT,
    reason     TEXT,            -- why it was voided
    PRIMARY KEY (series_id, number)
);
