import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { claimJob, listJobs } from "../db/jobs.ts";
import { type Job, LEASE_MS, type PageEnd, runJob } from "./job.ts";

const NOW = 1_800_000_000_000;
const HOUR_MS = 60 * 60 * 1000;

/** A job of five pages that tells what it did; `work` may disturb a page. */
function counting(work: (page: number) => void | Promise<void> = () => {}) {
  const pages: number[] = [];
  const job: Job = {
    name: "counting",
    everyMs: HOUR_MS,
    pagesMax: 3,
    async page(_env, cursor): Promise<PageEnd> {
      const page = typeof cursor === "number" ? cursor : 1;
      pages.push(page);
      await work(page);
      return { cursor: page === 5 ? null : page + 1, count: 10 };
    },
  };
  return { job, pages };
}

beforeEach(async () => {
  vi.setSystemTime(NOW);
  await env.ORDERS.exec("DELETE FROM reconciliation_jobs");
});
afterEach(() => {
  vi.useRealTimers();
});

describe("runJob()", () => {
  it("goes on where the run before it stopped, and begins again when it is due", async () => {
    const { job, pages } = counting();
    expect(await runJob(env, job, { now: NOW })).toMatchObject({ state: "under_way", count: 30 });
    expect(await runJob(env, job, { now: NOW + 1 })).toMatchObject({ state: "finished" });
    expect(pages).toEqual([1, 2, 3, 4, 5]);
    expect(await runJob(env, job, { now: NOW + HOUR_MS - 1 })).toMatchObject({ state: "waiting" });
    expect(await runJob(env, job, { now: NOW + HOUR_MS })).toMatchObject({ state: "under_way" });
    expect(pages.slice(5)).toEqual([1, 2, 3]);
    expect(await listJobs(env.ORDERS)).toEqual([
      { name: "counting", roundAt: NOW + HOUR_MS, finishedAt: null },
    ]);
  });

  it("begins at once when it is forced to", async () => {
    const { job, pages } = counting();
    const terms = { now: NOW, isForced: true };
    for (const _ of [1, 2, 3]) await runJob(env, job, terms);
    expect(pages).toEqual([1, 2, 3, 4, 5, 1, 2, 3]);
  });

  it("lets one of many work at a time", async () => {
    let open = () => {};
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { job, pages } = counting((page) => (page === 1 ? gate : undefined));
    const first = runJob(env, job, { now: NOW });
    await vi.waitFor(() => expect(pages).toEqual([1]));
    const others = await Promise.all([1, 2, 3].map(() => runJob(env, job, { now: NOW })));
    expect(others.map(({ state }) => state)).toEqual(["waiting", "waiting", "waiting"]);
    open();
    expect(await first).toMatchObject({ state: "under_way", count: 30 });
    expect(pages).toEqual([1, 2, 3]);
  });

  it("does a page again that failed, and none before it", async () => {
    let failures = 1;
    const { job, pages } = counting((page) => {
      if (page === 2 && failures > 0) {
        failures -= 1;
        throw new Error("D1 is down");
      }
    });
    expect(await runJob(env, job, { now: NOW })).toMatchObject({ state: "failed", count: 10 });
    expect(await runJob(env, job, { now: NOW })).toMatchObject({ state: "under_way" });
    expect(pages).toEqual([1, 2, 2, 3, 4]);
  });

  it("takes over from a holder that died, after its lease and not before", async () => {
    const { job, pages } = counting();
    const dead = { name: job.name, holder: "dead" };
    const terms = { now: NOW, clock: NOW, leaseMs: LEASE_MS, everyMs: 0 };
    expect(await claimJob(env.ORDERS, dead, terms)).toEqual({ cursor: null, roundAt: NOW });
    vi.setSystemTime(NOW + LEASE_MS - 1);
    expect(await runJob(env, job, { now: NOW + 1 })).toMatchObject({ state: "waiting" });
    vi.setSystemTime(NOW + LEASE_MS);
    expect(await runJob(env, job, { now: NOW + 2 })).toMatchObject({ state: "under_way" });
    expect(pages).toEqual([1, 2, 3]);
    // It is still the dead holder's round: what was looked at is measured from its beginning.
    expect((await listJobs(env.ORDERS))[0]).toMatchObject({ roundAt: NOW });
  });

  it("stops when it was so slow that another one has taken over", async () => {
    const other = { name: "counting", holder: "other" };
    const { job, pages } = counting(async () => {
      const clock = Date.now() + LEASE_MS;
      await claimJob(env.ORDERS, other, { now: NOW, clock, leaseMs: LEASE_MS, everyMs: 0 });
    });
    expect(await runJob(env, job, { now: NOW })).toMatchObject({ state: "waiting" });
    expect(pages).toEqual([1]);
  });
});
