/** Rates from the feed: asked for by the clock every hour, and by staff whenever they want. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { catalogChanged } from "../contracts/events.ts";
import { exchangeTerms, noteSilence, takeRates } from "../db/exchange.ts";
import { findRate, rateProblem } from "../domain/exchange.ts";
import { judgeRates, type RateProblem } from "../domain/exchange-feed.ts";
import type { Currency } from "../domain/money.ts";
import type { Env } from "../env.gen.ts";
import { askFeed } from "../gateways/exchange-feed.ts";
import { log } from "../runtime/log.ts";
import { type Job, runJob } from "./job.ts";
import { walkPrices } from "./price-conversion.ts";

/** From one look at the feed to the next, in milliseconds; a look that failed is repeated sooner. */
const LOOK_EVERY_MS = 60 * 60 * 1000;

/** What one look at the feed brought. */
export interface RatesLook {
  /** Currencies whose rate was taken. */
  readonly taken: readonly Currency[];
  readonly problems: readonly RateProblem[];
}

type ImportEnv = Pick<Env, "CATALOG" | "EXCHANGE_FEED_URL" | "EXCHANGE_JUMP_BP_MAX">;

const look: Job = {
  name: "exchange.import",
  everyMs: LOOK_EVERY_MS,
  pagesMax: 1,
  async page(env, _cursor, { now }) {
    const { taken, problems } = await importRates(env, { now, acceptedJumps: [] });
    // The round stays open, so that the next run asks again.
    if (problems.some(({ reason }) => reason === "feed_unreachable")) {
      throw new Error("The feed of exchange rates could not be reached");
    }
    return { cursor: null, count: taken.length };
  },
};

/** Asks the feed if it is time, and carries what it said into prices. Never rejects. */
export async function keepRates(env: Env, now: number): Promise<void> {
  try {
    if (env.EXCHANGE_FEED_URL !== "") await runJob(env, look, { now });
    if (await walkPrices(env, now)) await goOn(env);
    await tellOfStaleRates(env, now);
  } catch (error) {
    log.error("schedule.rates.failed", { error });
  }
}

/** Nothing is sold in these currencies until a rate comes: somebody should know. */
async function tellOfStaleRates({ CATALOG }: Pick<Env, "CATALOG">, now: number): Promise<void> {
  const { rates, rules } = await exchangeTerms(CATALOG);
  for (const rule of rules) {
    const problem = rateProblem(findRate(rates, rule), rule, now);
    if (problem !== null) log.error("rates.stale", { currency: rule.to, kind: problem.reason });
  }
}

/** Asks the feed now and takes what can be believed; what cannot be is kept for staff to see. */
export async function importRates(
  { CATALOG, EXCHANGE_FEED_URL: url, EXCHANGE_JUMP_BP_MAX }: ImportEnv,
  { now, acceptedJumps }: { readonly now: number; readonly acceptedJumps: readonly Currency[] },
): Promise<RatesLook> {
  const answer = await askFeed(url);
  if (!answer.ok) {
    const { problem } = answer;
    log.warn("rates.feed.refused", { kind: problem.reason });
    await noteSilence(CATALOG, { now, problem });
    return { taken: [], problems: [problem] };
  }
  const { rates: known } = await exchangeTerms(CATALOG);
  const jumpBpMax = Number(EXCHANGE_JUMP_BP_MAX);
  const { taken, problems } = judgeRates(answer.value, { known, now, jumpBpMax, acceptedJumps });
  const source = new URL(url).host;
  await takeRates(CATALOG, { rates: taken, source }, { now, problems });
  for (const { reason } of problems) log.warn("rates.rate.refused", { kind: reason });
  log.info("rates.taken", { count: taken.length });
  return { taken: taken.map(({ to }) => to), problems };
}

/** The consumer of the catalog's events goes on where one run ends. */
async function goOn({ CATALOG_EVENTS }: Pick<Env, "CATALOG_EVENTS">): Promise<void> {
  await CATALOG_EVENTS.send(catalogChanged("feed", Date.now()));
}

/** The feed as other Workers reach it. */
export class Exchange extends WorkerEntrypoint<Env> {
  /**
   * Asks the feed now.
   * @param acceptedJumps currencies whose jump a person has looked at
   * @returns null where the shop has no feed
   */
  async look(acceptedJumps: readonly Currency[]): Promise<RatesLook | null> {
    if (this.env.EXCHANGE_FEED_URL === "") return null;
    const seen = await importRates(this.env, { now: Date.now(), acceptedJumps });
    await goOn(this.env);
    return seen;
  }
}
