-- The last number of a series lies under a digest with the site's key, so that the newest
-- matters cannot be taken away by lowering it. NULL: given before there were proofs.
ALTER TABLE matter_number ADD COLUMN proof BYTEA;
