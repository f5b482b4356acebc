-- Who is under seal, known to the program so that nobody writes them outside it. A box
-- under the key of the matter.
CREATE TABLE sealed_people (
    id        BIGINT PRIMARY KEY,
    matter_id BIGINT NOT NULL REFERENCES sealed_case (matter_id),
    at        BIGINT NOT NULL,
    box       BYTEA NOT NULL
);
CREATE INDEX sealed_people_matter ON sealed_people (matter_id, id);

-- Who wrote them nevertheless and was not let: rows are only ever added.
CREATE TABLE sealed_slip (
    id         BIGINT PRIMARY KEY,
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    account_id BIGINT NOT NULL REFERENCES account (id),
    at         BIGINT NOT NULL
);
CREATE INDEX sealed_slip_matter ON sealed_slip (matter_id, id);
