-- Letters that wait to be sent, or were. Whom they are for and what they say is
-- sealed with the site's key and erased when they have been delivered.
CREATE TABLE outbox (
    id          BIGINT PRIMARY KEY,
    kind        TEXT NOT NULL,   -- what sort of letter: notice-digest, …
    about       BIGINT NOT NULL, -- the thing it is about, or 0
    locale      TEXT NOT NULL,
    recipient   BYTEA NOT NULL,  -- sealed, as all that follows
    subject     BYTEA NOT NULL,
    body_text   BYTEA NOT NULL,
    body_html   BYTEA NOT NULL,
    unsubscribe BYTEA NOT NULL,
    state       TEXT NOT NULL,   -- waiting, sending, sent, failed
    attempts    BIGINT NOT NULL, -- times it was claimed: the number names a claim
    next_at     BIGINT NOT NULL, -- when it is due; of sending: when the claim runs out
    tried_at    BIGINT,
    answer      TEXT NOT NULL,   -- what the mail server said last, as a class
    code        BIGINT NOT NULL, -- and its reply code
    created_at  BIGINT NOT NULL,
    sent_at     BIGINT,
    failed_at   BIGINT
);
CREATE INDEX outbox_due ON outbox (state, next_at);
CREATE INDEX outbox_tried ON outbox (tried_at);

-- Who looked at the masked address of a letter, and why.
CREATE TABLE outbox_look (
    id         BIGINT PRIMARY KEY,
    letter_id  BIGINT NOT NULL REFERENCES outbox (id),
    account_id BIGINT NOT NULL,
    reason     TEXT NOT NULL,
    at         BIGINT NOT NULL
);
CREATE INDEX outbox_look_letter ON outbox_look (letter_id);
