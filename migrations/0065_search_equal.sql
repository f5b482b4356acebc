-- The words of a title, as they are written and folded (src/civic/search_titles.h): by
-- them a title that equals what was typed is found first. What was put before gets them
-- from a job, which reads the title of a document of the library, that stands behind
-- its number, from title_exact.
ALTER TABLE search_document ADD COLUMN title_exact TEXT;
ALTER TABLE search_document ADD COLUMN title_fold TEXT;
UPDATE search_document
   SET title_exact = (SELECT library_document.title FROM library_document
                       WHERE library_document.id = search_document.document_id)
 WHERE kind = 'document';
CREATE INDEX search_document_exact ON search_document (title_exact, key);
CREATE INDEX search_document_fold ON search_document (title_fold, key);
