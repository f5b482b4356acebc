-- The menu as an administrator arranged it. No rows: as the modules bring it. What a
-- module adds later has no row either and stands at the end of its group.
CREATE TABLE menu_item (
    id         BIGINT PRIMARY KEY,
    parent_id  BIGINT REFERENCES menu_item (id), -- none: at the top
    position   BIGINT NOT NULL,
    kind       TEXT NOT NULL,         -- group, module, link
    target     TEXT NOT NULL UNIQUE,  -- of a module or link: its address; of a group: its name
    label      TEXT NOT NULL,         -- empty: as the module says
    label_en   TEXT NOT NULL,
    is_hidden  BIGINT NOT NULL,
    is_on_roof BIGINT NOT NULL        -- also in the bar at the head of every page
);
