-- By what the news desk finds an article: the words of its title, lead and byline, folded
-- (text_fold), a space before and behind each. What was stored before gets its row from a job.
CREATE TABLE article_words (
    article_id BIGINT PRIMARY KEY REFERENCES article (id),
    words      TEXT NOT NULL
);
-- A search of the desk reads this index and the words alone until a row is found.
CREATE INDEX article_desk_find ON article
    (updated_at DESC, id DESC, status, unit_id, category_id, published_at);
