/** What staff do to categories, brands, attributes, kinds of products and collections alike. */
import type { ProblemError } from "../../contracts/problem.ts";
import { isCategoryLoop } from "../../db/category-writes.ts";
import type { RecordKind, Records } from "../../db/record-tables.ts";
import {
  deleteRecord,
  insertRecord,
  isRecordHandleTaken,
  readRecord,
  updateRecord,
  usesOf,
} from "../../db/staff-records.ts";
import type { Id } from "../../domain/id.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";
import { runCatalogDeed, type StaffCall } from "./deed.ts";
import { mint } from "./product-parts.ts";
import type { StaffContext } from "./staff-route.ts";

type Answer<Kind extends RecordKind> = Result<Records[Kind], KnownProblem>;

/** Where a record comes from and what it becomes. */
export interface Becoming<Kind extends RecordKind> {
  /** Null for a new one. */
  readonly before: Records[Kind] | null;
  readonly after: Records[Kind];
}

/** What one kind asks for besides what all have in common. */
export interface RecordRules<Kind extends RecordKind> {
  readonly kind: Kind;
  /** @returns what cannot stand in the record */
  check(c: StaffContext, becoming: Becoming<Kind>): Promise<readonly ProblemError[]>;
  /** @returns statements that follow the row's own */
  follow?(db: D1Database, becoming: Becoming<Kind>): readonly D1PreparedStatement[];
  /** @returns statements before the row goes */
  leave?(db: D1Database, record: Records[Kind]): readonly D1PreparedStatement[];
}

/** @returns the record, or that there is none */
export async function readOne<Kind extends RecordKind>(
  c: StaffContext,
  kind: Kind,
  id: string,
): Promise<Answer<Kind>> {
  const record = await readRecord(c.env.CATALOG, kind, id);
  return record === null ? fail({ reason: "not_found" }) : ok(record);
}

/** Makes a record; `fields` are all but its id and version. */
export async function makeRecord<Kind extends RecordKind>(
  c: StaffContext,
  call: StaffCall,
  {
    rules,
    fields,
  }: {
    readonly rules: RecordRules<Kind>;
    readonly fields: (id: Id<Kind>) => Records[Kind];
  },
): Promise<Answer<Kind>> {
  const { kind } = rules;
  const db = c.env.CATALOG;
  return runCatalogDeed(c, call, async () => {
    const after = fields(mint(kind, Date.now()));
    const becoming = { before: null, after };
    const refusal = await refused(c, rules, becoming);
    if (refusal !== null) return fail(refusal);
    return ok({
      value: after,
      action: `${kind}.create`,
      subjectId: after.id,
      before: null,
      after,
      first: [insertRecord(db, kind, after), ...(rules.follow?.(db, becoming) ?? [])],
      version: 1,
    });
  });
}

/** Changes what `fields` names. */
export async function changeRecord<Kind extends RecordKind>(
  c: StaffContext,
  call: StaffCall,
  {
    rules,
    id,
    version,
    fields,
  }: {
    readonly rules: RecordRules<Kind>;
    readonly id: string;
    readonly version: number;
    readonly fields: Partial<{ [Field in keyof Records[Kind]]: Records[Kind][Field] | undefined }>;
  },
): Promise<Answer<Kind>> {
  const { kind } = rules;
  const db = c.env.CATALOG;
  const answer = await runCatalogDeed(c, call, async () => {
    const before = await readRecord(db, kind, id);
    if (before === null) return fail({ reason: "not_found" });
    if (before.version !== version) {
      return fail({ reason: "version_changed", version: before.version });
    }
    const named = Object.entries(fields).filter(([, value]) => value !== undefined);
    const after: Records[Kind] = {
      ...before,
      ...Object.fromEntries(named),
      version: version + 1,
    };
    const becoming = { before, after };
    const refusal = await refused(c, rules, becoming);
    if (refusal !== null) return fail(refusal);
    const changed = { record: after, fields: named.map(([field]) => field) };
    return ok({
      value: after,
      action: `${kind}.change`,
      subjectId: id,
      before,
      after,
      version,
      statements: [updateRecord(db, kind, changed), ...(rules.follow?.(db, becoming) ?? [])],
    });
  }).catch((error: unknown) => {
    if (!isCategoryLoop(error)) throw error;
    return invalid([{ pointer: "/parentId", detail: "A category cannot stand below itself" }]);
  });
  return answer;
}

/** Forgets a record that nothing needs. */
export async function dropRecord<Kind extends RecordKind>(
  c: StaffContext,
  call: StaffCall,
  { rules, id }: { readonly rules: RecordRules<Kind>; readonly id: string },
): Promise<Result<{ id: string; isDropped: true }, KnownProblem>> {
  const { kind } = rules;
  const db = c.env.CATALOG;
  return runCatalogDeed(c, call, async () => {
    const before = await readRecord(db, kind, id);
    if (before === null) return fail({ reason: "not_found" });
    const uses = await usesOf(db, kind, id);
    if (uses > 0) return fail({ reason: "in_use", uses });
    return ok({
      value: { id, isDropped: true },
      action: `${kind}.drop`,
      subjectId: id,
      before,
      after: null,
      version: before.version,
      statements: [...(rules.leave?.(db, before) ?? []), ...deleteRecord(db, kind, id)],
    });
  });
}

async function refused<Kind extends RecordKind>(
  c: StaffContext,
  rules: RecordRules<Kind>,
  becoming: Becoming<Kind>,
): Promise<KnownProblem | null> {
  const { handle, id } = becoming.after;
  if (handle !== becoming.before?.handle) {
    const isTaken = await isRecordHandleTaken(c.env.CATALOG, rules.kind, { handle, id });
    if (isTaken) return { reason: "handle_taken" };
  }
  const errors = await rules.check(c, becoming);
  return errors.length > 0 ? { reason: "validation_failed", errors } : null;
}
