-- Since when a thing can be read here: what people are told of by letter goes by it,
-- and not by the day of a document that is older.
ALTER TABLE search_document ADD COLUMN shown_at BIGINT NOT NULL DEFAULT 0;
UPDATE search_document SET shown_at = published_at;
UPDATE search_document
   SET shown_at = COALESCE((SELECT library_document.published_at FROM library_document
                             WHERE library_document.id = search_document.document_id),
                           published_at)
 WHERE kind = 'document';
CREATE INDEX search_document_shown ON search_document (shown_at);
