-- What follows from a visit: the file in which it is answered and sealed, the petition
-- opened out of it, papers, tasks on their owners' desks; letters to who booked; sessions
-- that are held online (Decree 154/2026, articles 20 to 24).

ALTER TABLE reception_visit ADD COLUMN matter_id BIGINT REFERENCES matter (id); -- its terms and its seal
ALTER TABLE reception_visit ADD COLUMN petition_id BIGINT REFERENCES matter (id);
ALTER TABLE reception_visit ADD COLUMN recording TEXT NOT NULL DEFAULT ''; -- where the record of an online session lies
CREATE UNIQUE INDEX reception_visit_matter ON reception_visit (matter_id);
CREATE UNIQUE INDEX reception_visit_petition ON reception_visit (petition_id);

ALTER TABLE reception_task ADD COLUMN matter_id BIGINT REFERENCES matter (id); -- on its owner's desk
CREATE UNIQUE INDEX reception_task_matter ON reception_task (matter_id);

-- A paper that was issued out of a visit; its words as they were then.
CREATE TABLE reception_paper (
    visit_id  BIGINT NOT NULL REFERENCES reception_visit (id),
    kind      TEXT NOT NULL,           -- refusal, conclusion, result
    symbol    TEXT NOT NULL,           -- 05/TB-BTCD
    issued_on TEXT NOT NULL,
    words     TEXT NOT NULL,
    post      TEXT NOT NULL,           -- who signs it
    signer    TEXT NOT NULL,
    made_at   BIGINT NOT NULL,
    made_by   BIGINT,
    PRIMARY KEY (visit_id, kind)
);

-- Papers that somebody handed over (giấy biên nhận, Mẫu 02/TCD).
CREATE TABLE reception_receipt (
    id       BIGINT PRIMARY KEY,
    visit_id BIGINT NOT NULL REFERENCES reception_visit (id),
    items    TEXT NOT NULL,            -- one a line
    copies   BIGINT NOT NULL,
    official TEXT NOT NULL,            -- who took them
    made_at  BIGINT NOT NULL,
    made_by  BIGINT
);
CREATE INDEX reception_receipt_visit ON reception_receipt (visit_id, id);

ALTER TABLE reception_booking ADD COLUMN locale TEXT NOT NULL DEFAULT 'vi'; -- of letters to them
ALTER TABLE reception_booking ADD COLUMN key_box BYTEA;       -- the key of the link, sealed; of who gave an e-mail
ALTER TABLE reception_booking ADD COLUMN reminded_at BIGINT;  -- a letter the day before
ALTER TABLE reception_booking ADD COLUMN agreed_revision BIGINT NOT NULL DEFAULT -1; -- of a moved day: they said that they come
ALTER TABLE reception_booking ADD COLUMN consents BIGINT NOT NULL DEFAULT 0; -- to being recorded, online

ALTER TABLE reception_series ADD COLUMN online_url TEXT NOT NULL DEFAULT ''; -- where an online session is; for who booked alone
