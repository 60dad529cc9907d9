-- Differences between books: found by the clock, kept for people. An id follows from type and subject.
CREATE TABLE reconciliation_breaks (
  id TEXT PRIMARY KEY,
  type TEXT NOT NULL,
  subject TEXT NOT NULL,
  details TEXT NOT NULL CHECK (json_valid(details)),
  action TEXT NOT NULL,
  first_seen_at INTEGER NOT NULL,
  last_seen_at INTEGER NOT NULL,
  resolved_at INTEGER,
  resolved_by TEXT,
  note TEXT,
  UNIQUE (type, subject),
  CHECK (resolved_by IS NULL OR resolved_at IS NOT NULL)
) STRICT;
CREATE INDEX reconciliation_breaks_open ON reconciliation_breaks (first_seen_at DESC, id)
  WHERE resolved_at IS NULL;
CREATE INDEX reconciliation_breaks_by_subject ON reconciliation_breaks (subject)
  WHERE resolved_at IS NULL;
CREATE INDEX reconciliation_breaks_by_end ON reconciliation_breaks (resolved_at)
  WHERE resolved_at IS NOT NULL;

-- How far each comparison is, and who is at it until when. Without finished_at a round is under way.
CREATE TABLE reconciliation_jobs (
  name TEXT PRIMARY KEY,
  holder TEXT,
  lease_until INTEGER NOT NULL,
  cursor TEXT CHECK (cursor IS NULL OR json_valid(cursor)),
  round_at INTEGER NOT NULL,
  finished_at INTEGER
) STRICT, WITHOUT ROWID;

-- Letters that wait for somebody.
CREATE INDEX dead_letters_waiting ON dead_letters (died_at) WHERE replayed_at IS NULL;
