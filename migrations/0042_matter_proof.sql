-- Keyed digest over the matter's row and its terms (civic/matter_chain.h): whoever
-- holds the database alone cannot make it. Empty: of before; `dinh matter prove`.
ALTER TABLE matter ADD COLUMN proof BYTEA;
