-- Matters by whom they are about, for what is kept from an official's lists.
CREATE INDEX matter_respondent_person ON matter_respondent (person_id, matter_id);
