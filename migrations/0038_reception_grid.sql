-- The grid of a month reads these alone: what is held in it, and what was moved out of it.
CREATE INDEX reception_day_grid ON reception_day (held_on, starts, id, series_id, rule_on, state);
CREATE INDEX reception_day_moved ON reception_day (rule_on, held_on);
