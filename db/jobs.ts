/** How far each comparison of the clock is, and who is at it: one holder at a time, for a while. */
import { sql } from "drizzle-orm";
import { reconciliationJobs } from "./orders-tables.ts";
import { type Database, statement } from "./statement.ts";

/** A round that somebody has taken on. */
export interface JobClaim {
  /** Where to go on; null at the beginning. */
  readonly cursor: unknown;
  /** When the round began, epoch ms. */
  readonly roundAt: number;
}

/** Who holds a job. */
export interface JobHold {
  readonly name: string;
  readonly holder: string;
}

/** A job as staff see it. */
export interface JobRow {
  readonly name: string;
  readonly roundAt: number;
  /** Null while a round is under way. */
  readonly finishedAt: number | null;
}

const place = sql.placeholder;

/** Where a round was left behind it goes on; a new one begins when it is due. */
const claimStatement = statement<{
  name: string;
  holder: string;
  clock: number;
  leaseUntil: number;
  now: number;
  dueBefore: number;
}>(
  () => sql`
    INSERT INTO reconciliation_jobs (name, holder, lease_until, cursor, round_at, finished_at)
    VALUES (${place("name")}, ${place("holder")}, ${place("leaseUntil")}, NULL, ${place("now")},
      NULL)
    ON CONFLICT (name) DO UPDATE SET
      holder = excluded.holder, lease_until = excluded.lease_until, finished_at = NULL,
      round_at = CASE WHEN reconciliation_jobs.finished_at IS NULL
        THEN reconciliation_jobs.round_at ELSE excluded.round_at END
    WHERE reconciliation_jobs.lease_until <= ${place("clock")}
      AND (reconciliation_jobs.finished_at IS NULL
        OR reconciliation_jobs.round_at <= ${place("dueBefore")})
    RETURNING cursor, round_at AS "roundAt"`,
);

const saveStatement = statement<{
  name: string;
  holder: string;
  cursor: string;
  leaseUntil: number;
}>(
  () => sql`
    UPDATE reconciliation_jobs SET cursor = ${place("cursor")}, lease_until = ${place("leaseUntil")}
    WHERE name = ${place("name")} AND holder = ${place("holder")}`,
);

const finishStatement = statement<{ name: string; holder: string; now: number }>(
  () => sql`
    UPDATE reconciliation_jobs SET cursor = NULL, holder = NULL, lease_until = 0,
      finished_at = ${place("now")}
    WHERE name = ${place("name")} AND holder = ${place("holder")}`,
);

const releaseStatement = statement<{ name: string; holder: string }>(
  () => sql`
    UPDATE reconciliation_jobs SET holder = NULL, lease_until = 0
    WHERE name = ${place("name")} AND holder = ${place("holder")}`,
);

const listStatement = statement<Record<string, never>>(
  () => sql`
    SELECT ${reconciliationJobs.name}, ${reconciliationJobs.roundAt} AS "roundAt",
      ${reconciliationJobs.finishedAt} AS "finishedAt"
    FROM ${reconciliationJobs} ORDER BY ${reconciliationJobs.name}`,
);

/**
 * Takes a job on until `clock + leaseMs`. A holder that died leaves its round to the next one.
 * @param now when a new round would say that it began
 * @param clock the time by which leases are measured
 * @returns null where somebody is at it, or nothing is due
 */
export async function claimJob(
  db: Database,
  { name, holder }: JobHold,
  terms: {
    readonly now: number;
    readonly clock: number;
    readonly leaseMs: number;
    readonly everyMs: number;
  },
): Promise<JobClaim | null> {
  const { now, clock, leaseMs, everyMs } = terms;
  const values = { name, holder, clock, leaseUntil: clock + leaseMs, now };
  const row = await claimStatement
    .bind(db, { ...values, dueBefore: now - everyMs })
    .first<{ cursor: string | null; roundAt: number }>();
  if (row === null) return null;
  return { cursor: row.cursor === null ? null : JSON.parse(row.cursor), roundAt: row.roundAt };
}

/** Notes how far the round is and asks for more time. @returns false where another holder has it */
export async function saveJob(
  db: Database,
  hold: JobHold,
  { cursor, leaseUntil }: { readonly cursor: unknown; readonly leaseUntil: number },
): Promise<boolean> {
  const values = { ...hold, cursor: JSON.stringify(cursor), leaseUntil };
  const { meta } = await saveStatement.bind(db, values).run();
  return meta.changes > 0;
}

/** The round is over. */
export async function finishJob(db: Database, hold: JobHold, now: number): Promise<void> {
  await finishStatement.bind(db, { ...hold, now }).run();
}

/** Lets the job go with its round under way: the next holder goes on from what was saved. */
export async function releaseJob(db: Database, hold: JobHold): Promise<void> {
  await releaseStatement.bind(db, { ...hold }).run();
}

/** @returns every job that ever ran */
export async function listJobs(db: Database): Promise<readonly JobRow[]> {
  const { results } = await listStatement.bind(db, {}).all<JobRow>();
  return results;
}
