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
