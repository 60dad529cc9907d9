/** Objects of an earlier form for tests: rows put into today's objects, and who they talk to. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import type { Intent } from "../domain/payment.ts";

type Value = string | number | null;

/** What one object had stored: its tables as they were made, and every row of them. */
export interface StoredObject {
  readonly id: string;
  readonly schema: readonly string[];
  readonly rows: Readonly<Record<string, readonly Readonly<Record<string, Value>>[]>>;
}

/** Puts rows into an object that was never used, and lets the program of today wake it up. */
export async function load(
  stub: DurableObjectStub,
  { schema, rows }: Pick<StoredObject, "schema" | "rows">,
): Promise<void> {
  await runInDurableObject(stub, async (_, { storage }) => {
    // What the constructor of today has made already is of no use here.
    await storage.deleteAll();
    for (const statement of schema) storage.sql.exec(statement);
    for (const [table, stored] of Object.entries(rows)) {
      for (const row of stored) {
        const names = Object.keys(row);
        const places = names.map(() => "?").join();
        const sql = `INSERT INTO ${table} (${names.join()}) VALUES (${places})`;
        storage.sql.exec(sql, ...Object.values(row));
      }
    }
  });
  await evictDurableObject(stub);
}

/** An object's tables, indexes and triggers as it has them now. */
export function schemaOf(stub: DurableObjectStub): Promise<string[]> {
  return runInDurableObject(stub, (_, { storage }) =>
    storage.sql
      .exec<{ sql: string }>(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE '\\_cf%' ESCAPE '\\'",
      )
      .toArray()
      .map(({ sql }) => sql)
      .toSorted(),
  );
}

/** What an object answers, as far as it is compared. */
export type Told = { readonly ok?: boolean; readonly problem?: { readonly reason: string } };

/** Calls a verb by its name, as a caller does that was compiled against other types. */
export async function sayTo(
  stub: DurableObjectStub,
  verb: string,
  said: readonly unknown[],
): Promise<Told | undefined> {
  const verbs = stub as unknown as Record<string, (...said: unknown[]) => Promise<Told>>;
  return verbs[verb]?.(...said);
}

/** A provider whose one intent may be paid. */
export function payableProvider(status: Intent["status"] = "requires_payment_method") {
  let intent: Intent = {
    intentId: "pi_1",
    status,
    amountMinor: 2490,
    receivedMinor: 0,
    currency: "EUR",
    clientSecret: "pi_1_secret_1",
    declineCode: null,
  };
  const done = (patch: Partial<Intent> = {}) => {
    intent = { ...intent, ...patch };
    return { outcome: "done", value: intent };
  };
  const of = {
    createIntent: async ({ amountMinor }: { amountMinor: number }) => done({ amountMinor }),
    findIntent: async () => done(),
    retrieveIntent: async () => done(),
    captureIntent: async ({ amountMinor }: { amountMinor: number }) =>
      done({ status: "succeeded", receivedMinor: amountMinor }),
    cancelIntent: async () => done({ status: "canceled" }),
    refundIntent: async ({ amountMinor }: { amountMinor: number }) => ({
      outcome: "done",
      value: { refundId: "re_1", status: "succeeded", amountMinor },
    }),
  };
  return { of, pay: () => done({ status: "requires_capture" }) };
}
