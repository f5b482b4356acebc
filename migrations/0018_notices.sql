-- People who asked to be told of news by e-mail. The address is sealed with the
-- site's key; by its digest, which is keyed as well, it is found again. Links carry
-- random tokens; what is kept of them is a digest, and the link that stands in
-- every letter sealed.
CREATE TABLE subscriber (
    id             BIGINT PRIMARY KEY,
    address        BYTEA NOT NULL,
    address_digest TEXT NOT NULL UNIQUE,
    locale         TEXT NOT NULL,
    state          TEXT NOT NULL,   -- unconfirmed, active, suspended (the address is unknown there)
    manage_digest  TEXT NOT NULL UNIQUE,
    manage_token   BYTEA NOT NULL,  -- sealed
    created_at     BIGINT NOT NULL,
    confirmed_at   BIGINT,
    news_until     BIGINT NOT NULL, -- what was published until then has been told
    digest_on      TEXT             -- the day of the last daily letter, or that there was nothing to tell
);
CREATE INDEX subscriber_state ON subscriber (state, id);

-- A wish that waits for its confirmation.
CREATE TABLE subscriber_request (
    id            BIGINT PRIMARY KEY,
    subscriber_id BIGINT NOT NULL REFERENCES subscriber (id),
    token_digest  TEXT NOT NULL UNIQUE,
    created_at    BIGINT NOT NULL,
    expires_at    BIGINT NOT NULL
);
CREATE INDEX subscriber_request_of ON subscriber_request (subscriber_id, created_at);
CREATE INDEX subscriber_request_expires ON subscriber_request (expires_at);

CREATE TABLE subscriber_topic (
    id            BIGINT PRIMARY KEY,
    subscriber_id BIGINT NOT NULL REFERENCES subscriber (id),
    request_id    BIGINT NOT NULL, -- 0: confirmed
    source        TEXT NOT NULL,   -- news, search, …
    unit_id       BIGINT NOT NULL, -- 0: every unit
    words         TEXT NOT NULL,
    created_at    BIGINT NOT NULL
);
CREATE INDEX subscriber_topic_of ON subscriber_topic (subscriber_id, request_id);
