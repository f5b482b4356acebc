-- How often a term was lengthened (gia hạn).
ALTER TABLE matter_clock ADD COLUMN extensions BIGINT NOT NULL DEFAULT 0;
