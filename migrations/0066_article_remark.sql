-- What was said at a step of an article: by the editor who sent it for approval, by the
-- approver who returned or withdrew it. Empty for a save.
ALTER TABLE article_revision ADD COLUMN reason TEXT NOT NULL DEFAULT '';
