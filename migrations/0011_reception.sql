-- Citizen reception (tiếp công dân): the calendar, its days, who comes and what was said.
-- Names of visitors are for the agency alone.

-- A rule by which somebody receives: every Thursday, the 10th and the 24th.
CREATE TABLE reception_series (
    id         BIGINT PRIMARY KEY,
    unit_id    BIGINT NOT NULL REFERENCES unit (id), -- whose head or office receives
    office_id  BIGINT NOT NULL REFERENCES unit (id), -- which keeps the calendar
    person_id  BIGINT REFERENCES person (id),        -- none: the reception office
    regime     TEXT NOT NULL,          -- condition of the rule reception.frequency, or empty
    title      TEXT NOT NULL,          -- the post: Chủ tịch Ủy ban nhân dân huyện
    title_slug TEXT NOT NULL,          -- in addresses and filters
    person     TEXT NOT NULL,          -- who holds the post; empty for the office
    place      TEXT NOT NULL,
    attendees  TEXT NOT NULL,
    content    TEXT NOT NULL,
    rule       TEXT NOT NULL,          -- RRULE (RFC 5545, section 3.3.10)
    first_on   TEXT NOT NULL,
    last_on    TEXT,                   -- none: until it is ended
    filled_to  TEXT,                   -- days are announced up to here
    starts     BIGINT NOT NULL,        -- minute of the day
    ends       BIGINT NOT NULL,
    slot       BIGINT NOT NULL,        -- minutes of one talk
    seats      BIGINT NOT NULL,        -- talks at the same time
    closes     BIGINT NOT NULL,        -- minutes before the start at which booking ends
    is_published BIGINT NOT NULL,
    is_demo    BIGINT NOT NULL,
    revision   BIGINT NOT NULL,        -- SEQUENCE of iCalendar
    made_at    BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    changed_by BIGINT
);
CREATE INDEX reception_series_unit ON reception_series (unit_id, id);
CREATE INDEX reception_series_office ON reception_series (office_id, id);

-- One day of a series, from its announcement on.
CREATE TABLE reception_day (
    id           BIGINT PRIMARY KEY,
    series_id    BIGINT NOT NULL REFERENCES reception_series (id),
    unit_id      BIGINT NOT NULL REFERENCES unit (id),
    office_id    BIGINT NOT NULL REFERENCES unit (id),
    rule_on      TEXT NOT NULL,        -- the day by the rule, whatever became of it
    held_on      TEXT NOT NULL,        -- the day on which it is
    starts       BIGINT NOT NULL,
    ends         BIGINT NOT NULL,
    place        TEXT NOT NULL,
    state        TEXT NOT NULL,        -- open, cancelled, held, missed
    reason       TEXT NOT NULL,        -- of the last change, or why it was missed
    revision     BIGINT NOT NULL,
    announced_at BIGINT NOT NULL,
    is_late      BIGINT NOT NULL,      -- announced later than the law asks
    closes_at    BIGINT NOT NULL,      -- booking is refused from this moment on
    free         BIGINT NOT NULL,      -- seats that nobody has
    last_number  BIGINT NOT NULL,      -- last number of the queue
    changed_at   BIGINT NOT NULL,
    UNIQUE (series_id, rule_on)
);
CREATE INDEX reception_day_date ON reception_day (held_on, id);
CREATE INDEX reception_day_rule ON reception_day (rule_on, id);
CREATE INDEX reception_day_unit ON reception_day (unit_id, held_on, id);
CREATE INDEX reception_day_unit_rule ON reception_day (unit_id, rule_on, id);
CREATE INDEX reception_day_office ON reception_day (office_id, held_on, id);

-- What was changed about a day, in order; the last one holds.
CREATE TABLE reception_change (
    day_id  BIGINT NOT NULL REFERENCES reception_day (id),
    number  BIGINT NOT NULL,
    kind    TEXT NOT NULL,             -- moved, cancelled, restored, missed, held
    from_on TEXT NOT NULL,
    to_on   TEXT NOT NULL,
    reason  TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by BIGINT,
    PRIMARY KEY (day_id, number)
);

-- Who booked. A booking without a slot waits for one.
CREATE TABLE reception_booking (
    id         BIGINT PRIMARY KEY,
    day_id     BIGINT NOT NULL REFERENCES reception_day (id),
    code       TEXT NOT NULL UNIQUE,
    key_digest BYTEA NOT NULL,         -- of the key in the link
    state      TEXT NOT NULL,          -- booked, waiting, cancelled, arrived
    after_start BIGINT,                -- minutes after the day's start; none while waiting
    name       TEXT NOT NULL,
    phone      TEXT NOT NULL,
    email      TEXT NOT NULL,
    people     BIGINT NOT NULL,
    representatives TEXT NOT NULL,
    content    TEXT NOT NULL,
    made_at    BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX reception_booking_day ON reception_booking (day_id, state, id);

-- A seat at a time. That no two bookings have one is said by the key.
CREATE TABLE reception_slot (
    day_id     BIGINT NOT NULL REFERENCES reception_day (id),
    after_start BIGINT NOT NULL,       -- minutes, so that a moved day takes them along
    seat       BIGINT NOT NULL,
    booking_id BIGINT UNIQUE,          -- taken before the booking is written
    PRIMARY KEY (day_id, after_start, seat)
);

-- Who came: a row of the register (sổ tiếp công dân, Mẫu 03/TCD).
CREATE TABLE reception_visit (
    id          BIGINT PRIMARY KEY,
    office_id   BIGINT NOT NULL REFERENCES unit (id),
    day_id      BIGINT REFERENCES reception_day (id), -- none: outside the calendar
    booking_id  BIGINT UNIQUE REFERENCES reception_booking (id),
    came_on     TEXT NOT NULL,
    number      BIGINT NOT NULL,       -- of the queue; 0 outside the calendar
    state       TEXT NOT NULL,         -- waiting, serving, received, refused, left
    is_first    BIGINT NOT NULL,       -- called before others: old, disabled, with a small child
    adhoc       TEXT NOT NULL,         -- ground of a reception outside the calendar, or empty
    name        TEXT NOT NULL,         -- empty where sealed
    address     TEXT NOT NULL,
    id_number   TEXT NOT NULL,
    phone       TEXT NOT NULL,
    sealed      BYTEA,                 -- the same four, of who makes a denunciation
    people      BIGINT NOT NULL,
    kind        TEXT NOT NULL,         -- complaint, denunciation, proposal, feedback, or empty
    content     TEXT NOT NULL,
    decided_by  TEXT NOT NULL,
    is_competent BIGINT NOT NULL,
    guided_to   TEXT NOT NULL,
    handled_by  TEXT NOT NULL,
    outcome     TEXT NOT NULL,
    note        TEXT NOT NULL,
    refusal     TEXT NOT NULL,         -- its ground, or empty
    conclusion  TEXT NOT NULL,
    came_at     BIGINT NOT NULL,
    called_at   BIGINT,
    ended_at    BIGINT,
    version     BIGINT NOT NULL,
    UNIQUE (day_id, number)
);
CREATE INDEX reception_visit_office ON reception_visit (office_id, came_on, id);

-- What the head told somebody to do.
CREATE TABLE reception_task (
    id        BIGINT PRIMARY KEY,
    visit_id  BIGINT NOT NULL REFERENCES reception_visit (id),
    owner     TEXT NOT NULL,
    content   TEXT NOT NULL,
    due_on    TEXT NOT NULL,
    done_on   TEXT,
    made_at   BIGINT NOT NULL
);
CREATE INDEX reception_task_visit ON reception_task (visit_id, id);
