-- What shoppers are asked for stands beside the catalog's own price: a public list that holds now
-- comes before a price that moves, and that before the amount that staff, imports and rates write.

ALTER TABLE prices ADD COLUMN listed_minor INTEGER CHECK (listed_minor >= 0);
ALTER TABLE prices ADD COLUMN listed_by TEXT;
ALTER TABLE prices ADD COLUMN is_sale INTEGER NOT NULL DEFAULT 0 CHECK (is_sale IN (0, 1));
ALTER TABLE prices ADD COLUMN dynamic_minor INTEGER CHECK (dynamic_minor >= 0);
-- Which rules and rails made it: "dynamic: weekend, ceiling".
ALTER TABLE prices ADD COLUMN dynamic_reason TEXT;
ALTER TABLE prices ADD COLUMN shown_minor INTEGER GENERATED ALWAYS AS
  (coalesce(listed_minor, dynamic_minor, amount_minor)) VIRTUAL;
-- The price before, where there is a reduction to tell of.
ALTER TABLE prices ADD COLUMN shown_compare_minor INTEGER GENERATED ALWAYS AS (CASE
  WHEN listed_minor IS NOT NULL THEN CASE
    WHEN is_sale = 1 AND listed_minor < coalesce(dynamic_minor, amount_minor)
    THEN coalesce(dynamic_minor, amount_minor) END
  WHEN compare_at_minor > coalesce(dynamic_minor, amount_minor) THEN compare_at_minor END) VIRTUAL;

ALTER TABLE price_lists ADD COLUMN status TEXT NOT NULL DEFAULT 'draft'
  CHECK (status IN ('draft', 'active', 'stopped'));
-- Whether a public list is put on prices by now; carts ask this and not the time, so that they say
-- what pages say.
ALTER TABLE price_lists ADD COLUMN is_on INTEGER NOT NULL DEFAULT 0 CHECK (is_on IN (0, 1));
-- The version that all of its prices show: 0 is none of them, -1 is on its way to `walk_version`.
ALTER TABLE price_lists ADD COLUMN shown_version INTEGER NOT NULL DEFAULT 0;
ALTER TABLE price_lists ADD COLUMN walk_version INTEGER NOT NULL DEFAULT 0;
-- The last variant that the walk has done.
ALTER TABLE price_lists ADD COLUMN walk_after TEXT NOT NULL DEFAULT '';
CREATE INDEX price_lists_on_their_way ON price_lists (id) WHERE shown_version = -1;

-- The base is the catalog's own price.
DROP TABLE dynamic_prices;
CREATE TABLE dynamic_prices (
  variant_id TEXT NOT NULL REFERENCES variants (id),
  currency TEXT NOT NULL REFERENCES currencies (code),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  rails TEXT NOT NULL CHECK (json_valid(rails)),
  -- Where the rules' minutes of the week are meant: an IANA name.
  time_zone TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (variant_id, currency)
) STRICT, WITHOUT ROWID;

-- The history has what shoppers were asked for, and why.
DROP TRIGGER price_history_on_insert;
DROP TRIGGER price_history_on_update;
CREATE TRIGGER price_history_on_insert AFTER INSERT ON prices BEGIN
  INSERT INTO price_history (variant_id, currency, from_at, amount_minor, reason)
  SELECT variant_id, currency, CAST(unixepoch('subsec') * 1000 AS INTEGER), shown_minor,
    CASE WHEN listed_minor IS NOT NULL THEN 'list: ' || listed_by
      WHEN dynamic_minor IS NOT NULL THEN coalesce(dynamic_reason, '') ELSE reason END
  -- As the row is by now: a list may have come before.
  FROM prices WHERE variant_id = NEW.variant_id AND currency = NEW.currency
    AND shown_minor IS NOT (
      SELECT amount_minor FROM price_history
      WHERE variant_id = NEW.variant_id AND currency = NEW.currency ORDER BY from_at DESC LIMIT 1)
  ON CONFLICT (variant_id, currency, from_at) DO UPDATE SET
    amount_minor = excluded.amount_minor, reason = excluded.reason;
END;
CREATE TRIGGER price_history_on_update AFTER UPDATE ON prices BEGIN
  INSERT INTO price_history (variant_id, currency, from_at, amount_minor, reason)
  SELECT NEW.variant_id, NEW.currency, CAST(unixepoch('subsec') * 1000 AS INTEGER), NEW.shown_minor,
    CASE WHEN NEW.listed_minor IS NOT NULL THEN 'list: ' || NEW.listed_by
      WHEN OLD.listed_minor IS NOT NULL THEN 'list ended: ' || OLD.listed_by
      WHEN NEW.dynamic_minor IS NOT NULL THEN coalesce(NEW.dynamic_reason, '')
      WHEN OLD.dynamic_minor IS NOT NULL THEN 'dynamic price ended' ELSE NEW.reason END
  WHERE NEW.shown_minor IS NOT (
    SELECT amount_minor FROM price_history
    WHERE variant_id = NEW.variant_id AND currency = NEW.currency ORDER BY from_at DESC LIMIT 1)
  ON CONFLICT (variant_id, currency, from_at) DO UPDATE SET
    amount_minor = excluded.amount_minor, reason = excluded.reason;
END;

-- A price that comes while a list holds for it, or comes back, is the list's from the start.
CREATE TRIGGER prices_listed AFTER INSERT ON prices
WHEN EXISTS (SELECT 1 FROM price_list_prices
  WHERE variant_id = NEW.variant_id AND currency = NEW.currency AND from_quantity = 1) BEGIN
  UPDATE prices SET (listed_minor, listed_by, is_sale) = (
    SELECT given.amount_minor, list.id, list.kind = 'sale'
    FROM price_list_prices AS given JOIN price_lists AS list ON list.id = given.price_list_id
    WHERE given.variant_id = NEW.variant_id AND given.currency = NEW.currency
      AND given.from_quantity = 1 AND list.is_on = 1
    ORDER BY list.priority DESC, given.amount_minor, list.id LIMIT 1)
  WHERE variant_id = NEW.variant_id AND currency = NEW.currency AND EXISTS (
    SELECT 1 FROM price_list_prices AS given JOIN price_lists AS list ON list.id = given.price_list_id
    WHERE given.variant_id = NEW.variant_id AND given.currency = NEW.currency
      AND given.from_quantity = 1 AND list.is_on = 1);
END;

-- A variant that is no longer sold has no prices anywhere.
CREATE TRIGGER variants_unpriced BEFORE DELETE ON variants BEGIN
  DELETE FROM price_list_prices WHERE variant_id = OLD.id;
  DELETE FROM dynamic_prices WHERE variant_id = OLD.id;
END;
