/**
 * The tables of the objects in memory: quick, and taught exactly the statements that the objects
 * use. Real SQLite says the same (see equivalence in simulation.test.ts); an unknown statement throws.
 */
import {
  type Outcome,
  type ReadTable,
  type Row,
  type Rows,
  type Scalar,
  Table,
  Undo,
  UnknownStatement,
} from "./rows.ts";
import { ask } from "./scratch.ts";

type Statement = (rows: QuickRows, values: readonly Scalar[]) => Outcome;

interface Cell {
  value: Row | null;
}

const NOTHING: Outcome = { rows: [], written: 0 };
const WRITTEN: Outcome = { rows: [], written: 1 };

/** The tables of one object, whatever its class: the unused ones are empty. */
export class QuickRows implements Rows {
  readonly undo = new Undo();
  readonly tables = new Set<string>();
  schemaVersion: number | null = null;
  readonly deadlines = new Table<number>(this.undo);
  readonly commands = new Table<Row>(this.undo);
  readonly outbox = new Table<Row>(this.undo);
  readonly answers = new Table<Row>(this.undo);
  readonly levels = new Table<Row>(this.undo);
  readonly holds = new Table<Row>(this.undo);
  readonly history: Row[] = [];
  readonly ledger: Row[] = [];
  readonly order: Cell = { value: null };
  readonly cart: Cell = { value: null };

  exec(text: string, values: readonly Scalar[]): Outcome {
    let statement = known.get(text);
    if (statement === undefined) {
      const spelled = flat(text);
      // The schema of the stock object is one text of many statements: its first words name it.
      const isStock = spelled.startsWith("CREATE TABLE levels (");
      statement = isStock ? table("levels") : STATEMENTS.get(spelled);
      if (statement === undefined) statement = rare(spelled);
      known.set(text, statement);
    }
    return statement(this, values);
  }

  transact<Value>(work: () => Value): Value {
    return this.undo.transact(work);
  }

  read(name: ReadTable): readonly Row[] {
    switch (name) {
      case "orders":
        return this.order.value === null ? [] : [this.order.value];
      case "cart":
        return this.cart.value === null ? [] : [this.cart.value];
      case "answers":
      case "commands":
        return [...this[name].rows.values()];
      case "ledger":
        return this.ledger;
      case "history":
        return this.history;
      default:
        return [...this[name].rows.values()];
    }
  }

  clear(): void {
    this.tables.clear();
    this.schemaVersion = null;
    for (const table of [this.deadlines, this.commands, this.outbox, this.answers]) {
      table.rows.clear();
    }
    this.levels.rows.clear();
    this.holds.rows.clear();
    this.history.length = 0;
    this.ledger.length = 0;
    this.order.value = null;
    this.cart.value = null;
  }
}

const known = new Map<string, Statement>();

/** A question that is asked too seldom to be taught. @throws UnknownStatement where it writes */
function rare(spelled: string): Statement {
  return (rows, values) => {
    const answer = ask(spelled, values, (table) => rows.read(table));
    if (answer === null) throw new UnknownStatement(spelled);
    return answer;
  };
}

function flat(text: string): string {
  return text
    .replaceAll(/--[^\n]*/g, "")
    .replaceAll(/\s+/g, " ")
    .trim();
}

function put(undo: Undo, cell: Cell, value: Row | null): void {
  const before = cell.value;
  cell.value = value;
  undo.note(() => {
    cell.value = before;
  });
}

function append(undo: Undo, list: Row[], row: Row): void {
  list.push(row);
  undo.note(() => list.pop());
}

function table(name: string): Statement {
  return (rows) => {
    rows.tables.add(name);
    return NOTHING;
  };
}

function count(value: Scalar | undefined): number {
  return Number(value);
}

function text(value: Scalar | undefined): string {
  return String(value);
}

function byDue(left: Row, right: Row): number {
  const difference = count(left.due_at) - count(right.due_at);
  if (difference !== 0) return difference;
  return text(left.id ?? left.hold_id) < text(right.id ?? right.hold_id) ? -1 : 1;
}

function insertHistory(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [version = 0, at = 0, input = "", status = ""] = values;
  append(rows.undo, rows.history, { version, at, input, status });
  return WRITTEN;
}

function updateOrder({ undo, order }: QuickRows, values: readonly Scalar[]): Outcome {
  const [version = 0, body = "", before = 0] = values;
  if (order.value?.version !== before) return NOTHING;
  put(undo, order, { version, body });
  return WRITTEN;
}

function saveHold(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [hold_id, status, quantity, order_id, expires_at, available, parts, ...rest] =
    values as Scalar[];
  const [restocked, closed_at, due_at, v] = rest;
  const row = {
    hold_id: hold_id ?? null,
    status: status ?? null,
    quantity: quantity ?? null,
    order_id: order_id ?? null,
    expires_at: expires_at ?? null,
    available: available ?? null,
    parts: parts ?? null,
    restocked: restocked ?? null,
    closed_at: closed_at ?? null,
    due_at: due_at ?? null,
    v: v ?? null,
  };
  const isOver = count(restocked) > count(quantity) || count(quantity) < 0;
  if (isOver) throw new Error("CHECK constraint failed: holds");
  rows.holds.set(text(hold_id), row);
  return WRITTEN;
}

function saveLevel(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [location = "", on_hand = 0, held = 0, allocated = 0] = values;
  const isWrong =
    count(on_hand) < 0 ||
    count(held) < 0 ||
    count(allocated) < 0 ||
    count(held) + count(allocated) > count(on_hand);
  if (isWrong) throw new Error("CHECK constraint failed: levels");
  rows.levels.set(text(location), { location, on_hand, held, allocated });
  return WRITTEN;
}

function saveEntry(rows: QuickRows, values: readonly Scalar[]): Outcome {
  const [seq = 0, at = 0, kind = "", location = "", quantity = 0, on_hand = 0, ...rest] = values;
  const [held = 0, allocated = 0, hold_id = null, order_id = null, ...notes] = rest;
  const [reason = null, actor = null, v = 0] = notes;
  const last = rows.ledger.at(-1);
  if (last !== undefined && count(last.seq) >= count(seq)) throw new Error("UNIQUE: ledger.seq");
  const entry = { seq, at, kind, location, quantity, on_hand, held, allocated };
  append(rows.undo, rows.ledger, { ...entry, hold_id, order_id, reason, actor, v });
  return WRITTEN;
}

function holdsWhere(rows: QuickRows, isMeant: (status: Scalar | undefined) => boolean): Row[] {
  const found: Row[] = [];
  for (const row of rows.holds.rows.values()) if (isMeant(row.status)) found.push(row);
  return found;
}

function dueHolds(found: readonly Row[], [now, limit]: readonly Scalar[]): Outcome {
  const due = found.filter((row) => row.due_at !== null && count(row.due_at) <= count(now));
  return { rows: due.sort(byDue).slice(0, count(limit)), written: 0 };
}

function earliest(found: readonly Row[]): Outcome {
  let at: number | null = null;
  for (const { due_at } of found) {
    if (due_at != null && (at === null || count(due_at) < at)) at = count(due_at);
  }
  return { rows: [{ at }], written: 0 };
}

const isHeld = (status: Scalar | undefined) => status === "held";
const isOverHold = (status: Scalar | undefined) => status !== "held";

const ORDER_STATEMENTS: Readonly<Record<string, Statement>> = {
  "CREATE TABLE orders ( singleton INTEGER PRIMARY KEY CHECK (singleton = 1), version INTEGER NOT NULL, body TEXT NOT NULL ) STRICT":
    table("orders"),
  "CREATE TABLE history ( version INTEGER PRIMARY KEY, at INTEGER NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL ) STRICT":
    table("history"),
  "CREATE TABLE answers ( key TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT, at INTEGER NOT NULL ) STRICT":
    table("answers"),
  "SELECT 1 FROM sqlite_master WHERE name = 'orders'": ({ tables }) =>
    tables.has("orders") ? { rows: [{ "1": 1 }], written: 0 } : NOTHING,
  "SELECT body FROM orders": ({ order }) =>
    order.value === null ? NOTHING : { rows: [order.value], written: 0 },
  "INSERT INTO orders VALUES (1, ?, ?)": ({ undo, order }, [version = 0, body = ""]) => {
    if (order.value !== null) throw new Error("UNIQUE constraint failed: orders.singleton");
    put(undo, order, { version, body });
    return WRITTEN;
  },
  "UPDATE orders SET version = ?, body = ? WHERE version = ?": updateOrder,
  "INSERT INTO history VALUES (?, ?, ?, ?)": insertHistory,
  "SELECT version, at, input, status FROM history ORDER BY version": ({ history }) => ({
    rows: history,
    written: 0,
  }),
  "SELECT fingerprint, answer FROM answers WHERE key = ? AND at > ?": ({ answers }, [key, at]) => {
    const row = answers.get(text(key));
    return row !== undefined && count(row.at) > count(at) ? { rows: [row], written: 0 } : NOTHING;
  },
  "SELECT max(at) AS since FROM history": ({ history }) => {
    const since = history.length === 0 ? null : Math.max(...history.map((row) => count(row.at)));
    return { rows: [{ since }], written: 0 };
  },
  "DELETE FROM answers WHERE at <= ?": ({ answers }, [at]) => {
    let written = 0;
    for (const [key, row] of answers.rows) {
      if (count(row.at) <= count(at)) written += answers.delete(key);
    }
    return { rows: [], written };
  },
  "INSERT INTO answers VALUES (?, ?, NULL, ?) ON CONFLICT DO NOTHING": (rows, values) => {
    const [key = "", fingerprint = "", at = 0] = values;
    if (rows.answers.get(text(key)) !== undefined) return NOTHING;
    rows.answers.set(text(key), { key, fingerprint, answer: null, at });
    return WRITTEN;
  },
  "UPDATE answers SET answer = ? WHERE key = ?": ({ answers }, [answer = null, key]) => {
    const row = answers.get(text(key));
    if (row === undefined) return NOTHING;
    answers.set(text(key), { ...row, answer });
    return WRITTEN;
  },
};

const OUTBOX_STATEMENTS: Readonly<Record<string, Statement>> = {
  "CREATE TABLE outbox ( id TEXT PRIMARY KEY, request TEXT NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0 ) STRICT, WITHOUT ROWID":
    table("outbox"),
  "INSERT INTO outbox (id, request, due_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING": (
    { outbox },
    [id = "", request = "", due_at = 0],
  ) => {
    if (outbox.get(text(id)) !== undefined) return NOTHING;
    outbox.set(text(id), { id, request, due_at, attempts: 0 });
    return WRITTEN;
  },
  "SELECT id, request, attempts FROM outbox WHERE due_at <= ? ORDER BY due_at LIMIT ?": (
    { outbox },
    [now, limit],
  ) => {
    if (outbox.rows.size === 0) return NOTHING;
    const due: Row[] = [];
    for (const row of outbox.rows.values()) if (count(row.due_at) <= count(now)) due.push(row);
    return { rows: due.sort(byDue).slice(0, count(limit)), written: 0 };
  },
  "SELECT count(*) AS waiting, coalesce(max(attempts), 0) AS failures FROM outbox": ({
    outbox,
  }) => {
    let failures = 0;
    for (const row of outbox.rows.values()) failures = Math.max(failures, count(row.attempts));
    return { rows: [{ waiting: outbox.rows.size, failures }], written: 0 };
  },
  "SELECT DISTINCT request ->> 'kind' AS kind FROM outbox ORDER BY 1 LIMIT ?": (
    { outbox },
    [limit],
  ) => {
    const kinds = new Set<string>();
    for (const row of outbox.rows.values()) kinds.add(JSON.parse(text(row.request)).kind);
    const sorted = [...kinds].sort().slice(0, count(limit));
    return { rows: sorted.map((kind) => ({ kind })), written: 0 };
  },
  "DELETE FROM outbox WHERE id = ?": ({ outbox }, [id]) =>
    outbox.delete(text(id)) > 0 ? WRITTEN : NOTHING,
  "UPDATE outbox SET attempts = attempts + 1, due_at = ? WHERE id = ?": (
    { outbox },
    [due_at = 0, id],
  ) => {
    const row = outbox.get(text(id));
    if (row === undefined) return NOTHING;
    outbox.set(text(id), { ...row, due_at, attempts: count(row.attempts) + 1 });
    return WRITTEN;
  },
  "SELECT min(CASE WHEN due_at > ?1 THEN due_at ELSE ?2 END) AS at FROM outbox": (
    { outbox },
    [now, watchdog],
  ) => {
    let at: number | null = null;
    for (const row of outbox.rows.values()) {
      const dueAt = count(row.due_at);
      const lookAt = dueAt > count(now) ? dueAt : count(watchdog);
      if (at === null || lookAt < at) at = lookAt;
    }
    return { rows: [{ at }], written: 0 };
  },
};

const RUNTIME_STATEMENTS: Readonly<Record<string, Statement>> = {
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

const STOCK_STATEMENTS: Readonly<Record<string, Statement>> = {
  "INSERT INTO levels (location, on_hand, held, allocated) VALUES (?, ?, ?, ?) ON CONFLICT (location) DO UPDATE SET on_hand = excluded.on_hand, held = excluded.held, allocated = excluded.allocated":
    saveLevel,
  "INSERT OR REPLACE INTO holds (hold_id, status, quantity, order_id, expires_at, available, parts, restocked, closed_at, due_at, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)":
    saveHold,
  "INSERT INTO ledger (seq, at, kind, location, quantity, on_hand, held, allocated, hold_id, order_id, reason, actor, v) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)":
    saveEntry,
  "SELECT * FROM holds WHERE hold_id = ?": ({ holds }, [holdId]) => {
    const row = holds.get(text(holdId));
    return row === undefined ? NOTHING : { rows: [row], written: 0 };
  },
  "SELECT * FROM holds WHERE status = 'held' AND due_at <= ? ORDER BY due_at LIMIT ?": (
    rows,
    values,
  ) => dueHolds(holdsWhere(rows, isHeld), values),
  "SELECT * FROM holds WHERE status IN ('expired', 'released', 'committed') AND due_at <= ? LIMIT ?":
    (rows, [now = 0, limit = 0]) => {
      const due = ["committed", "expired", "released"].flatMap((status) =>
        dueHolds(
          holdsWhere(rows, (one) => one === status),
          [now, limit],
        ).rows.slice(),
      );
      return { rows: due.slice(0, count(limit)), written: 0 };
    },
  "SELECT min(due_at) AS at FROM holds WHERE status = 'held'": (rows) =>
    earliest(holdsWhere(rows, isHeld)),
  "SELECT min(due_at) AS at FROM holds WHERE status IN ('expired', 'released', 'committed')": (
    rows,
  ) => earliest(holdsWhere(rows, isOverHold)),
  "SELECT coalesce(sum(quantity), 0) AS units FROM holds WHERE status = 'held' AND order_id = ?": (
    { holds },
    [orderId],
  ) => {
    let units = 0;
    for (const row of holds.rows.values()) {
      if (row.status === "held" && row.order_id === orderId) units += count(row.quantity);
    }
    return { rows: [{ units }], written: 0 };
  },
  "DELETE FROM holds WHERE hold_id = ?": ({ holds }, [holdId]) =>
    holds.delete(text(holdId)) > 0 ? WRITTEN : NOTHING,
  "SELECT coalesce(max(seq), 0) AS version FROM ledger": ({ ledger }) => ({
    rows: [{ version: ledger.at(-1)?.seq ?? 0 }],
    written: 0,
  }),
  "SELECT location, on_hand, held, allocated FROM levels ORDER BY rowid": ({ levels }) => ({
    rows: [...levels.rows.values()],
    written: 0,
  }),
};

const CART_STATEMENTS: Readonly<Record<string, Statement>> = {
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

const STATEMENTS = new Map(
  Object.entries({
    ...ORDER_STATEMENTS,
    ...OUTBOX_STATEMENTS,
    ...RUNTIME_STATEMENTS,
    ...STOCK_STATEMENTS,
    ...CART_STATEMENTS,
  }).map(([statement, run]) => [flat(statement), run]),
);
