/** Reconciliation: everything that is held against everything else, by the clock or when staff ask. */
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";
import { type Job, type JobEnd, runJob } from "./job.ts";
import { compareDesk } from "./reconcile-desk.ts";
import { compareInvoices, sweepInvoices } from "./reconcile-invoices.ts";
import { compareOrders, sweepOrders } from "./reconcile-orders.ts";
import { comparePayments, comparePaymentsDeeply } from "./reconcile-payments.ts";
import { compareStock, sweepStock } from "./reconcile-stock.ts";

/** Every job. Sweeping comes first: an order that was woken explains much of what follows. */
const ROUNDS: readonly (readonly Job[])[] = [
  [sweepOrders, sweepStock],
  [comparePayments, comparePaymentsDeeply, compareOrders, compareStock, compareDesk],
  [sweepInvoices, compareInvoices],
];

/**
 * Runs what is due. Safe to run at any time and twice at once.
 * @param isForced runs everything, also what is not due yet
 */
export async function reconcile(
  env: Env,
  terms: { readonly now: number; readonly isForced?: boolean },
): Promise<readonly JobEnd[]> {
  const ends: JobEnd[] = [];
  for (const jobs of ROUNDS) {
    ends.push(...(await Promise.all(jobs.map((job) => runJob(env, job, terms)))));
  }
  const count = ends.reduce((sum, end) => sum + end.count, 0);
  if (count > 0) log.info("reconciliation.ran", { count });
  return ends;
}

/** Reconciliation as the staff's Worker asks for it. */
export class Reconciliation extends WorkerEntrypoint<Env> {
  /** Runs everything now, as far as one run goes. */
  async run(): Promise<readonly JobEnd[]> {
    return reconcile(this.env, { now: Date.now(), isForced: true });
  }
}
