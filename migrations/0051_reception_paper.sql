-- What an issued paper of a visit says besides its own words: the matter as it was recorded
-- then, how urgent it is (mức độ khẩn), an annex (a paragraph a line).
ALTER TABLE reception_paper ADD COLUMN content TEXT NOT NULL DEFAULT ''; -- in a box (own_words.h)
ALTER TABLE reception_paper ADD COLUMN urgency TEXT NOT NULL DEFAULT '';
ALTER TABLE reception_paper ADD COLUMN annex_name TEXT NOT NULL DEFAULT '';
ALTER TABLE reception_paper ADD COLUMN annex_text TEXT NOT NULL DEFAULT '';
