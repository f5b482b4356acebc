-- Statistics, counted more exactly.
-- A petition that moves to another unit is counted once: where it lies on the last day of
-- the period. Its fact at the new unit goes on with the dates that it has.
ALTER TABLE report_fact ADD COLUMN came_on TEXT;  -- from another unit
ALTER TABLE report_fact ADD COLUMN left_on TEXT;  -- to another unit
-- Every written reply (văn bản phúc đáp) of the body that it was transferred to, by day.
ALTER TABLE report_fact ADD COLUMN replies TEXT NOT NULL DEFAULT '';
DROP INDEX report_fact_unit;
CREATE INDEX report_fact_unit ON report_fact (unit_id, live_until, received_on, matter_id, round,
    kind, source, marks, processed_on, direction, ended_on, ending, outcome, is_late, due_on,
    replied_on, forced_on, executed_on, came_on, left_on, replies);
-- They follow from the events; the program makes them again.
DELETE FROM report_fact;
DELETE FROM report_cursor;
