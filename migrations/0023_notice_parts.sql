-- A part of a source of notices: a category of news; 0: all of it.
ALTER TABLE subscriber_topic ADD COLUMN part_id BIGINT NOT NULL DEFAULT 0;
