-- What the papers of a visit ask for beside the number of an identity card, and whom a
-- group named to speak for it (Law 42/2013, article 29).
CREATE TABLE reception_identity (
    visit_id        BIGINT PRIMARY KEY REFERENCES reception_visit (id),
    id_day          TEXT,          -- when the card was issued
    id_place        TEXT NOT NULL,
    representatives TEXT NOT NULL  -- one a line
);
