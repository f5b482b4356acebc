-- Units (đơn vị) of any depth, their successors, and the people who hold posts.
-- A unit that ended keeps its row: old records go on naming it.
CREATE TABLE unit (
    id         BIGINT PRIMARY KEY,
    parent_id  BIGINT REFERENCES unit (id),
    kind       TEXT NOT NULL,           -- province, district, commune, village, agency, committee
    code       TEXT NOT NULL,           -- the official code, or the unit's own
    slug       TEXT NOT NULL UNIQUE,    -- address of its page
    name       TEXT NOT NULL,
    name_fold  TEXT NOT NULL,
    name_sort  BYTEA NOT NULL,
    valid_from TEXT,                    -- first day it exists; none: always did
    valid_to   TEXT,                    -- last day it exists; none: still does
    UNIQUE (kind, code, valid_from)
);
CREATE INDEX unit_parent ON unit (parent_id, name_sort, id);

-- Every unit with itself (depth 0) and all that lie above it.
CREATE TABLE unit_ancestor (
    unit_id     BIGINT NOT NULL REFERENCES unit (id),
    ancestor_id BIGINT NOT NULL REFERENCES unit (id),
    depth       BIGINT NOT NULL,
    PRIMARY KEY (unit_id, ancestor_id)
);
CREATE INDEX unit_descendant ON unit_ancestor (ancestor_id, depth, unit_id);

-- Who took over when a unit ended; several rows where it was divided.
CREATE TABLE unit_successor (
    unit_id      BIGINT NOT NULL REFERENCES unit (id),
    successor_id BIGINT NOT NULL REFERENCES unit (id),
    from_date    TEXT NOT NULL,
    PRIMARY KEY (unit_id, successor_id)
);
CREATE INDEX unit_predecessor ON unit_successor (successor_id, unit_id);

CREATE TABLE person (
    id        BIGINT PRIMARY KEY,
    name      TEXT NOT NULL,
    name_fold TEXT NOT NULL,
    name_sort BYTEA NOT NULL,
    is_demo   BIGINT NOT NULL DEFAULT 0 -- invented, and marked so on every page
);

-- A post (chức vụ) that a person holds in a unit from a day to a day.
CREATE TABLE post (
    id         BIGINT PRIMARY KEY,
    person_id  BIGINT NOT NULL REFERENCES person (id),
    unit_id    BIGINT NOT NULL REFERENCES unit (id),
    title      TEXT NOT NULL,
    rank       BIGINT NOT NULL DEFAULT 100, -- smaller stands first
    valid_from TEXT,
    valid_to   TEXT
);
CREATE INDEX post_unit ON post (unit_id, rank, id);
CREATE INDEX post_person ON post (person_id, id);
