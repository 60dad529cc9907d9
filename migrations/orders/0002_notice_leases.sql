-- A notice that is being sent belongs to one sender until then; later another one may try.
ALTER TABLE notices ADD COLUMN lease_until INTEGER NOT NULL DEFAULT 0;

-- Old answers are forgotten by age.
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (created_at);
