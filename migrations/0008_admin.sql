-- Administration (quản trị): what was done by administrators, backups made, visits.

-- Append only. What was done to accounts is in account_event.
CREATE TABLE admin_event (
    id       BIGINT PRIMARY KEY,
    at       BIGINT NOT NULL,
    actor_id BIGINT,          -- the account; none: the program
    unit_id  BIGINT NOT NULL REFERENCES unit (id),
    event    TEXT NOT NULL,   -- unit-added, unit-ended, post-given, …: a message of its own
    detail   TEXT NOT NULL    -- what it was done to, in the words of that day
);
CREATE INDEX admin_event_unit ON admin_event (unit_id, id);

CREATE TABLE backup_made (
    id         BIGINT PRIMARY KEY,
    made_at    BIGINT NOT NULL,
    name       TEXT NOT NULL,   -- the file, as it was called then
    bytes      BIGINT NOT NULL, -- before compression
    row_count  BIGINT NOT NULL,
    file_count BIGINT NOT NULL,
    took_us    BIGINT NOT NULL
);
CREATE INDEX backup_made_at ON backup_made (made_at);

-- Visits of public pages by day. Nothing about who, from where or with what.
CREATE TABLE page_visit (
    day    TEXT NOT NULL,
    path   TEXT NOT NULL,
    visits BIGINT NOT NULL,
    PRIMARY KEY (day, path)
);
CREATE INDEX page_visit_path ON page_visit (path, day);
