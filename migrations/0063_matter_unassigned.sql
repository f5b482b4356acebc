-- What nobody is responsible for yet, by urgency, for whoever gives matters out.
CREATE INDEX matter_unassigned ON matter (unit_id, phase, due_on, id) WHERE official_id IS NULL;
