-- The marks (fingerprints) of the keys with which this database is sealed: a program that
-- has others in its folder must not write a line.
CREATE TABLE site_key (
    name     TEXT PRIMARY KEY,  -- keys/NAME
    mark     TEXT NOT NULL,     -- 16 hexadecimal digits
    noted_at BIGINT NOT NULL
);
