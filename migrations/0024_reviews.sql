-- Backlog reviews (rà soát vụ việc tồn đọng, phức tạp, kéo dài) and hot spots (điểm nóng).
CREATE TABLE review_round (
    id            BIGINT PRIMARY KEY,
    unit_id       BIGINT NOT NULL REFERENCES unit (id),  -- it and all below it
    name          TEXT NOT NULL,
    basis         TEXT NOT NULL,          -- the plan or paper that orders it
    starts_on     TEXT NOT NULL,
    ends_on       TEXT NOT NULL,
    kinds         TEXT NOT NULL,          -- of matters, by spaces
    opened_before TEXT,                   -- received before this day; NULL: any day
    is_overdue    BIGINT NOT NULL,        -- only those with a term that ran out
    is_crowd      BIGINT NOT NULL,        -- only those of many people
    is_second     BIGINT NOT NULL,        -- only those that went through two instances
    state         TEXT NOT NULL,          -- draft, running, closed
    from_id       BIGINT REFERENCES review_round (id),   -- whose continuing cases it takes on
    created_by    BIGINT NOT NULL REFERENCES account (id),
    created_at    BIGINT NOT NULL,
    frozen_at     BIGINT,                 -- when the list was fixed
    closed_at     BIGINT,
    conclusion    TEXT NOT NULL,
    version       BIGINT NOT NULL
);
CREATE INDEX review_round_unit ON review_round (unit_id, id);

CREATE TABLE review_case (
    id         BIGINT PRIMARY KEY,
    round_id   BIGINT NOT NULL REFERENCES review_round (id),
    matter_id  BIGINT NOT NULL REFERENCES matter (id),
    unit_id    BIGINT NOT NULL REFERENCES unit (id),     -- that answers for it in this round
    owner_id   BIGINT REFERENCES account (id),           -- who does
    due_on     TEXT,
    findings   TEXT NOT NULL,             -- backlog complex long …, by spaces
    cause      TEXT NOT NULL,
    measures   TEXT NOT NULL,             -- dialogue verify …, by spaces
    plan       TEXT NOT NULL,
    outcome    TEXT NOT NULL,             -- resolved, ended, transferred, continuing; empty: none yet
    outcome_on TEXT,
    paper      TEXT NOT NULL,             -- number and day of the paper of the outcome
    note       TEXT NOT NULL,
    is_added   BIGINT NOT NULL,           -- by hand, with the reason
    is_removed BIGINT NOT NULL,           -- by hand, with the reason
    reason     TEXT NOT NULL,
    state_then TEXT NOT NULL,             -- of the matter, when the round was closed
    version    BIGINT NOT NULL,
    UNIQUE (round_id, matter_id)
);
CREATE INDEX review_case_owner ON review_case (owner_id, outcome, due_on);
CREATE INDEX review_case_matter ON review_case (matter_id);

-- Who did what in a round, and when: rows are only ever added.
CREATE TABLE review_event (
    id       BIGINT PRIMARY KEY,
    round_id BIGINT NOT NULL REFERENCES review_round (id),
    case_id  BIGINT REFERENCES review_case (id),          -- NULL: of the round itself
    at       BIGINT NOT NULL,
    actor_id BIGINT NOT NULL REFERENCES account (id),
    action   TEXT NOT NULL,               -- message review.event.ACTION
    note     TEXT NOT NULL
);
CREATE INDEX review_event_round ON review_event (round_id, id);
CREATE INDEX review_event_case ON review_event (case_id, id);
