-- The picture that a revision stood under; unknown of those kept before.
ALTER TABLE article_revision ADD COLUMN picture TEXT;
