-- A round may be over complex cases alone (rà soát vụ việc phức tạp).
ALTER TABLE review_round ADD COLUMN is_complex BIGINT NOT NULL DEFAULT 0;
