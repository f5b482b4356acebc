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

-- Sets of tokens, separated by spaces: no positions, no copy of the text. What
-- is not ASCII is part of a token.
CREATE VIRTUAL TABLE search_index USING fts5 (
    tokens, content = '', columnsize = 0, detail = 'none',
    tokenize = "ascii tokenchars '_=^%#@-'"
);
