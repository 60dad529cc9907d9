-- Who tells of a change holds its row for a while, so that two tellers never write the copies of one
-- product at the same time. A holder that died loses it; one that failed leaves it alone for a moment.
ALTER TABLE product_changes ADD COLUMN taken_by TEXT;
ALTER TABLE product_changes ADD COLUMN taken_until INTEGER NOT NULL DEFAULT 0;

-- What of the cached answers is old: read by every isolate every few seconds, kept for an hour.
CREATE TABLE edge_purges (
  -- "product:prd_…"
  tag TEXT PRIMARY KEY,
  -- Answers begun before this are old.
  purged_at INTEGER NOT NULL,
  -- Documents written before this are old.
  copies_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX edge_purges_by_time ON edge_purges (purged_at);

-- The address of a deleted product is remembered too, so that its documents can be taken away.
CREATE TRIGGER products_forgotten AFTER DELETE ON products BEGIN
  INSERT INTO former_handles (kind, handle, subject_id, since)
  VALUES ('product', OLD.handle, OLD.id, CAST(unixepoch('subsec') * 1000 AS INTEGER))
  ON CONFLICT (kind, handle) DO UPDATE SET subject_id = excluded.subject_id, since = excluded.since;
END;
