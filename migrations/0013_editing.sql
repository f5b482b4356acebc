-- Editing (biên tập): categories, tags, revisions, short addresses of articles,
-- and the files kept for any matter (civic/file_store.h).
CREATE TABLE news_category (
    id       BIGINT PRIMARY KEY,
    slug     TEXT NOT NULL UNIQUE,
    name     TEXT NOT NULL,
    position BIGINT NOT NULL
);

ALTER TABLE article ADD COLUMN category_id BIGINT REFERENCES news_category (id);
ALTER TABLE article ADD COLUMN tags TEXT NOT NULL DEFAULT '';       -- by commas, for the form
ALTER TABLE article ADD COLUMN is_pinned BIGINT NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN saved_name TEXT NOT NULL DEFAULT '';
CREATE INDEX article_desk ON article (status, updated_at DESC, id DESC);
CREATE INDEX article_category_list ON article (category_id, status, published_at DESC, id DESC);
CREATE INDEX article_pinned ON article (is_pinned, status, published_at DESC, id DESC);

-- What stands beside an article once it was decided upon.
CREATE TABLE article_aside (
    article_id BIGINT PRIMARY KEY REFERENCES article (id),
    code       TEXT UNIQUE,                -- /t/{code}
    reason     TEXT NOT NULL               -- why it was withdrawn
);

CREATE TABLE article_tag (
    article_id BIGINT NOT NULL REFERENCES article (id),
    tag        TEXT NOT NULL,              -- slug
    name       TEXT NOT NULL,
    PRIMARY KEY (article_id, tag)
);
CREATE INDEX article_tag_list ON article_tag (tag, article_id);

-- What an article was after each save.
CREATE TABLE article_revision (
    article_id  BIGINT NOT NULL REFERENCES article (id),
    version     BIGINT NOT NULL,
    title       TEXT NOT NULL,
    lead        TEXT NOT NULL,
    body        TEXT NOT NULL,
    byline      TEXT NOT NULL,
    tags        TEXT NOT NULL,
    picture_alt TEXT NOT NULL,
    caption     TEXT NOT NULL,
    status      TEXT NOT NULL,
    is_auto     BIGINT NOT NULL,           -- saved by the page itself
    saved_at    BIGINT NOT NULL,
    saved_by    BIGINT,
    saved_name  TEXT NOT NULL,
    PRIMARY KEY (article_id, version)
);

-- Files and pictures of any thing: owner_kind says of what kind it is.
CREATE TABLE file (
    id         BIGINT PRIMARY KEY,
    owner_kind TEXT NOT NULL,
    owner_id   BIGINT NOT NULL,
    visibility TEXT NOT NULL,              -- public, agency
    name       TEXT NOT NULL,              -- as shown and saved
    type       TEXT NOT NULL,              -- media type, by content
    alt        TEXT NOT NULL,              -- of a picture: what is to be seen
    caption    TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BIGINT
);
CREATE INDEX file_owner ON file (owner_kind, owner_id, id);

-- The bytes: one of a paper, several widths of a picture. `digest` names them in
-- the data folder; the same bytes are kept once.
CREATE TABLE file_part (
    file_id BIGINT NOT NULL REFERENCES file (id),
    digest  TEXT NOT NULL,
    size    BIGINT NOT NULL,
    width   BIGINT NOT NULL,
    height  BIGINT NOT NULL,
    PRIMARY KEY (file_id, width)
);
CREATE INDEX file_part_digest ON file_part (digest);
