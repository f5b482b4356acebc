-- Figures look for what began, ended or lies open in a period, each along an index of its own.
DROP INDEX matter_span_unit;
CREATE INDEX matter_span_began ON matter_span (unit_id, began_on, kind, began_by);
CREATE INDEX matter_span_ended ON matter_span (unit_id, ended_on, began_on, kind, ended_by, is_late);
