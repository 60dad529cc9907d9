-- Prices that follow from another currency's: who owns a row of `prices`, which rate made it, and
-- how far rates and rules have been carried into prices.

-- Who sets the price: staff, a file or the seed; the conversion by a rate; the rules of a dynamic
-- price. Each owner leaves the rows of the others alone.
ALTER TABLE prices ADD COLUMN source TEXT NOT NULL DEFAULT 'set'
  CHECK (source IN ('set', 'converted', 'dynamic'));
-- Why the price is what it is; the history keeps it. Whoever writes an amount writes this too.
ALTER TABLE prices ADD COLUMN reason TEXT NOT NULL DEFAULT '' CHECK (length(reason) <= 200);
-- {"from":"EUR","rate":"0.3562","quotedAt":1763596800000,"markupBp":250}: of converted prices only.
ALTER TABLE prices ADD COLUMN exchange TEXT
  CHECK ((exchange IS NOT NULL) = (source = 'converted') AND (exchange IS NULL OR json_valid(exchange)));

DROP TRIGGER price_history_on_insert;
DROP TRIGGER price_history_on_update;
CREATE TRIGGER price_history_on_insert AFTER INSERT ON prices BEGIN
  INSERT INTO price_history (variant_id, currency, from_at, amount_minor, reason)
  SELECT NEW.variant_id, NEW.currency, CAST(unixepoch('subsec') * 1000 AS INTEGER),
    NEW.amount_minor, NEW.reason
  WHERE NEW.amount_minor IS NOT (
    SELECT amount_minor FROM price_history
    WHERE variant_id = NEW.variant_id AND currency = NEW.currency ORDER BY from_at DESC LIMIT 1)
  ON CONFLICT (variant_id, currency, from_at) DO UPDATE SET
    amount_minor = excluded.amount_minor, reason = excluded.reason;
END;
CREATE TRIGGER price_history_on_update AFTER UPDATE ON prices BEGIN
  INSERT INTO price_history (variant_id, currency, from_at, amount_minor, reason)
  SELECT NEW.variant_id, NEW.currency, CAST(unixepoch('subsec') * 1000 AS INTEGER),
    NEW.amount_minor, NEW.reason
  WHERE NEW.amount_minor IS NOT (
    SELECT amount_minor FROM price_history
    WHERE variant_id = NEW.variant_id AND currency = NEW.currency ORDER BY from_at DESC LIMIT 1)
  ON CONFLICT (variant_id, currency, from_at) DO UPDATE SET
    amount_minor = excluded.amount_minor, reason = excluded.reason;
END;

ALTER TABLE currencies ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
-- A shop that sells already sells in the new currency too, as soon as there are prices in it.
INSERT INTO currencies (code, prices_include_tax, default_country, position)
  SELECT 'KWD', 1, 'KW', max(position) + 1 FROM currencies HAVING count(*) > 0
  ON CONFLICT (code) DO NOTHING;
-- Pages tell whether prices include tax.
CREATE TRIGGER currencies_taxed_otherwise AFTER UPDATE OF prices_include_tax ON currencies
WHEN OLD.prices_include_tax <> NEW.prices_include_tax BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE status = 'published'
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;

-- One row: what the feed of rates said when it was asked last.
CREATE TABLE exchange_feed (
  id TEXT PRIMARY KEY CHECK (id = 'feed'),
  asked_at INTEGER NOT NULL,
  -- When it last answered something that could be read; NULL is never.
  answered_at INTEGER,
  -- What of the last answer was refused, for staff.
  problems TEXT NOT NULL CHECK (json_valid(problems))
) STRICT;

-- One row: `mark` moves whenever a rate or a rule does, `walked` is the mark of the last walk
-- through all products. While they differ, prices are behind.
CREATE TABLE conversion_walk (
  id TEXT PRIMARY KEY CHECK (id = 'prices'),
  mark TEXT NOT NULL,
  walked TEXT NOT NULL
) STRICT;
INSERT INTO conversion_walk (id, mark, walked) VALUES ('prices', '', '');

CREATE TRIGGER exchange_rates_inserted AFTER INSERT ON exchange_rates BEGIN
  UPDATE conversion_walk SET mark = lower(hex(randomblob(8)));
END;
CREATE TRIGGER exchange_rates_updated AFTER UPDATE ON exchange_rates BEGIN
  UPDATE conversion_walk SET mark = lower(hex(randomblob(8)));
END;
CREATE TRIGGER exchange_rates_deleted AFTER DELETE ON exchange_rates BEGIN
  UPDATE conversion_walk SET mark = lower(hex(randomblob(8)));
END;
CREATE TRIGGER conversion_rules_inserted AFTER INSERT ON conversion_rules BEGIN
  UPDATE conversion_walk SET mark = lower(hex(randomblob(8)));
END;
CREATE TRIGGER conversion_rules_updated AFTER UPDATE ON conversion_rules BEGIN
  UPDATE conversion_walk SET mark = lower(hex(randomblob(8)));
END;
CREATE TRIGGER conversion_rules_deleted AFTER DELETE ON conversion_rules BEGIN
  UPDATE conversion_walk SET mark = lower(hex(randomblob(8)));
END;
