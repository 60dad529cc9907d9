-- The rebuild that is under way, or the last one: which slot it fills and how far it came.
CREATE TABLE search_rebuild (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  -- 'filling' indexes one product after the other, and every change in both slots; 'done' answers
  -- from the new slot and still has the old one; 'idle' has nothing to do.
  state TEXT NOT NULL CHECK (state IN ('idle', 'filling', 'done')),
  slot TEXT NOT NULL CHECK (slot IN ('a', 'b')),
  -- The last product that was indexed; NULL before the first.
  cursor TEXT,
  -- Products indexed so far.
  products INTEGER NOT NULL,
  started_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT;
INSERT INTO search_rebuild (id, state, slot, products, started_at) VALUES (1, 'idle', 'b', 0, 0);
