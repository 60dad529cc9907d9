/** Runs comparisons of the clock: page by page, one holder at a time, going on where one died. */
import { claimJob, finishJob, type JobHold, releaseJob, saveJob } from "../db/jobs.ts";
import type { Database } from "../db/statement.ts";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";

/** How long a holder that died keeps others away, in milliseconds; a page takes far less. */
export const LEASE_MS = 2 * 60 * 1000;
/** After that long a run begins no further page, in milliseconds; the next run goes on. */
const RUN_MS = 20_000;

/** What one page did. */
export interface PageEnd {
  /** Where the next page begins; null where the round is over. */
  readonly cursor: unknown;
  /** What was looked at. */
  readonly count: number;
}

/** The circumstances of a page. */
export interface PageTerms {
  /** The moment of the run, epoch ms: what ages are measured by. */
  readonly now: number;
  /** When the round began, epoch ms. */
  readonly roundAt: number;
}

/** The database that knows who is at a job. */
interface JobBindings {
  readonly ORDERS: Database;
}

/** A comparison. Its pages are safe to repeat: one that died halfway is done again. */
export interface Job<Bindings extends JobBindings = Env> {
  readonly name: string;
  /** From the beginning of one round to the next, in milliseconds. */
  readonly everyMs: number;
  /** Pages of one run. */
  readonly pagesMax: number;
  page(env: Bindings, cursor: unknown, terms: PageTerms): Promise<PageEnd>;
}

/** How a run of a job ended. */
export interface JobEnd {
  readonly name: string;
  /** `waiting`: not due, or somebody else is at it. */
  readonly state: "finished" | "under_way" | "waiting" | "failed";
  readonly count: number;
}

/**
 * Runs a job if it is due and nobody else is at it. Never rejects.
 * @param isForced begins a round even if the last one was short ago
 */
export async function runJob<Bindings extends JobBindings>(
  env: NoInfer<Bindings>,
  job: Job<Bindings>,
  { now, isForced = false }: { readonly now: number; readonly isForced?: boolean },
): Promise<JobEnd> {
  const { name } = job;
  const db = env.ORDERS;
  const hold: JobHold = { name, holder: crypto.randomUUID() };
  let count = 0;
  try {
    const everyMs = isForced ? 0 : job.everyMs;
    const terms = { now, clock: Date.now(), leaseMs: LEASE_MS, everyMs };
    const claim = await claimJob(db, hold, terms);
    if (claim === null) return { name, state: "waiting", count };
    const { roundAt } = claim;
    const endAt = Date.now() + RUN_MS;
    let { cursor } = claim;
    for (let page = 0; page < job.pagesMax && Date.now() < endAt; page += 1) {
      const end = await job.page(env, cursor, { now, roundAt });
      count += end.count;
      cursor = end.cursor;
      if (cursor === null) {
        await finishJob(db, hold, Math.max(now, roundAt));
        return { name, state: "finished", count };
      }
      // Whoever lost the lease stops: another holder goes on from what was saved last.
      const isHeld = await saveJob(db, hold, { cursor, leaseUntil: Date.now() + LEASE_MS });
      if (!isHeld) return { name, state: "waiting", count };
    }
    await releaseJob(db, hold);
    return { name, state: "under_way", count };
  } catch (error) {
    log.error("schedule.job.failed", { kind: name, count, error });
    await releaseJob(db, hold).catch((cause: unknown) => {
      log.warn("schedule.job.kept", { kind: name, error: cause });
    });
    return { name, state: "failed", count };
  }
}

/** Does the work for each of many, a few at a time; what fails is logged and left to the next round. */
export async function forMany<Each>(
  many: readonly Each[],
  { kind, atOnce }: { readonly kind: string; readonly atOnce: number },
  work: (each: Each) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < many.length; start += atOnce) {
    const some = many.slice(start, start + atOnce);
    const ends = await Promise.allSettled(some.map(work));
    for (const end of ends) {
      if (end.status === "rejected") log.warn("schedule.look.failed", { kind, error: end.reason });
    }
  }
}
