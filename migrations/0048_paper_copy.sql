-- Copies of issued papers (sao y, trích sao, sao lục), numbered together within a year.
CREATE TABLE matter_paper_copy (
    id        BIGINT PRIMARY KEY,
    paper_id  BIGINT NOT NULL REFERENCES matter_paper (id),
    form      TEXT NOT NULL,    -- sao-y, trich-sao, sao-luc
    unit_id   BIGINT NOT NULL REFERENCES unit (id), -- who made it
    series_id BIGINT NOT NULL,
    number    BIGINT NOT NULL,
    symbol    TEXT NOT NULL,
    made_on   TEXT NOT NULL,
    authority TEXT NOT NULL,
    position  TEXT NOT NULL,
    signer    TEXT NOT NULL,
    receivers TEXT NOT NULL,    -- a line each
    excerpt   TEXT NOT NULL,    -- of a trích sao: what of the paper
    made_at   BIGINT NOT NULL,
    made_by   BIGINT NOT NULL REFERENCES account (id)
);
CREATE INDEX matter_paper_copy_paper ON matter_paper_copy (paper_id, id);
