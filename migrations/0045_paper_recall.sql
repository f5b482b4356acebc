-- An issued paper can be recalled (thu hồi) and another be issued for the same step: the
-- row stays, and of those that hold there is one for each step.
CREATE TABLE matter_paper_new (
    id         BIGINT PRIMARY KEY,
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    seq        BIGINT NOT NULL,         -- of the event that it belongs to
    paper      TEXT NOT NULL,           -- papers/NAME.txt
    issued_at  BIGINT NOT NULL,
    issued_by  BIGINT NOT NULL REFERENCES account (id),
    unit_id    BIGINT NOT NULL REFERENCES unit (id), -- who issued it
    official   TEXT NOT NULL,           -- who was responsible on that day
    series_id  BIGINT,                  -- no number: NULL
    number     BIGINT,
    symbol     TEXT NOT NULL,
    signed_on  TEXT NOT NULL,
    authority  TEXT NOT NULL,
    position   TEXT NOT NULL,
    signer     TEXT NOT NULL,
    about      TEXT NOT NULL,           -- whom it is about, on that day
    receivers  TEXT NOT NULL,           -- a line each
    due_on     TEXT,                    -- the term that it names
    scan_id    BIGINT REFERENCES matter_file (id), -- the signed paper
    recall_reason TEXT NOT NULL DEFAULT '',
    recall_by   BIGINT REFERENCES account (id),    -- who asks that it be recalled
    recalled_at BIGINT,                 -- when another agreed; NULL: it holds
    recalled_by BIGINT REFERENCES account (id)
);
INSERT INTO matter_paper_new (id, matter_id, seq, paper, issued_at, issued_by, unit_id, official,
                              series_id, number, symbol, signed_on, authority, position, signer,
                              about, receivers, due_on, scan_id)
    SELECT id, matter_id, seq, paper, issued_at, issued_by, unit_id, official, series_id, number,
           symbol, signed_on, authority, position, signer, about, receivers, due_on, scan_id
    FROM matter_paper;
DROP TABLE matter_paper;
ALTER TABLE matter_paper_new RENAME TO matter_paper;
CREATE UNIQUE INDEX matter_paper_holds ON matter_paper (matter_id, seq, paper)
    WHERE recalled_at IS NULL;
CREATE INDEX matter_paper_matter ON matter_paper (matter_id, seq, id);
