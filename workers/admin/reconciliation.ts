/** Differences between books: seen, looked for now, and settled with a note. */
import { Hono } from "hono";
import { adminApi } from "../../contracts/api-admin.ts";
import { listJobs } from "../../db/jobs.ts";
import { type BreakRow, breakRow, listBreaks, resolveBreak } from "../../db/reconciliation.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { cursorOf } from "./cursor.ts";
import { runDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { staffRoute } from "./staff-route.ts";

/** What the log names a run by: it is about all books. */
const ALL_BOOKS = "job_reconciliation";

/** Routes of reconciliation. */
export const reconciliationRoutes = new Hono<AppEnv<Env>>();

staffRoute(reconciliationRoutes, adminApi.listBreaks, async (c, { query }) => {
  const cursor = cursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  const { type, limit } = query;
  const db = c.env.ORDERS;
  const [page, jobs] = await Promise.all([
    listBreaks(db, { type, limit, cursor: cursor.value }),
    listJobs(db),
  ]);
  const now = Date.now();
  return ok({
    breaks: page.rows.map((row) => viewOf(row, now)),
    nextCursor: page.nextCursor,
    jobs: jobs.map(({ name, roundAt, finishedAt }) => ({
      name,
      roundAt: timeOf(roundAt),
      finishedAt: finishedAt === null ? null : timeOf(finishedAt),
    })),
  });
});

staffRoute(reconciliationRoutes, adminApi.runReconciliation, (c, call) =>
  runDeed(c, call, async () => {
    const ends = await c.env.RECONCILIATION.run();
    const value = { jobs: ends.map(({ name, state, count }) => ({ name, state, count })) };
    const deed = { action: "reconciliation.run", subjectId: ALL_BOOKS };
    return ok({ ...deed, value, before: null, after: value });
  }),
);

staffRoute(reconciliationRoutes, adminApi.resolveBreak, (c, { params: { id }, body, ...call }) =>
  runDeed(c, call, async () => {
    const row = await breakRow(c.env.ORDERS, id);
    if (row === null) return fail({ reason: "not_found" });
    const now = Date.now();
    const deed = { action: "reconciliation.resolve", subjectId: id, before: stateOf(row) };
    if (row.resolvedAt !== null) {
      return ok({ ...deed, value: viewOf(row, now), after: stateOf(row) });
    }
    const by = { actor: call.staff.name, note: body.note, now };
    const resolved = { ...row, resolvedAt: now, resolvedBy: by.actor, note: by.note };
    return ok({
      ...deed,
      value: viewOf(resolved, now),
      after: stateOf(resolved),
      statements: [resolveBreak(c.env.ORDERS, id, by)],
    });
  }),
);

function viewOf({ firstSeenAt, lastSeenAt, resolvedAt, details, ...row }: BreakRow, now: number) {
  return {
    ...row,
    details: { ...details },
    firstSeenAt: timeOf(firstSeenAt),
    lastSeenAt: timeOf(lastSeenAt),
    ageSeconds: Math.max(0, Math.floor(((resolvedAt ?? now) - firstSeenAt) / 1000)),
    resolvedAt: resolvedAt === null ? null : timeOf(resolvedAt),
  };
}

function stateOf({ type, subject, resolvedAt, resolvedBy, note }: BreakRow) {
  return { type, subject, resolvedAt, resolvedBy, note };
}

function timeOf(at: number): string {
  return new Date(at).toISOString();
}
