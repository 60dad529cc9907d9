/** What staff do: once per Idempotency-Key, and never without an entry in the audit log. */
import { catalogChanged } from "../../contracts/events.ts";
import {
  type AuditEntry,
  appendAudit,
  auditId,
  carryAudit,
  isVersionConflict,
  stageAudit,
  stageEntry,
} from "../../db/audit.ts";
import { type KeyedRequest, keepAnswer, keyedAnswer } from "../../db/idempotency-keys.ts";
import { isCodeConflict, isRuleConflict } from "../../db/staff-pricing.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { Command } from "../../http/idempotency.ts";
import type { KnownProblem } from "../../http/problem.ts";
import type { Staff } from "../../http/staff-token.ts";
import { log } from "../../runtime/log.ts";
import type { StaffContext } from "./staff-route.ts";

/** A command of a member of the staff. */
export interface StaffCall {
  readonly staff: Staff;
  readonly command: Command;
}

/** Something that was done, or that the statements will do. */
export interface Deed<Value> {
  readonly value: Value;
  readonly action: string;
  readonly subjectId: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A deed that lies in ORDERS or in an object; statements, if any, are of ORDERS. */
export interface OrdersDeed<Value> extends Deed<Value> {
  readonly statements?: readonly D1PreparedStatement[];
}

/** A change of a product. */
export interface CatalogDeed<Value> extends Deed<Value> {
  /** The statements of CATALOG before the entry: those that make a new product. */
  readonly first?: readonly D1PreparedStatement[];
  /** The version that the product must have when the entry is written; null for other subjects. */
  readonly version: number | null;
  /** The statements of CATALOG after it. */
  readonly statements?: readonly D1PreparedStatement[];
}

type Answer<Value> = Result<Value, KnownProblem>;

/**
 * Runs a command whose effect lies in ORDERS or in an object. An object has run it by the time the
 * entry is written and remembers its own answer: a retry after a crash in between completes the log.
 */
export async function runDeed<Value>(
  c: StaffContext,
  call: StaffCall,
  work: () => Promise<Answer<OrdersDeed<Value>>>,
): Promise<Answer<Value>> {
  const db = c.env.ORDERS;
  return once(db, call, async (request) => {
    const deed = await work();
    if (!deed.ok) return deed;
    const entry = await entryOf(c, call, deed.value);
    await db.batch([
      keepAnswer(db, request, { body: JSON.stringify(deed.value.value), now: entry.at }),
      ...(deed.value.statements ?? []),
      appendAudit(db, entry),
    ]);
    return ok(deed.value.value);
  });
}

/** Runs a command on the catalog: the key, the change and its entry are one batch. */
export async function runCatalogDeed<Value>(
  c: StaffContext,
  call: StaffCall,
  work: () => Promise<Answer<CatalogDeed<Value>>>,
): Promise<Answer<Value>> {
  const db = c.env.CATALOG;
  const answer = await once(db, call, async (request) => {
    const deed = await work();
    if (!deed.ok) return deed;
    const { value, first = [], version, statements = [] } = deed.value;
    const entry = await entryOf(c, call, deed.value);
    try {
      await db.batch([
        keepAnswer(db, request, { body: JSON.stringify(value), now: entry.at }),
        ...first,
        version === null ? stageEntry(db, entry) : stageAudit(db, entry, version),
        ...statements,
      ]);
    } catch (error) {
      if (isVersionConflict(error)) return fail({ reason: "version_changed" });
      if (isRuleConflict(error)) return fail({ reason: "version_changed" });
      if (isHandleConflict(error)) return fail({ reason: "handle_taken" });
      if (isCodeConflict(error)) return fail({ reason: "code_taken" });
      throw error;
    }
    return ok(value);
  });
  await Promise.all([carryOver(c), answer.ok ? wakeFeed(c) : undefined]);
  return answer;
}

/** @returns whether a batch failed because somebody else took the handle meanwhile */
function isHandleConflict(error: unknown): boolean {
  return error instanceof Error && /UNIQUE constraint failed: \w+\.handle/.test(error.message);
}

/** @returns a key for an object: of one length, and apart from those of shoppers and other staff */
export async function objectCommand({ staff, command }: StaffCall): Promise<Command> {
  return { key: await auditId(staff.name, command.key), fingerprint: command.fingerprint };
}

async function once<Value>(
  db: D1Database,
  { staff, command }: StaffCall,
  work: (request: KeyedRequest) => Promise<Answer<Value>>,
): Promise<Answer<Value>> {
  const request = { caller: staff.name, ...command };
  const known = await knownAnswer<Value>(db, request);
  if (known !== null) return known;
  // Of two at the same time one comes second: it finds things changed, or its batch fails whole.
  try {
    const answer = await work(request);
    return answer.ok ? answer : ((await knownAnswer<Value>(db, request)) ?? answer);
  } catch (error) {
    const first = await knownAnswer<Value>(db, request);
    if (first === null) throw error;
    return first;
  }
}

async function knownAnswer<Value>(
  db: D1Database,
  request: KeyedRequest,
): Promise<Answer<Value> | null> {
  const known = await keyedAnswer(db, request);
  if (known === null) return null;
  return known.fingerprint === request.fingerprint
    ? ok(JSON.parse(known.body) as Value)
    : fail({ reason: "idempotency_mismatch" });
}

async function entryOf(
  c: StaffContext,
  { staff, command }: StaffCall,
  { action, subjectId, before, after }: Deed<unknown>,
): Promise<AuditEntry> {
  return {
    id: await auditId(staff.name, command.key),
    at: Date.now(),
    actor: staff.name,
    role: staff.role,
    action,
    subjectId,
    requestId: c.get("requestId"),
    before,
    after,
  };
}

/** The catalog marks its changes by itself; without this message they wait for the clock. */
export async function wakeFeed(c: StaffContext): Promise<void> {
  try {
    await c.env.CATALOG_EVENTS.send(catalogChanged("staff", Date.now()));
  } catch (error) {
    log.warn("admin.wake.failed", { requestId: c.get("requestId"), error });
  }
}

/** The entries are safe already; should this fail, the clock carries them over. */
async function carryOver(c: StaffContext): Promise<void> {
  try {
    await carryAudit(c.env);
  } catch (error) {
    log.warn("admin.audit.delayed", { requestId: c.get("requestId"), error });
  }
}
