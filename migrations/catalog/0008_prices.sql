-- Rules of prices: promotions, taxes, shipping, price lists, currencies. What the shop's checkouts
-- are reckoned by; an order keeps its own copy.

ALTER TABLE products ADD COLUMN tax_class TEXT NOT NULL DEFAULT 'standard';
ALTER TABLE variants ADD COLUMN longest_mm INTEGER NOT NULL DEFAULT 0 CHECK (longest_mm >= 0);

CREATE TABLE promotions (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  -- A stopped one never begins again: a copy of it may.
  status TEXT NOT NULL CHECK (status IN ('draft', 'active', 'stopped')),
  is_by_code INTEGER NOT NULL CHECK (is_by_code IN (0, 1)),
  starts_at INTEGER,
  ends_at INTEGER CHECK (ends_at > starts_at),
  -- As domain/promotion.ts has them; checked when staff save them.
  conditions TEXT NOT NULL CHECK (json_valid(conditions)),
  effect TEXT NOT NULL CHECK (json_valid(effect)),
  stacking TEXT NOT NULL CHECK (json_valid(stacking)),
  limits TEXT NOT NULL CHECK (json_valid(limits)),
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX promotions_by_status ON promotions (status, is_by_code);

-- Codes as they are looked up: letters and digits in upper case.
CREATE TABLE promotion_codes (
  code TEXT PRIMARY KEY,
  promotion_id TEXT NOT NULL REFERENCES promotions (id),
  created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX promotion_codes_by_promotion ON promotion_codes (promotion_id, code);

-- One row: how the shop taxes.
CREATE TABLE tax_settings (
  id TEXT PRIMARY KEY CHECK (id = 'shop'),
  rounding TEXT NOT NULL CHECK (rounding IN ('per_order', 'per_line')),
  -- The class of shipping; NULL where it has the taxes of the goods that it carries.
  shipping_class TEXT,
  -- ["FR","NL"]: where a buyer with a VAT number owes the tax.
  exempt_countries TEXT NOT NULL CHECK (json_valid(exempt_countries)),
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO tax_settings (id, rounding, shipping_class, exempt_countries)
  VALUES ('shop', 'per_order', NULL, '[]');

CREATE TABLE tax_rules (
  id TEXT PRIMARY KEY,
  country TEXT NOT NULL CHECK (length(country) = 2),
  region TEXT,
  postal_from TEXT,
  postal_to TEXT,
  tax_class TEXT,
  label TEXT NOT NULL,
  -- Hundredths of a percent: 1900 is 19 %.
  rate_bp INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000),
  CHECK ((postal_from IS NULL) = (postal_to IS NULL))
) STRICT;
CREATE INDEX tax_rules_by_country ON tax_rules (country);
INSERT INTO tax_rules (id, country, label, rate_bp)
  SELECT lower(country), country, label, rate_bp FROM tax_rates;
DROP TABLE tax_rates;

-- A zone is read and written whole: its places, its methods and their rates.
CREATE TABLE shipping_zones (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  places TEXT NOT NULL CHECK (json_valid(places)),
  methods TEXT NOT NULL CHECK (json_valid(methods)),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO shipping_zones (id, label, places, methods, position)
  SELECT 'everywhere', 'Everywhere',
    (SELECT json_group_array(json_object('country', country, 'region', NULL, 'postalPrefix', NULL)
      ORDER BY country) FROM (SELECT DISTINCT country FROM tax_rules)),
    (SELECT json_group_array(json_object(
        'id', id, 'label', label, 'kind', 'delivery', 'locationId', NULL, 'daysMin', days_min,
        'daysMax', days_max, 'isPerParcel', json('false'),
        'freeFrom', (SELECT json_group_object(currency, free_from_minor) FROM shipping_rates
          WHERE method_id = shipping_methods.id AND free_from_minor IS NOT NULL),
        'rates', json_array(json_object(
          'grams', json('{"from":null,"to":null}'), 'units', json('{"from":null,"to":null}'),
          'longestMm', json('{"from":null,"to":null}'), 'subtotal', json('{}'),
          'price', (SELECT json_group_object(currency, amount_minor) FROM shipping_rates
            WHERE method_id = shipping_methods.id),
          'perFurtherKg', NULL)))
      ORDER BY position) FROM shipping_methods), 0
  WHERE EXISTS (SELECT 1 FROM shipping_methods);
DROP TABLE shipping_rates;
DROP TABLE shipping_methods;

CREATE TABLE price_lists (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('sale', 'override')),
  customer_groups TEXT NOT NULL CHECK (json_valid(customer_groups)),
  countries TEXT NOT NULL CHECK (json_valid(countries)),
  starts_at INTEGER,
  ends_at INTEGER CHECK (ends_at > starts_at),
  priority INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE price_list_prices (
  price_list_id TEXT NOT NULL REFERENCES price_lists (id),
  variant_id TEXT NOT NULL REFERENCES variants (id),
  currency TEXT NOT NULL REFERENCES currencies (code),
  from_quantity INTEGER NOT NULL CHECK (from_quantity >= 1),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  PRIMARY KEY (price_list_id, variant_id, currency, from_quantity)
) STRICT, WITHOUT ROWID;
CREATE INDEX price_list_prices_by_variant ON price_list_prices (variant_id, currency);

-- A rate as its source wrote it: one whole unit of `from_currency` in whole units of the other.
CREATE TABLE exchange_rates (
  from_currency TEXT NOT NULL,
  to_currency TEXT NOT NULL,
  rate TEXT NOT NULL,
  quoted_at INTEGER NOT NULL,
  source TEXT NOT NULL,
  PRIMARY KEY (from_currency, to_currency)
) STRICT, WITHOUT ROWID;

-- Prices of `to_currency` that follow from those of `from_currency` where a variant has none.
CREATE TABLE conversion_rules (
  to_currency TEXT PRIMARY KEY,
  from_currency TEXT NOT NULL,
  markup_bp INTEGER NOT NULL CHECK (markup_bp BETWEEN 0 AND 10000),
  rounding TEXT NOT NULL CHECK (json_valid(rounding)),
  stale_after_ms INTEGER NOT NULL CHECK (stale_after_ms > 0),
  version INTEGER NOT NULL DEFAULT 1,
  CHECK (from_currency <> to_currency)
) STRICT, WITHOUT ROWID;

-- Prices that follow stock, demand and time within rails (domain/dynamic-price.ts).
CREATE TABLE dynamic_prices (
  variant_id TEXT NOT NULL REFERENCES variants (id),
  currency TEXT NOT NULL REFERENCES currencies (code),
  base_minor INTEGER NOT NULL CHECK (base_minor >= 0),
  rules TEXT NOT NULL CHECK (json_valid(rules)),
  rails TEXT NOT NULL CHECK (json_valid(rails)),
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (variant_id, currency)
) STRICT, WITHOUT ROWID;
