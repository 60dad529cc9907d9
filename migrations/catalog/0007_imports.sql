-- Catalogs that merchants bring with them: what was asked for, how far it is, what became of each row.

CREATE TABLE imports (
  id TEXT PRIMARY KEY,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'reading', 'settling', 'finished', 'failed')),
  -- The file in R2, until it is forgotten.
  file_key TEXT NOT NULL,
  file_name TEXT NOT NULL,
  bytes INTEGER NOT NULL,
  is_dry_run INTEGER NOT NULL CHECK (is_dry_run IN (0, 1)),
  settings TEXT NOT NULL CHECK (json_valid(settings)),
  -- Known when the file was looked into.
  format TEXT,
  -- Where reading goes on; NULL at the beginning.
  place TEXT CHECK (place IS NULL OR json_valid(place)),
  bytes_read INTEGER NOT NULL DEFAULT 0,
  -- Pieces that are written. A piece that somebody else has written already fails as a whole.
  pieces INTEGER NOT NULL DEFAULT 0,
  holder TEXT,
  lease_until INTEGER NOT NULL DEFAULT 0,
  rows_read INTEGER NOT NULL DEFAULT 0,
  rows_rejected INTEGER NOT NULL DEFAULT 0,
  created_count INTEGER NOT NULL DEFAULT 0,
  changed_count INTEGER NOT NULL DEFAULT 0,
  unchanged_count INTEGER NOT NULL DEFAULT 0,
  rejected_count INTEGER NOT NULL DEFAULT 0,
  warning_count INTEGER NOT NULL DEFAULT 0,
  -- Why it failed, in a sentence.
  problem TEXT,
  actor TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  updated_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
CREATE INDEX imports_by_state ON imports (state, lease_until);
CREATE INDEX imports_by_age ON imports (created_at);

-- One row per product of the file, by the row that it begins with.
CREATE TABLE import_rows (
  import_id TEXT NOT NULL REFERENCES imports (id),
  row INTEGER NOT NULL,
  rows INTEGER NOT NULL,
  handle TEXT NOT NULL,
  outcome TEXT NOT NULL CHECK (outcome IN ('created', 'changed', 'unchanged', 'rejected')),
  changes TEXT NOT NULL CHECK (json_valid(changes)),
  messages TEXT NOT NULL CHECK (json_valid(messages)),
  PRIMARY KEY (import_id, row)
) STRICT;
CREATE INDEX import_rows_by_handle ON import_rows (import_id, handle);

-- Pictures of imported products; `id` is the id of the media row that each becomes.
CREATE TABLE import_pictures (
  id TEXT PRIMARY KEY,
  product_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  row INTEGER NOT NULL,
  url TEXT,
  key TEXT,
  alt TEXT NOT NULL,
  width INTEGER,
  height INTEGER,
  option_value TEXT,
  -- The variants that show it, by their option values.
  variants TEXT NOT NULL DEFAULT '[]' CHECK (json_valid(variants)),
  position INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'stored', 'failed')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at INTEGER NOT NULL DEFAULT 0,
  problem TEXT
) STRICT;
CREATE INDEX import_pictures_by_product ON import_pictures (product_id, position);
CREATE INDEX import_pictures_due ON import_pictures (next_at) WHERE state = 'waiting';
CREATE INDEX import_pictures_by_import ON import_pictures (import_id, row);

-- Units of new variants on the way to their StockObject, which takes them in once.
CREATE TABLE import_stock (
  stock_item_id TEXT NOT NULL,
  location_id TEXT NOT NULL,
  import_id TEXT NOT NULL,
  quantity INTEGER NOT NULL CHECK (quantity > 0),
  PRIMARY KEY (stock_item_id, location_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX import_stock_by_import ON import_stock (import_id);

-- Links to products that may come later in the same file.
CREATE TABLE import_links (
  import_id TEXT NOT NULL,
  product_id TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('related', 'complementary')),
  handle TEXT NOT NULL,
  row INTEGER NOT NULL,
  position INTEGER NOT NULL,
  PRIMARY KEY (import_id, product_id, kind, handle)
) STRICT, WITHOUT ROWID;
