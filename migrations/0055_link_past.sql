-- Links that were taken back, and how long they held: what statistics said of those days
-- they say for ever.
CREATE TABLE matter_link_past (
    id        BIGINT PRIMARY KEY,
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    other_id  BIGINT NOT NULL REFERENCES matter (id),
    kind      TEXT NOT NULL,
    at        BIGINT NOT NULL,
    actor_id  BIGINT,
    ended_at  BIGINT NOT NULL
);
CREATE INDEX matter_link_past_matter ON matter_link_past (matter_id, kind);
