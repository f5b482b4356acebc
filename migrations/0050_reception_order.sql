-- Where the house rules (nội quy nơi tiếp công dân) call nobody before others, numbers are
-- called as they were given; else who is old, disabled or with a small child comes first.
ALTER TABLE reception_series ADD COLUMN by_number BIGINT NOT NULL DEFAULT 0;
