-- By which version of the alphabet (ICU) the keys of names were made: unit.name_sort and
-- person.name_sort. One row, or none before the first start.
CREATE TABLE name_order (
    version  TEXT PRIMARY KEY,
    built_at BIGINT NOT NULL
);
