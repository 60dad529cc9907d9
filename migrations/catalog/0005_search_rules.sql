-- What staff tell search: words that mean the same, and products that come first.
CREATE TABLE search_synonyms (
  id TEXT PRIMARY KEY,
  locale TEXT NOT NULL,
  -- ["sofa", "couch"]: whoever searches for one finds all.
  terms TEXT NOT NULL CHECK (json_valid(terms)),
  updated_at INTEGER NOT NULL
) STRICT;
CREATE INDEX search_synonyms_by_locale ON search_synonyms (locale, updated_at);

CREATE TABLE search_pins (
  id TEXT PRIMARY KEY,
  locale TEXT NOT NULL,
  -- Lower case, without diacritics, one space between words.
  query TEXT NOT NULL,
  -- In the order in which they are shown.
  product_ids TEXT NOT NULL CHECK (json_valid(product_ids)),
  updated_at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX search_pins_by_query ON search_pins (locale, query);
