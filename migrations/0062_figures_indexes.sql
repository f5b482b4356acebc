-- What the figures of a year ask: how far each petition is, beside its kind and day; which
-- terms ended late; in which files the sender did not agree.
DROP INDEX matter_register;
CREATE INDEX matter_register ON matter (unit_id, kind, received_on, id, phase);
CREATE INDEX matter_clock_late ON matter_clock (matter_id) WHERE closed_on > due_on;
CREATE INDEX matter_event_objected ON matter_event (matter_id) WHERE action IN ('object', 'unclear');
