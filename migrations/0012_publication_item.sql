-- Which item that must be made public (Law 10/2022/QH15, article 11) a document
-- answers: c1 … c14, after the clauses of the article; empty: none.
ALTER TABLE library_document ADD COLUMN item TEXT NOT NULL DEFAULT '';
