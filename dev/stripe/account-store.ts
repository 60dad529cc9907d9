/** The account's tables: objects, idempotency keys, settlements and faults. */
import { DeliveryStore } from "./delivery-store.ts";
import type { Fault, FaultRequest, FaultTarget } from "./fault.ts";
import { drawFault } from "./fault.ts";
import type { StoredCall } from "./idempotency.ts";
import type { Kind, RecordKinds } from "./records.ts";

const SCHEMA = `
CREATE TABLE IF NOT EXISTS objects (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  customer TEXT,
  payment_intent TEXT,
  charge TEXT,
  label TEXT,
  body TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind, seq);
CREATE INDEX IF NOT EXISTS objects_by_intent ON objects (payment_intent, kind);
CREATE TABLE IF NOT EXISTS keys (
  key TEXT PRIMARY KEY,
  path TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  stored_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS settlements (
  payment_intent TEXT PRIMARY KEY,
  due_at INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS faults (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  body TEXT NOT NULL
) STRICT;`;

const TABLES = ["objects", "keys", "deliveries", "settlements", "faults"] as const;

/** Which records a list wants; null does not filter. */
export interface RecordFilter {
  readonly customer?: string | null;
  readonly paymentIntent?: string | null;
  readonly charge?: string | null;
  readonly labels?: readonly string[] | null;
  readonly createdFromMs?: number | null;
  readonly createdBeforeMs?: number | null;
  readonly after?: string | null;
  readonly before?: string | null;
  readonly limit: number;
}

/** The SQL of the account, and nothing else of it. */
export class AccountStore {
  readonly #sql: SqlStorage;
  /** The webhooks of the account. */
  readonly deliveries: DeliveryStore;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec(SCHEMA);
    this.deliveries = new DeliveryStore(sql);
  }

  /** The record under an id, or null when there is none of this kind. */
  find<K extends Kind>(kind: K, id: string): RecordKinds[K] | null {
    const rows = this.#sql
      .exec<{ body: string }>("SELECT body FROM objects WHERE id = ? AND kind = ?", id, kind)
      .toArray();
    return rows[0] === undefined ? null : JSON.parse(rows[0].body);
  }

  /** Writes a record, new or changed. */
  save(record: RecordKinds[Kind]): void {
    this.#sql.exec(
      `INSERT INTO objects (id, kind, created_at, customer, payment_intent, charge, label, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET customer = excluded.customer, body = excluded.body`,
      record.id,
      record.object,
      record.createdAt,
      "customer" in record ? record.customer : null,
      "paymentIntent" in record ? record.paymentIntent : null,
      record.object === "refund" ? record.charge : null,
      labelOf(record),
      JSON.stringify(record),
    );
  }

  /** Records of a kind, newest first; with `before`, the page that precedes that id. */
  list<K extends Kind>(kind: K, filter: RecordFilter): RecordKinds[K][] {
    const order = filter.before == null ? "DESC" : "ASC";
    const rows = this.#sql
      .exec<{ body: string }>(
        `SELECT body FROM objects WHERE kind = ?1
           AND (?2 IS NULL OR customer = ?2)
           AND (?3 IS NULL OR payment_intent = ?3)
           AND (?4 IS NULL OR charge = ?4)
           AND (?5 IS NULL OR label IN (SELECT value FROM json_each(?5)))
           AND (?6 IS NULL OR created_at >= ?6)
           AND (?7 IS NULL OR created_at < ?7)
           AND (?8 IS NULL OR seq < (SELECT seq FROM objects WHERE id = ?8))
           AND (?9 IS NULL OR seq > (SELECT seq FROM objects WHERE id = ?9))
         ORDER BY seq ${order} LIMIT ?10`,
        kind,
        filter.customer ?? null,
        filter.paymentIntent ?? null,
        filter.charge ?? null,
        filter.labels == null ? null : JSON.stringify(filter.labels),
        filter.createdFromMs ?? null,
        filter.createdBeforeMs ?? null,
        filter.after ?? null,
        filter.before ?? null,
        filter.limit,
      )
      .toArray();
    const found: RecordKinds[K][] = rows.map((row) => JSON.parse(row.body));
    return order === "ASC" ? found.reverse() : found;
  }

  /** What is stored under an idempotency key. */
  storedCall(key: string): StoredCall | null {
    const row = this.#sql
      .exec<{ path: string; fingerprint: string; status: number; body: string; stored_at: number }>(
        "SELECT path, fingerprint, status, body, stored_at FROM keys WHERE key = ?",
        key,
      )
      .toArray()[0];
    if (row === undefined) return null;
    const { stored_at: storedAt, ...rest } = row;
    return { ...rest, storedAt };
  }

  /** Stores a call's answer under its key. */
  keepCall(key: string, call: StoredCall): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO keys (key, path, fingerprint, status, body, stored_at) VALUES (?, ?, ?, ?, ?, ?)",
      key,
      call.path,
      call.fingerprint,
      call.status,
      call.body,
      call.storedAt,
    );
  }

  /** Forgets every key, as Stripe may after a day. */
  forgetKeys(): void {
    this.#sql.exec("DELETE FROM keys");
  }

  /** Plans when a delayed payment settles. */
  planSettlement(paymentIntent: string, dueAt: number): void {
    this.#sql.exec(
      "INSERT OR REPLACE INTO settlements (payment_intent, due_at) VALUES (?, ?)",
      paymentIntent,
      dueAt,
    );
  }

  /** The payments whose settlement is due. */
  dueSettlements(now: number, limit: number): string[] {
    return this.#sql
      .exec<{ payment_intent: string }>(
        "SELECT payment_intent FROM settlements WHERE due_at <= ? ORDER BY due_at LIMIT ?",
        now,
        limit,
      )
      .toArray()
      .map((row) => row.payment_intent);
  }

  /** Takes a settlement off the plan. */
  dropSettlement(paymentIntent: string): void {
    this.#sql.exec("DELETE FROM settlements WHERE payment_intent = ?", paymentIntent);
  }

  /** When the account next has something to do, or null. */
  nextDeadline(): number | null {
    return this.#sql
      .exec<{ at: number | null }>(
        `SELECT min(at) AS at FROM (
           SELECT next_at AS at FROM deliveries WHERE state IN ('waiting', 'held')
           UNION ALL SELECT due_at FROM settlements)`,
      )
      .one().at;
  }

  /** Switches a fault on. */
  addFault(request: FaultRequest): Fault {
    const { id } = this.#sql
      .exec<{ id: number }>(
        "INSERT INTO faults (body) VALUES (?) RETURNING id",
        JSON.stringify(request),
      )
      .one();
    return { ...request, id };
  }

  /** The faults that are on, oldest first. */
  faults(): Fault[] {
    return this.#sql
      .exec<{ id: number; body: string }>("SELECT id, body FROM faults ORDER BY id")
      .toArray()
      .map(({ id, body }) => ({ ...JSON.parse(body), id }));
  }

  /** Switches every fault off. */
  clearFaults(): void {
    this.#sql.exec("DELETE FROM faults");
  }

  /** Draws the fault for one call, and counts it down. */
  takeFault(target: FaultTarget): Fault | null {
    const before = this.faults();
    if (before.length === 0) return null;
    const { struck, left } = drawFault(before, target);
    const kept = new Map(left.map((fault) => [fault.id, fault]));
    for (const fault of before) {
      const after = kept.get(fault.id);
      if (after === undefined) this.#sql.exec("DELETE FROM faults WHERE id = ?", fault.id);
      else if (after !== fault) {
        const { id, ...body } = after;
        this.#sql.exec("UPDATE faults SET body = ? WHERE id = ?", JSON.stringify(body), id);
      }
    }
    return struck;
  }

  /** Forgets everything. */
  clear(): void {
    for (const table of TABLES) this.#sql.exec(`DELETE FROM ${table}`);
  }
}

function labelOf(record: RecordKinds[Kind]): string | null {
  if (record.object === "event") return record.type;
  return record.object === "customer" ? record.email : null;
}
