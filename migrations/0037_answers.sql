-- Published answers (công khai trả lời đơn thư): what was asked and answered, written anew
-- without anybody's name. The petition itself stays in its file.
CREATE TABLE public_answer (
    id           BIGINT PRIMARY KEY,
    matter_id    BIGINT NOT NULL UNIQUE REFERENCES matter (id),
    unit_id      BIGINT NOT NULL REFERENCES unit (id),
    slug         TEXT NOT NULL UNIQUE,
    kind         TEXT NOT NULL,          -- of the matter
    title        TEXT NOT NULL,
    question     TEXT NOT NULL,
    answer       TEXT NOT NULL,
    basis        TEXT NOT NULL,          -- the law that the answer rests on
    paper        TEXT NOT NULL,          -- number and day of the paper that answered
    fold         TEXT NOT NULL,          -- title, question and answer, folded: for finding
    received_on  TEXT NOT NULL,
    answered_on  TEXT NOT NULL,
    due_on       TEXT,                   -- of the term of the law; NULL: none ran
    status       TEXT NOT NULL,          -- draft, proposed, published, withdrawn
    drafter_id   BIGINT NOT NULL REFERENCES account (id),   -- who wrote it last
    proposer_id  BIGINT REFERENCES account (id),
    approver_id  BIGINT REFERENCES account (id),
    said         TEXT NOT NULL,          -- why it was sent back or withdrawn
    published_at BIGINT,
    updated_at   BIGINT NOT NULL,
    is_demo      BIGINT NOT NULL,
    version      BIGINT NOT NULL
);
CREATE INDEX public_answer_published ON public_answer (status, published_at, id);
CREATE INDEX public_answer_unit ON public_answer (unit_id, status, id);

CREATE TABLE public_answer_event (
    id        BIGINT PRIMARY KEY,
    answer_id BIGINT NOT NULL REFERENCES public_answer (id),
    at        BIGINT NOT NULL,
    actor_id  BIGINT NOT NULL REFERENCES account (id),
    action    TEXT NOT NULL,              -- message answers.event.ACTION
    note      TEXT NOT NULL
);
CREATE INDEX public_answer_event_answer ON public_answer_event (answer_id, id);
