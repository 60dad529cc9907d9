/** The statements of runtime/ that every object uses, and those of durable-objects/cart-store.ts. */
import { count, NOTHING, put, type Statements, table, text, WRITTEN } from "./quick-statement.ts";

/** Schema, deadlines and commands. */
export const RUNTIME_STATEMENTS: Statements = {
  "CREATE TABLE IF NOT EXISTS schema_version (one INTEGER PRIMARY KEY CHECK (one = 1), version INTEGER NOT NULL) STRICT":
    table("schema_version"),
  "SELECT version FROM schema_version": ({ schemaVersion }) =>
    schemaVersion === null ? NOTHING : { rows: [{ version: schemaVersion }], written: 0 },
  "INSERT INTO schema_version (one, version) VALUES (1, ?1) ON CONFLICT DO UPDATE SET version = ?1":
    (rows, [version]) => {
      const before = rows.schemaVersion;
      rows.schemaVersion = count(version);
      rows.undo.note(() => {
        rows.schemaVersion = before;
      });
      return WRITTEN;
    },
  "CREATE TABLE deadlines (name TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID":
    table("deadlines"),
  "SELECT name, at FROM deadlines": ({ deadlines }) => ({
    rows: [...deadlines.rows].map(([name, at]) => ({ name, at })),
    written: 0,
  }),
  "DELETE FROM deadlines WHERE name = ?": ({ deadlines }, [name]) =>
    deadlines.delete(text(name)) > 0 ? WRITTEN : NOTHING,
  "INSERT OR REPLACE INTO deadlines (name, at) VALUES (?, ?)": ({ deadlines }, [name, at]) => {
    deadlines.set(text(name), count(at));
    return WRITTEN;
  },
  "CREATE TABLE commands ( key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL ) STRICT":
    table("commands"),
  "SELECT fingerprint, result, at FROM commands WHERE key = ?": ({ commands }, [key]) => {
    const row = commands.get(text(key));
    return row === undefined ? NOTHING : { rows: [row], written: 0 };
  },
  "INSERT OR REPLACE INTO commands (key, fingerprint, result, at) VALUES (?, ?, ?, ?)": (
    { commands },
    [key = "", fingerprint = "", result = "", at = 0],
  ) => {
    commands.delete(text(key));
    commands.set(text(key), { key, fingerprint, result, at });
    return WRITTEN;
  },
  "DELETE FROM commands WHERE at <= ? AND rowid IN (SELECT rowid FROM commands ORDER BY rowid LIMIT ?)":
    ({ commands }, [at, limit]) => {
      let written = 0;
      let looked = 0;
      for (const [key, row] of commands.rows) {
        if (looked >= count(limit)) break;
        looked += 1;
        if (count(row.at) <= count(at)) written += commands.delete(key);
      }
      return { rows: [], written };
    },
};

/** The cart's one row. */
export const CART_STATEMENTS: Statements = {
  "CREATE TABLE cart ( one INTEGER PRIMARY KEY CHECK (one = 1), state TEXT NOT NULL, touched_at INTEGER NOT NULL ) STRICT":
    table("cart"),
  "SELECT 1 FROM sqlite_master WHERE name = 'cart'": ({ tables }) =>
    tables.has("cart") ? { rows: [{ "1": 1 }], written: 0 } : NOTHING,
  "SELECT state FROM cart": ({ cart }) =>
    cart.value === null ? NOTHING : { rows: [cart.value], written: 0 },
  "INSERT OR REPLACE INTO cart (one, state, touched_at) VALUES (1, ?, ?)": (
    { undo, cart },
    [state = "", touched_at = 0],
  ) => {
    put(undo, cart, { state, touched_at });
    return WRITTEN;
  },
  "SELECT touched_at FROM cart": ({ cart }) =>
    cart.value === null ? NOTHING : { rows: [cart.value], written: 0 },
};
