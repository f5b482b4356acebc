-- All that counting asks of a fact stands in the index, so that the rows of a unit are
-- read in one go.
DROP INDEX report_fact_unit;
CREATE INDEX report_fact_unit ON report_fact (unit_id, live_until, received_on, matter_id, round,
    kind, source, marks, processed_on, direction, ended_on, ending, outcome, is_late, due_on,
    replied_on, forced_on, executed_on);
