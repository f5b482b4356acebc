-- Hot spots (điểm nóng) that a leader acknowledged; what is only found is not kept.
CREATE TABLE hot_spot (
    id              BIGINT PRIMARY KEY,
    unit_id         BIGINT NOT NULL REFERENCES unit (id),  -- for which it was found: it and all below
    kind            TEXT NOT NULL,          -- subject, place, person, crowd
    key             TEXT NOT NULL,          -- the same group has the same: thu hoi dat|khu 4
    subject         TEXT NOT NULL,
    place           TEXT NOT NULL,
    person_id       BIGINT REFERENCES person (id),
    why             TEXT NOT NULL,          -- the sentence when it was acknowledged
    owner_id        BIGINT REFERENCES account (id),
    acknowledged_by BIGINT NOT NULL REFERENCES account (id),
    acknowledged_at BIGINT NOT NULL,
    ended_at        BIGINT,                 -- by a person, with the reason in a note
    version         BIGINT NOT NULL
);
CREATE INDEX hot_spot_unit ON hot_spot (unit_id, id);
CREATE INDEX hot_spot_owner ON hot_spot (owner_id, id);

CREATE TABLE hot_spot_matter (
    spot_id   BIGINT NOT NULL REFERENCES hot_spot (id),
    matter_id BIGINT NOT NULL REFERENCES matter (id),
    PRIMARY KEY (spot_id, matter_id)
);

-- Who did and wrote what, and when: rows are only ever added.
CREATE TABLE hot_spot_note (
    id       BIGINT PRIMARY KEY,
    spot_id  BIGINT NOT NULL REFERENCES hot_spot (id),
    at       BIGINT NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES account (id),
    action   TEXT NOT NULL,                 -- message hot.event.ACTION
    note     TEXT NOT NULL
);
CREATE INDEX hot_spot_note_spot ON hot_spot_note (spot_id, id);
