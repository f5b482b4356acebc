-- What the signer adds to an issued paper: how urgent it is (mức độ khẩn), its annexes.
ALTER TABLE matter_paper ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
CREATE TABLE matter_paper_annex (
    paper_id BIGINT NOT NULL REFERENCES matter_paper (id),
    place    BIGINT NOT NULL, -- 1, 2, …
    name     TEXT NOT NULL,
    text     TEXT NOT NULL,   -- a paragraph a line
    PRIMARY KEY (paper_id, place)
);
