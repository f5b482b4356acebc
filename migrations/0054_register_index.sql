-- The register walks the petitions of a unit by the day on which they were received; kind
-- and phase are looked at on the way.
CREATE INDEX matter_received ON matter (unit_id, received_on, id, kind, phase);
