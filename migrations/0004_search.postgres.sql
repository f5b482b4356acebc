-- Search (tìm kiếm): what the modules publish, and the tokens it is found by
-- (src/civic/search_tokens.h). `key` is the moment of publishing and a number
-- within it, so that its order is the order of the results on both engines.
CREATE TABLE search_document (
    key          BIGINT PRIMARY KEY,
    kind         TEXT NOT NULL,
    document_id  BIGINT NOT NULL,
    unit_id      BIGINT NOT NULL,
    published_at BIGINT NOT NULL,
    path         TEXT NOT NULL,
    title        TEXT NOT NULL,
    text         TEXT NOT NULL,
    is_demo      BIGINT NOT NULL, -- invented, and marked so wherever it is shown
    UNIQUE (kind, document_id)
);

-- Sets of tokens without positions. The small target keeps them out of the rows,
-- so that a common word costs the reading of a few thousand short rows. What is
-- put waits in the index's list until search_settle sorts it in.
CREATE TABLE search_index (
    key    BIGINT PRIMARY KEY,
    tokens TSVECTOR NOT NULL
) WITH (toast_tuple_target = 128);
CREATE INDEX search_index_tokens ON search_index USING GIN (tokens) WITH (fastupdate = on);
