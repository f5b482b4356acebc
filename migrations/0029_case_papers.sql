-- Papers that were issued for a step of a matter (modules/petitions/case_paper.h):
-- made again from the case and what stands here, so that the same bytes come out.
CREATE TABLE matter_paper (
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
    UNIQUE (matter_id, seq, paper)
);
