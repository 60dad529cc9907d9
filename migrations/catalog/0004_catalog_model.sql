-- The complete model of the catalog, and the feed of what changed in it.

-- What a kind of product has: its attributes, in the order of its form.
CREATE TABLE product_types (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

ALTER TABLE products ADD COLUMN product_type_id TEXT REFERENCES product_types (id);
-- A draft is published, and a published product retired, when its time has come; NULL is never.
ALTER TABLE products ADD COLUMN publish_at INTEGER;
ALTER TABLE products ADD COLUMN retire_at INTEGER;
-- When shoppers first saw it; what was asked for before was asked of nobody.
ALTER TABLE products ADD COLUMN published_at INTEGER;
UPDATE products SET published_at = updated_at WHERE status = 'published';
-- For search engines; empty is the title and the subtitle.
ALTER TABLE products ADD COLUMN seo_title TEXT NOT NULL DEFAULT '';
ALTER TABLE products ADD COLUMN seo_description TEXT NOT NULL DEFAULT '';
-- What another platform knew and this one does not: {"column": "value"}.
ALTER TABLE products ADD COLUMN custom_fields TEXT NOT NULL DEFAULT '{}';
CREATE INDEX products_by_publish_time ON products (publish_at) WHERE publish_at IS NOT NULL;
CREATE INDEX products_by_retire_time ON products (retire_at) WHERE retire_at IS NOT NULL;
CREATE INDEX products_by_brand ON products (brand_id);
CREATE INDEX products_by_type ON products (product_type_id);

-- GTIN, EAN, UPC or ISBN as printed; may be blank or shared.
ALTER TABLE variants ADD COLUMN barcode TEXT NOT NULL DEFAULT '';
-- What is inside, in thousandths of the unit, and the amount that the unit price is told for:
-- 350 ml told per litre is 350000, 'ml', 1000000. NULL where no unit price is told.
ALTER TABLE variants ADD COLUMN content_milli INTEGER CHECK (content_milli > 0);
ALTER TABLE variants ADD COLUMN content_unit TEXT CHECK (content_unit IN ('g', 'ml', 'cm', 'cm2', 'piece'));
ALTER TABLE variants ADD COLUMN content_base_milli INTEGER CHECK (content_base_milli > 0);
ALTER TABLE variants ADD COLUMN custom_fields TEXT NOT NULL DEFAULT '{}';

ALTER TABLE categories ADD COLUMN seo_title TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN seo_description TEXT NOT NULL DEFAULT '';
ALTER TABLE categories ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
ALTER TABLE brands ADD COLUMN description TEXT NOT NULL DEFAULT '';
ALTER TABLE brands ADD COLUMN version INTEGER NOT NULL DEFAULT 1;

-- SQLite cannot widen a check: the table is written anew.
PRAGMA defer_foreign_keys = on;
CREATE TABLE attributes_next (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  label TEXT NOT NULL,
  kind TEXT NOT NULL
    CHECK (kind IN ('number', 'choice', 'boolean', 'text', 'date', 'swatch', 'reference')),
  unit TEXT,
  -- What a choice or a swatch may be.
  choices TEXT CHECK (choices IS NULL OR json_valid(choices)),
  -- {"Sage": "#9caf88"}: the colours of a swatch's choices.
  swatches TEXT CHECK (swatches IS NULL OR json_valid(swatches)),
  -- Whether shoppers filter by it, and whether its values are found by full text.
  is_filter INTEGER NOT NULL DEFAULT 1 CHECK (is_filter IN (0, 1)),
  is_searchable INTEGER NOT NULL DEFAULT 1 CHECK (is_searchable IN (0, 1)),
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;
INSERT INTO attributes_next (id, handle, label, kind, unit, choices, position)
  SELECT id, handle, label, kind, unit, choices, position FROM attributes;
DROP TABLE attributes;
ALTER TABLE attributes_next RENAME TO attributes;

CREATE TABLE product_type_attributes (
  product_type_id TEXT NOT NULL REFERENCES product_types (id),
  attribute_id TEXT NOT NULL REFERENCES attributes (id),
  is_required INTEGER NOT NULL DEFAULT 0 CHECK (is_required IN (0, 1)),
  position INTEGER NOT NULL,
  PRIMARY KEY (product_type_id, attribute_id)
) STRICT, WITHOUT ROWID;

-- Pictures of single variants; a variant without any shows those of its first option value.
CREATE TABLE variant_media (
  variant_id TEXT NOT NULL REFERENCES variants (id),
  media_id TEXT NOT NULL REFERENCES media (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (variant_id, media_id)
) STRICT, WITHOUT ROWID;

-- Products that belong together for another reason than where they stand.
CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  handle TEXT NOT NULL UNIQUE,
  title TEXT NOT NULL,
  description TEXT NOT NULL DEFAULT '',
  kind TEXT NOT NULL CHECK (kind IN ('manual', 'rules')),
  -- What a product must fulfil; NULL where staff choose by hand.
  rules TEXT CHECK (rules IS NULL OR json_valid(rules)),
  sort TEXT NOT NULL DEFAULT 'manual'
    CHECK (sort IN ('manual', 'featured', 'newest', 'price_asc', 'price_desc')),
  status TEXT NOT NULL DEFAULT 'published' CHECK (status IN ('draft', 'published')),
  image_key TEXT,
  image_alt TEXT NOT NULL DEFAULT '',
  seo_title TEXT NOT NULL DEFAULT '',
  seo_description TEXT NOT NULL DEFAULT '',
  position INTEGER NOT NULL,
  version INTEGER NOT NULL DEFAULT 1,
  updated_at INTEGER NOT NULL,
  -- Products up to this id are compared with the rules; NULL when all are.
  refresh_after TEXT,
  refreshed_at INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Chosen by hand or found by the rules: what pages and search read.
CREATE TABLE collection_products (
  collection_id TEXT NOT NULL REFERENCES collections (id),
  product_id TEXT NOT NULL REFERENCES products (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (collection_id, product_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_products_by_product ON collection_products (product_id, collection_id);

-- What goes with a product, by the choice of staff.
CREATE TABLE product_links (
  product_id TEXT NOT NULL REFERENCES products (id),
  kind TEXT NOT NULL CHECK (kind IN ('related', 'complementary')),
  linked_id TEXT NOT NULL REFERENCES products (id),
  position INTEGER NOT NULL,
  PRIMARY KEY (product_id, kind, linked_id),
  CHECK (linked_id <> product_id)
) STRICT, WITHOUT ROWID;

-- Handles that pages once had: their addresses lead on to what has the subject now.
CREATE TABLE former_handles (
  kind TEXT NOT NULL CHECK (kind IN ('product', 'category', 'collection', 'brand')),
  handle TEXT NOT NULL,
  subject_id TEXT NOT NULL,
  since INTEGER NOT NULL,
  PRIMARY KEY (kind, handle)
) STRICT, WITHOUT ROWID;

-- Texts in other languages than the first. `field` names a column (title, description, label …),
-- "choice:<value>" of an attribute, "option:<name>" and "value:<option value>" of a product.
CREATE TABLE translations (
  subject_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  field TEXT NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (subject_id, locale, field)
) STRICT, WITHOUT ROWID;

-- Every price that a variant had, from when; written by the triggers below, whoever sets a price.
CREATE TABLE price_history (
  variant_id TEXT NOT NULL,
  currency TEXT NOT NULL,
  from_at INTEGER NOT NULL,
  amount_minor INTEGER NOT NULL,
  reason TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (variant_id, currency, from_at)
) STRICT, WITHOUT ROWID;
INSERT INTO price_history (variant_id, currency, from_at, amount_minor)
  SELECT prices.variant_id, prices.currency, products.updated_at, prices.amount_minor
  FROM prices JOIN variants ON variants.id = prices.variant_id
  JOIN products ON products.id = variants.product_id;

CREATE TRIGGER price_history_on_insert AFTER INSERT ON prices BEGIN
  INSERT INTO price_history (variant_id, currency, from_at, amount_minor)
  SELECT NEW.variant_id, NEW.currency, CAST(unixepoch('subsec') * 1000 AS INTEGER), NEW.amount_minor
  WHERE NEW.amount_minor IS NOT (
    SELECT amount_minor FROM price_history
    WHERE variant_id = NEW.variant_id AND currency = NEW.currency ORDER BY from_at DESC LIMIT 1)
  ON CONFLICT (variant_id, currency, from_at) DO UPDATE SET amount_minor = excluded.amount_minor;
END;
CREATE TRIGGER price_history_on_update AFTER UPDATE ON prices BEGIN
  INSERT INTO price_history (variant_id, currency, from_at, amount_minor)
  SELECT NEW.variant_id, NEW.currency, CAST(unixepoch('subsec') * 1000 AS INTEGER), NEW.amount_minor
  WHERE NEW.amount_minor IS NOT (
    SELECT amount_minor FROM price_history
    WHERE variant_id = NEW.variant_id AND currency = NEW.currency ORDER BY from_at DESC LIMIT 1)
  ON CONFLICT (variant_id, currency, from_at) DO UPDATE SET amount_minor = excluded.amount_minor;
END;

-- Products that changed since the index, the documents and the caches heard of them. Triggers write
-- it, so that no writer can forget to; who has told everybody takes the row away if `mark` is still
-- the one that it saw.
CREATE TABLE product_changes (
  product_id TEXT PRIMARY KEY,
  mark TEXT NOT NULL DEFAULT (lower(hex(randomblob(8)))),
  first_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX product_changes_by_age ON product_changes (first_at);
INSERT INTO product_changes (product_id, first_at) SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products;

CREATE TRIGGER products_inserted AFTER INSERT ON products BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER products_updated AFTER UPDATE ON products BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER products_deleted AFTER DELETE ON products BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER variants_inserted AFTER INSERT ON variants BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER variants_updated AFTER UPDATE ON variants BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER variants_deleted AFTER DELETE ON variants BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER media_inserted AFTER INSERT ON media BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER media_updated AFTER UPDATE ON media BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER media_deleted AFTER DELETE ON media BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_attributes_inserted AFTER INSERT ON product_attributes BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_attributes_updated AFTER UPDATE ON product_attributes BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_attributes_deleted AFTER DELETE ON product_attributes BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_categories_inserted AFTER INSERT ON product_categories BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_categories_updated AFTER UPDATE ON product_categories BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_categories_deleted AFTER DELETE ON product_categories BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER collection_products_inserted AFTER INSERT ON collection_products BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER collection_products_updated AFTER UPDATE ON collection_products BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER collection_products_deleted AFTER DELETE ON collection_products BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_links_inserted AFTER INSERT ON product_links BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_links_updated AFTER UPDATE ON product_links BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT NEW.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_links_deleted AFTER DELETE ON product_links BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT OLD.product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER prices_inserted AFTER INSERT ON prices BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE id = NEW.variant_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER prices_updated AFTER UPDATE ON prices BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE id = NEW.variant_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER prices_deleted AFTER DELETE ON prices BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE id = OLD.variant_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER variant_media_inserted AFTER INSERT ON variant_media BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE id = NEW.variant_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER variant_media_updated AFTER UPDATE ON variant_media BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE id = NEW.variant_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER variant_media_deleted AFTER DELETE ON variant_media BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE id = OLD.variant_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
-- Only what a shopper can see of the stock: in stock, few left, sold out.
CREATE TRIGGER stock_levels_inserted AFTER INSERT ON stock_levels BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE stock_item_id = NEW.stock_item_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER stock_levels_updated AFTER UPDATE ON stock_levels
WHEN max(0, OLD.on_hand - OLD.held - OLD.allocated) <> max(0, NEW.on_hand - NEW.held - NEW.allocated)
  AND min(max(0, OLD.on_hand - OLD.held - OLD.allocated), max(0, NEW.on_hand - NEW.held - NEW.allocated)) <= 10 BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM variants WHERE stock_item_id = NEW.stock_item_id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
-- What stands in many products.
CREATE TRIGGER brands_updated AFTER UPDATE OF handle, title ON brands BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE brand_id = NEW.id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER categories_updated AFTER UPDATE OF handle, title, parent_id ON categories BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_categories WHERE category_id = NEW.id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER collections_updated AFTER UPDATE OF handle, title, status ON collections BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM collection_products WHERE collection_id = NEW.id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER product_types_updated AFTER UPDATE OF handle, title ON product_types BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE product_type_id = NEW.id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER attributes_updated AFTER UPDATE ON attributes BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_attributes WHERE attribute_id = NEW.id
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER translations_inserted AFTER INSERT ON translations BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT * FROM (SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE id = NEW.subject_id
  UNION SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE brand_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_categories WHERE category_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM collection_products WHERE collection_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_attributes WHERE attribute_id = NEW.subject_id) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
  INSERT INTO product_changes (product_id, first_at)
  SELECT * FROM (SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE product_type_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM media WHERE id = NEW.subject_id) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER translations_updated AFTER UPDATE ON translations BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT * FROM (SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE id = NEW.subject_id
  UNION SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE brand_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_categories WHERE category_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM collection_products WHERE collection_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_attributes WHERE attribute_id = NEW.subject_id) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
  INSERT INTO product_changes (product_id, first_at)
  SELECT * FROM (SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE product_type_id = NEW.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM media WHERE id = NEW.subject_id) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE TRIGGER translations_deleted AFTER DELETE ON translations BEGIN
  INSERT INTO product_changes (product_id, first_at)
  SELECT * FROM (SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE id = OLD.subject_id
  UNION SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE brand_id = OLD.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_categories WHERE category_id = OLD.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM collection_products WHERE collection_id = OLD.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM product_attributes WHERE attribute_id = OLD.subject_id) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
  INSERT INTO product_changes (product_id, first_at)
  SELECT * FROM (SELECT id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM products WHERE product_type_id = OLD.subject_id
  UNION SELECT product_id, CAST(unixepoch('subsec') * 1000 AS INTEGER) FROM media WHERE id = OLD.subject_id) WHERE true
  ON CONFLICT (product_id) DO UPDATE SET mark = excluded.mark;
END;
CREATE INDEX product_attributes_by_attribute ON product_attributes (attribute_id, product_id);

CREATE TRIGGER products_first_inserted AFTER INSERT ON products
WHEN NEW.status = 'published' AND NEW.published_at IS NULL BEGIN
  UPDATE products SET published_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;
CREATE TRIGGER products_first_published AFTER UPDATE OF status ON products
WHEN NEW.status = 'published' AND NEW.published_at IS NULL BEGIN
  UPDATE products SET published_at = CAST(unixepoch('subsec') * 1000 AS INTEGER) WHERE id = NEW.id;
END;

-- A category never stands below itself, whoever moves it.
CREATE TRIGGER categories_refuse_loops BEFORE UPDATE OF parent_id ON categories
WHEN NEW.parent_id IS NOT NULL BEGIN
  SELECT RAISE (ABORT, 'category_loop') WHERE NEW.id IN (
    WITH RECURSIVE up (id) AS (
      SELECT NEW.parent_id
      UNION SELECT categories.parent_id FROM up JOIN categories ON categories.id = up.id
      WHERE categories.parent_id IS NOT NULL)
    SELECT id FROM up);
END;

-- An address that was given out goes on working.
CREATE TRIGGER products_renamed AFTER UPDATE OF handle ON products WHEN OLD.handle <> NEW.handle BEGIN
  INSERT INTO former_handles (kind, handle, subject_id, since)
  VALUES ('product', OLD.handle, OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT (kind, handle) DO UPDATE SET subject_id = excluded.subject_id, since = excluded.since;
  DELETE FROM former_handles WHERE kind = 'product' AND handle = NEW.handle;
END;
CREATE TRIGGER categories_renamed AFTER UPDATE OF handle ON categories WHEN OLD.handle <> NEW.handle BEGIN
  INSERT INTO former_handles (kind, handle, subject_id, since)
  VALUES ('category', OLD.handle, OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT (kind, handle) DO UPDATE SET subject_id = excluded.subject_id, since = excluded.since;
  DELETE FROM former_handles WHERE kind = 'category' AND handle = NEW.handle;
END;
CREATE TRIGGER brands_renamed AFTER UPDATE OF handle ON brands WHEN OLD.handle <> NEW.handle BEGIN
  INSERT INTO former_handles (kind, handle, subject_id, since)
  VALUES ('brand', OLD.handle, OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT (kind, handle) DO UPDATE SET subject_id = excluded.subject_id, since = excluded.since;
  DELETE FROM former_handles WHERE kind = 'brand' AND handle = NEW.handle;
END;
CREATE TRIGGER collections_renamed AFTER UPDATE OF handle ON collections WHEN OLD.handle <> NEW.handle BEGIN
  INSERT INTO former_handles (kind, handle, subject_id, since)
  VALUES ('collection', OLD.handle, OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT (kind, handle) DO UPDATE SET subject_id = excluded.subject_id, since = excluded.since;
  DELETE FROM former_handles WHERE kind = 'collection' AND handle = NEW.handle;
END;
