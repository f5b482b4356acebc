-- What a sender did that nobody responsible has looked at yet.
CREATE TABLE matter_unseen (
    matter_id BIGINT PRIMARY KEY REFERENCES matter (id),
    seq       BIGINT NOT NULL,          -- of the last such event
    at        BIGINT NOT NULL
);
CREATE INDEX matter_unseen_at ON matter_unseen (at, matter_id);
