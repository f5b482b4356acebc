-- News (tin tức): articles, their old addresses, and how often they were read.
CREATE TABLE article (
    id            BIGINT PRIMARY KEY,
    unit_id       BIGINT NOT NULL REFERENCES unit (id),
    slug          TEXT NOT NULL UNIQUE,
    title         TEXT NOT NULL,
    lead          TEXT NOT NULL,
    body          TEXT NOT NULL,           -- Markdown
    byline        TEXT NOT NULL,
    picture       TEXT NOT NULL,           -- name of the file, or empty
    picture_alt   TEXT NOT NULL,
    caption       TEXT NOT NULL,
    status        TEXT NOT NULL,           -- draft, published, withdrawn
    published_at  BIGINT,                  -- instant; none while a draft
    updated_at    BIGINT NOT NULL,
    created_by    BIGINT,
    is_demo       BIGINT NOT NULL DEFAULT 0,
    version       BIGINT NOT NULL DEFAULT 1,
    source        TEXT,                    -- identity in what it was imported from
    source_digest TEXT,                    -- of what was last imported
    original      BYTEA                    -- the imported bytes, untouched
);
CREATE UNIQUE INDEX article_source ON article (source);
-- The list page reads this index alone.
CREATE INDEX article_list ON article (status, published_at DESC, id DESC);
CREATE INDEX article_unit_list ON article (unit_id, status, published_at DESC, id DESC);

CREATE TABLE article_alias (
    slug       TEXT PRIMARY KEY,
    article_id BIGINT NOT NULL REFERENCES article (id)
);

-- Apart from the article, so that counting never touches its row.
CREATE TABLE article_views (
    article_id BIGINT PRIMARY KEY REFERENCES article (id),
    views      BIGINT NOT NULL
);
