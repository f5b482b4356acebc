-- Who receives in the place of the leader whose day it is: "Nguyễn Văn A, Phó Chủ tịch …"; empty:
-- the leader. And whom each change named.
ALTER TABLE reception_day ADD COLUMN substitute TEXT NOT NULL DEFAULT '';
ALTER TABLE reception_change ADD COLUMN person TEXT NOT NULL DEFAULT '';
