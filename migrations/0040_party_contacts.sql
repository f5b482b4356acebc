-- Petitions from the same telephone or e-mail may be the same.
CREATE INDEX matter_party_phone ON matter_party (phone, matter_id) WHERE phone <> '';
CREATE INDEX matter_party_email ON matter_party (email, matter_id) WHERE email <> '';
