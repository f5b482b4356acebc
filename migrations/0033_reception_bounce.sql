-- A letter to who booked came back: they are to be told by telephone.
ALTER TABLE reception_booking ADD COLUMN bounced_at BIGINT;
