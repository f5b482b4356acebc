-- Texts name documents by their numbers.
CREATE INDEX library_number ON library_document (number);
