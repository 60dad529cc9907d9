/** What comes over a shop by the clock: the cron's runs, and disasters that strike many at once. */
import { idOf } from "./people/catalog.ts";
import type { Shop } from "./shop.ts";
import type { Stage } from "./stage.ts";
import type { Task } from "./timeline.ts";

const MINUTE_MS = 60_000;
/** Disasters strike while people are there, in milliseconds from the beginning. */
const SPREAD_MS = 25 * MINUTE_MS;

/**
 * How often the cron rings, in milliseconds; in wrangler.toml it is every five minutes. Nobody is
 * there while a world waits for the end of an outage, and what happens in such a day is hardly more
 * than in an hour of it.
 */
export const CRON_MS = { open: 15 * MINUTE_MS, deserted: 180 * MINUTE_MS, slow: 30 * MINUTE_MS };

/** The cron and the disasters of one world. */
export class Weather {
  readonly #stage: Stage;
  readonly #shop: Shop;
  #everyMs = CRON_MS.open;
  #next: Task | null = null;

  constructor(stage: Stage, shop: Shop) {
    this.#stage = stage;
    this.#shop = shop;
  }

  /** The cron rings that often from now on. */
  setPace(pace: keyof typeof CRON_MS): void {
    if (this.#next !== null && this.#everyMs === CRON_MS[pace]) return;
    this.#everyMs = CRON_MS[pace];
    this.#planCron();
  }

  #planCron(): void {
    const { faults, timeline } = this.#stage;
    if (this.#next !== null) this.#next.isOff = true;
    this.#next = timeline.after(this.#everyMs, () => {
      this.#planCron();
      if (faults.strikes("F60a", 0.1)) return;
      this.#shop.runCron();
      if (faults.strikes("F60b", 0.1)) this.#shop.runCron();
    });
  }

  /** Machines die, a deploy restarts everything, messages come that nobody can use. */
  planDisasters(seed: number): void {
    const { faults, chance, timeline } = this.#stage;
    const { objects, hints, events } = this.#shop;
    if (faults.strikes("F5", 0.3)) {
      timeline.after(chance.int(0, SPREAD_MS), () => objects.killSome(0.5));
    }
    if (faults.strikes("F28", 0.2)) {
      timeline.after(chance.int(0, SPREAD_MS), () => objects.killSome(1));
    }
    if (faults.strikes("F33", 0.2)) {
      timeline.after(chance.int(0, SPREAD_MS), () => hints.put({ nonsense: true }));
    }
    if (faults.strikes("F47", 0.2)) {
      const record = { id: "pi_unknown", orderId: idOf("order", seed, 9_999) };
      timeline.after(chance.int(0, SPREAD_MS), () =>
        events.send("evt_unknown", "payment_intent.succeeded", record),
      );
    }
  }
}
