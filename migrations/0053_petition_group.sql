-- How many people stand behind a petition of several (số người), of whom some are named.
CREATE TABLE petition_group (
    matter_id BIGINT PRIMARY KEY REFERENCES matter (id),
    people    BIGINT NOT NULL
);
