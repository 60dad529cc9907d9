-- The catalog: what is sold, at what price, where it is shown, and how it is shipped and taxed.
-- Money is integer minor units beside its currency. Times are epoch milliseconds.

CREATE TABLE currencies (
  code TEXT PRIMARY KEY CHECK (length(code) = 3),
  prices_include_tax INTEGER NOT NULL CHECK (prices_include_tax IN (0, 1)),
  default_country TEXT NOT NULL CHECK (length(default_country) = 2),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE tax_rates (
  country TEXT PRIMARY KEY CHECK (length(country) = 2),
  label TEXT NOT NULL,
  -- Hundredths of a percent: 1900 is 19 %.
  rate_bp INTEGER NOT NULL CHECK (rate_bp BETWEEN 0 AND 10000)
) STRICT;

CREATE TABLE shipping_methods (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  days_min INTEGER NOT NULL CHECK (days_min >= 0),
  days_max INTEGER NOT NULL CHECK (days_max >= days_min),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE shipping_rates (
  method_id TEXT NOT NULL REFERENCES shipping_methods (id),
  currency TEXT NOT NULL REFERENCES currencies (code),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  -- Free from this subtotal on; NULL is never free.
  free_from_minor INTEGER CHECK (free_from_minor >= 0),
  PRIMARY KEY (method_id, currency)
) STRICT, WITHOUT ROWID;

CREATE TABLE locations (
  id TEXT PRIMARY KEY,
  label TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE categories (
  id TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES categories (id),
  handle TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  image_key TEXT,
  image_alt TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX categories_by_parent ON categories (parent_id, position);

CREATE TABLE brands (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL
) STRICT;

CREATE TABLE products (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  status TEXT NOT NULL CHECK (status IN ('draft', 'published', 'retired')),
  title TEXT NOT NULL,
  subtitle TEXT NOT NULL DEFAULT '',
  description TEXT NOT NULL DEFAULT '',
  brand_id TEXT REFERENCES brands (id),
  -- ["Colour","Size"]: the order of a variant's option values.
  option_names TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(option_names)),
  tags TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(tags)),
  -- Higher is shown earlier where no other order is asked for.
  rank INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX products_by_rank ON products (status, rank DESC, id);
CREATE INDEX products_by_age ON products (status, created_at DESC, id);

-- A product stands in its category and in every ancestor of it, so that a listing is one index range.
CREATE TABLE product_categories (
  category_id TEXT NOT NULL REFERENCES categories (id),
  product_id TEXT NOT NULL REFERENCES products (id),
  -- 1 where staff put it, 0 where it is inherited from a descendant.
  is_primary INTEGER NOT NULL CHECK (is_primary IN (0, 1)),
  PRIMARY KEY (category_id, product_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_categories_by_product ON product_categories (product_id, category_id);

CREATE TABLE variants (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id),
  -- The key of the variant's StockObject.
  stock_item_id TEXT NOT NULL UNIQUE,
  -- The merchant's label: may be blank or shared.
  sku TEXT NOT NULL DEFAULT '',
  -- ["Sage","350 ml"], in the order of the product's option names.
  option_values TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(option_values)),
  weight_grams INTEGER NOT NULL DEFAULT 0 CHECK (weight_grams >= 0),
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX variants_by_product ON variants (product_id, position);

CREATE TABLE prices (
  variant_id TEXT NOT NULL REFERENCES variants (id),
  currency TEXT NOT NULL REFERENCES currencies (code),
  amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
  -- The "was" price; NULL where there is none.
  compare_at_minor INTEGER CHECK (compare_at_minor > amount_minor),
  PRIMARY KEY (variant_id, currency)
) STRICT, WITHOUT ROWID;

-- The lowest and highest price of a product per currency: what listings sort by and show.
CREATE TABLE product_price_ranges (
  product_id TEXT NOT NULL REFERENCES products (id),
  currency TEXT NOT NULL REFERENCES currencies (code),
  min_minor INTEGER NOT NULL,
  max_minor INTEGER NOT NULL,
  PRIMARY KEY (product_id, currency)
) STRICT, WITHOUT ROWID;
CREATE INDEX product_price_ranges_by_price ON product_price_ranges (currency, min_minor, product_id);

-- Definitions of typed attributes; `unit` belongs to numbers, `choices` to choices.
CREATE TABLE attributes (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('number', 'choice', 'boolean', 'text')),
  unit TEXT,
  choices TEXT CHECK (choices IS NULL OR json_valid(choices)),
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE product_attributes (
  product_id TEXT NOT NULL REFERENCES products (id),
  attribute_id TEXT NOT NULL REFERENCES attributes (id),
  -- The JSON value of the attribute's kind: 350, "Stoneware", true.
  value TEXT NOT NULL CHECK (json_valid(value)),
  PRIMARY KEY (product_id, attribute_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE media (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL REFERENCES products (id),
  -- The object's key in R2; served at /media/<key>.
  key TEXT NOT NULL,
  alt TEXT NOT NULL,
  width INTEGER NOT NULL CHECK (width > 0),
  height INTEGER NOT NULL CHECK (height > 0),
  -- Shown for one variant's first option value ("Sage"); NULL for all.
  option_value TEXT,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX media_by_product ON media (product_id, position);

-- Projection of the StockObjects: may lag, never decides. Guarded by version.
CREATE TABLE stock_levels (
  stock_item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  on_hand INTEGER NOT NULL CHECK (on_hand >= 0),
  held INTEGER NOT NULL CHECK (held >= 0),
  allocated INTEGER NOT NULL CHECK (allocated >= 0),
  version INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  PRIMARY KEY (stock_item_id, location_id)
) STRICT, WITHOUT ROWID;

-- Events that this database has taken in, claimed in the same batch as the write they guard.
CREATE TABLE consumed_events (
  consumer TEXT NOT NULL,
  event_id TEXT NOT NULL,
  consumed_at INTEGER NOT NULL,
  PRIMARY KEY (consumer, event_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX consumed_events_by_age ON consumed_events (consumed_at);
