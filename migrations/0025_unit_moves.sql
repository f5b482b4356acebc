-- Where a unit belonged before it moved under another (its parent_id says where it
-- belongs now), with the last day there.
CREATE TABLE unit_former_parent (
    unit_id   BIGINT NOT NULL REFERENCES unit (id),
    parent_id BIGINT NOT NULL REFERENCES unit (id),
    last_day  TEXT NOT NULL,
    PRIMARY KEY (unit_id, last_day)
);
CREATE INDEX unit_former_parent_of ON unit_former_parent (parent_id, unit_id);
