-- Static pages (trang tĩnh): introduction, contact and whatever an administrator adds.
-- In Vietnamese; the English text may be missing.
CREATE TABLE static_page (
    id           BIGINT PRIMARY KEY,
    unit_id      BIGINT NOT NULL REFERENCES unit (id),
    slug         TEXT NOT NULL UNIQUE,      -- its address is /slug
    title        TEXT NOT NULL,
    title_en     TEXT NOT NULL,
    body         TEXT NOT NULL,             -- Markdown
    body_en      TEXT NOT NULL,
    is_public    BIGINT NOT NULL DEFAULT 0,
    is_demo      BIGINT NOT NULL DEFAULT 0, -- invented, and marked so
    published_at BIGINT,                    -- when it first became public
    updated_at   BIGINT NOT NULL,
    saved_name   TEXT NOT NULL,
    version      BIGINT NOT NULL DEFAULT 1
);
CREATE INDEX static_page_public ON static_page (is_public, id);

-- Addresses a page had before: they lead to it for ever.
CREATE TABLE static_page_address (
    slug    TEXT PRIMARY KEY,
    page_id BIGINT NOT NULL REFERENCES static_page (id)
);

-- The page as each save left it.
CREATE TABLE static_page_revision (
    page_id    BIGINT NOT NULL REFERENCES static_page (id),
    version    BIGINT NOT NULL,
    title      TEXT NOT NULL,
    title_en   TEXT NOT NULL,
    body       TEXT NOT NULL,
    body_en    TEXT NOT NULL,
    saved_at   BIGINT NOT NULL,
    saved_name TEXT NOT NULL,
    PRIMARY KEY (page_id, version)
);
