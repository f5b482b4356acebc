-- Files of an article are everybody's only while it is published.
UPDATE file SET visibility = 'agency'
 WHERE owner_kind = 'article'
   AND owner_id IN (SELECT id FROM article WHERE status <> 'published');
