-- How the site looks and where its unit is reached: one row, or none until an
-- administrator sets something.
CREATE TABLE appearance (
    id           BIGINT PRIMARY KEY, -- 1
    name         TEXT NOT NULL,
    tagline      TEXT NOT NULL,
    footer       TEXT NOT NULL,
    address      TEXT NOT NULL,
    reception    TEXT NOT NULL,      -- where people are received
    hours        TEXT NOT NULL,
    name_en      TEXT NOT NULL,
    tagline_en   TEXT NOT NULL,
    footer_en    TEXT NOT NULL,
    address_en   TEXT NOT NULL,
    reception_en TEXT NOT NULL,
    hours_en     TEXT NOT NULL,
    phone        TEXT NOT NULL,
    email        TEXT NOT NULL,
    accent       TEXT NOT NULL,      -- lacquer, indigo, …: a combination of the stylesheet
    logo_id      BIGINT,             -- of a file
    version      BIGINT NOT NULL,
    updated_at   BIGINT NOT NULL,
    saved_name   TEXT NOT NULL
);
