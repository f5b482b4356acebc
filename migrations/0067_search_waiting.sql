-- Documents of one write that the index of SQLite takes together, with their tokens
-- (src/civic/search_index_store.c). It is empty when the write is done, and always on
-- PostgreSQL.
CREATE TABLE search_waiting (
    kind        TEXT NOT NULL,
    document_id BIGINT NOT NULL,
    tokens      TEXT NOT NULL,
    PRIMARY KEY (kind, document_id)
);
