-- @Name@. NEEDSWORK: what a row is.
CREATE TABLE @name@ (
    id         BIGINT PRIMARY KEY,
    unit_id    BIGINT NOT NULL REFERENCES unit (id),
    title      TEXT NOT NULL,
    created_at BIGINT NOT NULL,            -- instant
    created_by BIGINT                      -- account; none for the program itself
);
CREATE INDEX @name@_by_unit ON @name@ (unit_id, id);
