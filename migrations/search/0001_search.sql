-- The search index: a copy of the catalog, rebuilt from it at will. Nothing here decides anything.
-- It is built in one of two slots while the other one answers; this row names the one that answers.
CREATE TABLE search_index (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  live_slot TEXT NOT NULL CHECK (live_slot IN ('a', 'b')),
  -- Counted up with every swap.
  generation INTEGER NOT NULL,
  built_at INTEGER NOT NULL
) STRICT;
INSERT INTO search_index (id, live_slot, generation, built_at) VALUES (1, 'a', 0, 0);

-- What shoppers filter by, in each language, and the values of it. Both slots share these names:
-- an id never changes its meaning, and one that no product has any more is counted by nobody.
CREATE TABLE facets (
  id INTEGER PRIMARY KEY,
  locale TEXT NOT NULL,
  -- 'brand', 'category', 'collection', 'option.<name>', 'attr.<handle>'
  key TEXT NOT NULL,
  label TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('choice', 'range', 'boolean', 'tree')),
  unit TEXT,
  UNIQUE (locale, key)
) STRICT;
CREATE TABLE facet_values (
  id INTEGER PRIMARY KEY,
  facet_id INTEGER NOT NULL REFERENCES facets (id),
  -- As an address names it: 'sage'.
  value TEXT NOT NULL,
  label TEXT NOT NULL,
  -- The value above it in a tree.
  parent TEXT,
  UNIQUE (facet_id, value)
) STRICT;

-- A product in one language. `doc` is scattered over 32 bits, so that the first thousand matches of
-- a term, which come in its order, are a fair sample of all of them.
CREATE TABLE products_a (
  doc INTEGER PRIMARY KEY,
  product_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  -- The catalog's version: an older one never replaces a newer one.
  version INTEGER NOT NULL,
  is_in_stock INTEGER NOT NULL CHECK (is_in_stock IN (0, 1)),
  -- Hundredths; 0 without one.
  rating INTEGER NOT NULL,
  rating_count INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  -- Lowest price by currency; NULL where the product is not sold in it.
  eur INTEGER,
  usd INTEGER,
  jpy INTEGER,
  -- 'en 3.17 4n2.5': the language, facet 3 has value 17, facet 4 is the number 2.5.
  filters TEXT NOT NULL,
  -- Analysed terms, each with the language before it: languages share no words.
  title TEXT NOT NULL,
  brand TEXT NOT NULL,
  category TEXT NOT NULL,
  codes TEXT NOT NULL,
  attributes TEXT NOT NULL,
  description TEXT NOT NULL,
  indexed_at INTEGER NOT NULL,
  UNIQUE (product_id, locale)
) STRICT;
-- Everything that filters, counts and orders, without the texts: what a query reads of each match.
CREATE INDEX products_a_facts ON products_a
  (doc, is_in_stock, rating, rank, created_at, eur, usd, jpy, filters);
CREATE INDEX products_a_by_rank ON products_a (locale, rank, doc);
CREATE INDEX products_a_by_age ON products_a (locale, created_at, doc);
CREATE INDEX products_a_by_rating ON products_a (locale, rating, doc);
CREATE INDEX products_a_by_eur ON products_a (locale, eur, doc);
CREATE INDEX products_a_by_usd ON products_a (locale, usd, doc);
CREATE INDEX products_a_by_jpy ON products_a (locale, jpy, doc);
-- The texts are kept in the table above, so this one keeps none.
CREATE VIRTUAL TABLE terms_a USING fts5 (
  title, brand, category, codes, attributes, description, filters,
  content = '', contentless_delete = 1, tokenize = "ascii tokenchars '.'"
);
CREATE TRIGGER products_a_inserted AFTER INSERT ON products_a BEGIN
  INSERT INTO terms_a (rowid, title, brand, category, codes, attributes, description, filters)
  VALUES (new.doc, new.title, new.brand, new.category, new.codes, new.attributes, new.description,
    new.filters);
END;
-- A change of price or stock leaves the terms alone.
CREATE TRIGGER products_a_updated AFTER UPDATE ON products_a
WHEN (old.title, old.brand, old.category, old.codes, old.attributes, old.description, old.filters)
  IS NOT (new.title, new.brand, new.category, new.codes, new.attributes, new.description, new.filters)
BEGIN
  DELETE FROM terms_a WHERE rowid = old.doc;
  INSERT INTO terms_a (rowid, title, brand, category, codes, attributes, description, filters)
  VALUES (new.doc, new.title, new.brand, new.category, new.codes, new.attributes, new.description,
    new.filters);
END;

-- The other slot, the same.
CREATE TABLE products_b (
  doc INTEGER PRIMARY KEY,
  product_id TEXT NOT NULL,
  locale TEXT NOT NULL,
  version INTEGER NOT NULL,
  is_in_stock INTEGER NOT NULL CHECK (is_in_stock IN (0, 1)),
  rating INTEGER NOT NULL,
  rating_count INTEGER NOT NULL,
  rank INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  eur INTEGER,
  usd INTEGER,
  jpy INTEGER,
  filters TEXT NOT NULL,
  title TEXT NOT NULL,
  brand TEXT NOT NULL,
  category TEXT NOT NULL,
  codes TEXT NOT NULL,
  attributes TEXT NOT NULL,
  description TEXT NOT NULL,
  indexed_at INTEGER NOT NULL,
  UNIQUE (product_id, locale)
) STRICT;
CREATE INDEX products_b_facts ON products_b
  (doc, is_in_stock, rating, rank, created_at, eur, usd, jpy, filters);
CREATE INDEX products_b_by_rank ON products_b (locale, rank, doc);
CREATE INDEX products_b_by_age ON products_b (locale, created_at, doc);
CREATE INDEX products_b_by_rating ON products_b (locale, rating, doc);
CREATE INDEX products_b_by_eur ON products_b (locale, eur, doc);
CREATE INDEX products_b_by_usd ON products_b (locale, usd, doc);
CREATE INDEX products_b_by_jpy ON products_b (locale, jpy, doc);
CREATE VIRTUAL TABLE terms_b USING fts5 (
  title, brand, category, codes, attributes, description, filters,
  content = '', contentless_delete = 1, tokenize = "ascii tokenchars '.'"
);
CREATE TRIGGER products_b_inserted AFTER INSERT ON products_b BEGIN
  INSERT INTO terms_b (rowid, title, brand, category, codes, attributes, description, filters)
  VALUES (new.doc, new.title, new.brand, new.category, new.codes, new.attributes, new.description,
    new.filters);
END;
CREATE TRIGGER products_b_updated AFTER UPDATE ON products_b
WHEN (old.title, old.brand, old.category, old.codes, old.attributes, old.description, old.filters)
  IS NOT (new.title, new.brand, new.category, new.codes, new.attributes, new.description, new.filters)
BEGIN
  DELETE FROM terms_b WHERE rowid = old.doc;
  INSERT INTO terms_b (rowid, title, brand, category, codes, attributes, description, filters)
  VALUES (new.doc, new.title, new.brand, new.category, new.codes, new.attributes, new.description,
    new.filters);
END;
