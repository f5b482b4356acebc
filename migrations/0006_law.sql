-- Days that this site works or rests otherwise than law/holidays/ says: notices come
-- late, days are swapped. Rows are only added; of a day the newest one holds.
CREATE TABLE law_day (
    id           BIGINT PRIMARY KEY,
    day          TEXT NOT NULL,
    choice       TEXT NOT NULL, -- 'nghi' off, 'lam' worked, 'bo' as in the files again
    name         TEXT NOT NULL,
    reason       TEXT NOT NULL,
    account_name TEXT NOT NULL,
    decided_at   BIGINT NOT NULL
);
