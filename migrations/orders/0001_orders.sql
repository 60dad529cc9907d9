-- What happened: projections of the OrderObjects for lists and desks, letters that died, mail, audit.
-- An order's own object decides; these rows may lag. Guarded by version.

CREATE TABLE orders (
  id TEXT PRIMARY KEY,
  -- Random, short, and so not unique for ever: people tell orders apart by more than this.
  number TEXT NOT NULL,
  status TEXT NOT NULL,
  email TEXT NOT NULL,
  name TEXT NOT NULL,
  country TEXT NOT NULL,
  currency TEXT NOT NULL,
  grand_total_minor INTEGER NOT NULL CHECK (grand_total_minor >= 0),
  captured_minor INTEGER NOT NULL CHECK (captured_minor >= 0),
  refunded_minor INTEGER NOT NULL CHECK (refunded_minor BETWEEN 0 AND captured_minor),
  unit_count INTEGER NOT NULL CHECK (unit_count > 0),
  payment_intent TEXT,
  placed_at INTEGER NOT NULL,
  confirmed_at INTEGER,
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX orders_by_age ON orders (placed_at DESC, id);
CREATE INDEX orders_by_number ON orders (number);
CREATE INDEX orders_by_status ON orders (status, placed_at DESC, id);
CREATE INDEX orders_by_email ON orders (email, placed_at DESC);
CREATE INDEX orders_by_payment ON orders (payment_intent);

CREATE TABLE order_lines (
  order_id TEXT NOT NULL REFERENCES orders (id),
  line_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  variant_id TEXT NOT NULL,
  stock_item_id TEXT NOT NULL,
  sku TEXT NOT NULL,
  title TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  unit_minor INTEGER NOT NULL CHECK (unit_minor >= 0),
  total_minor INTEGER NOT NULL CHECK (total_minor >= 0),
  PRIMARY KEY (order_id, line_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX order_lines_by_variant ON order_lines (variant_id);

-- One row per message to a person: (order, kind) is sent once.
CREATE TABLE notices (
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('sending', 'sent')),
  attempts INTEGER NOT NULL DEFAULT 0,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  UNIQUE (kind, subject_id)
) STRICT;

CREATE TABLE dead_letters (
  id TEXT PRIMARY KEY,
  queue TEXT NOT NULL,
  body TEXT NOT NULL CHECK (json_valid(body)),
  reason TEXT NOT NULL DEFAULT '',
  died_at INTEGER NOT NULL,
  replayed_at INTEGER,
  replayed_by TEXT
) STRICT;
CREATE INDEX dead_letters_by_age ON dead_letters (died_at DESC, id);

-- Who of the staff did what. Appended, never changed.
CREATE TABLE audit_log (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  actor TEXT NOT NULL,
  role TEXT NOT NULL,
  action TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  request_id TEXT NOT NULL,
  before TEXT CHECK (before IS NULL OR json_valid(before)),
  after TEXT CHECK (after IS NULL OR json_valid(after))
) STRICT;
CREATE INDEX audit_log_by_age ON audit_log (at DESC, id);
CREATE INDEX audit_log_by_subject ON audit_log (subject_id, at DESC);
CREATE TRIGGER audit_log_is_append_only_u BEFORE UPDATE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;
CREATE TRIGGER audit_log_is_append_only_d BEFORE DELETE ON audit_log BEGIN SELECT RAISE(ABORT, 'audit_log is append-only'); END;

-- Answers to staff mutations by Idempotency-Key, claimed in the same batch as the effect.
CREATE TABLE idempotency_keys (
  caller TEXT NOT NULL,
  key TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER,
  body TEXT,
  created_at INTEGER NOT NULL,
  PRIMARY KEY (caller, key)
) STRICT, WITHOUT ROWID;

CREATE TABLE consumed_events (
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  consumed_at INTEGER NOT NULL,
  PRIMARY KEY (consumer, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consumed_events_by_age ON consumed_events (consumed_at);
