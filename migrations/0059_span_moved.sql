-- The register of a unit keeps the petitions that it handed on to another.
CREATE INDEX matter_span_moved ON matter_span (unit_id, matter_id) WHERE ended_by = 'moved';
