-- Invoices and credit notes. A row is written before its number is asked for: it says once and for
-- all in which series that happens. The number itself is the series' own; here it is a projection.
CREATE TABLE invoices (
  -- Follows from the order and the refund.
  id TEXT PRIMARY KEY,
  kind TEXT NOT NULL CHECK (kind IN ('invoice', 'credit_note')),
  order_id TEXT NOT NULL,
  -- Whose money a credit note tells of; empty for invoices.
  refund_key TEXT NOT NULL,
  series TEXT NOT NULL,
  digits INTEGER NOT NULL,
  dated_at INTEGER NOT NULL,
  sequence INTEGER,
  number TEXT,
  currency TEXT,
  net_minor INTEGER,
  tax_minor INTEGER,
  -- What was paid, or given back.
  total_minor INTEGER,
  issued_at INTEGER,
  -- When its files lay in the bucket.
  stored_at INTEGER,
  UNIQUE (order_id, refund_key),
  UNIQUE (series, sequence)
) STRICT;
CREATE INDEX invoices_by_age ON invoices (dated_at DESC, id);
CREATE INDEX invoices_by_number ON invoices (number);
CREATE INDEX invoices_unfinished ON invoices (dated_at) WHERE stored_at IS NULL;

-- Who sells and how documents are numbered. Without a row all is as domain/invoice-series.ts has it,
-- and nothing is issued, because nobody sells.
CREATE TABLE invoice_settings (
  id TEXT PRIMARY KEY CHECK (id = 'shop'),
  seller TEXT CHECK (seller IS NULL OR json_valid(seller)),
  invoice_format TEXT NOT NULL,
  credit_note_format TEXT NOT NULL,
  digits INTEGER NOT NULL,
  time_zone TEXT NOT NULL,
  version INTEGER NOT NULL
) STRICT;
