/** A crowd that buys while the provider stumbles and processes are killed. */
import { Chance } from "../simulation/random.ts";
import { Aftermath } from "./aftermath.ts";
import { type Ending, visit } from "./buyer.ts";
import { Client, Gate } from "./client.ts";
import type { Violation } from "./invariants.ts";
import { Record } from "./record.ts";
import { recover } from "./recovery.ts";
import type { Ware } from "./rows.ts";
import { pause, type ShopProcess } from "./shop-process.ts";

/** The share of the crowd that meets kills. */
const KILLED_SHARE = 0.9;
/** Longest wait between the moment for a kill and the kill, in milliseconds. */
const KILL_JITTER_MS_MAX = 700;
/** Wares of which there are many, and of which there are few. */
const [PLENTY_COUNT, SCARCE_COUNT] = [5, 2];
const PLENTY_UNITS = 20_000;
const SCARCE_UNITS = 8;
const POLL_MS = 50;
/** Between two runs of the core's clock, in milliseconds. */
const CLOCK_MS = 3_000;

/** How much of everything. */
export interface StormPlan {
  readonly seed: number;
  /** At least so many: the crowd stays until the last kill. */
  readonly checkouts: number;
  readonly kills: number;
  /** Every so many kills take the whole process group instead of workerd alone. */
  readonly wholeEvery: number;
  /** Buyers at a time. */
  readonly buyers: number;
  /** Whether the core's clock runs meanwhile, and is killed at its work: its leases then stand for minutes. */
  readonly hasClock: boolean;
  /** The longest recovery, in milliseconds. */
  readonly recoveryMsMax: number;
  readonly say: (line: string) => void;
}

/** What a storm did to the shop. */
export interface StormOutcome {
  readonly record: Record;
  /** Lost or half done right after a kill. */
  readonly torn: readonly Violation[];
  /** Wrong after everything came to rest. */
  readonly violations: readonly Violation[];
  readonly kills: { readonly workerd: number; readonly whole: number };
  /** From each kill to the next answer, in milliseconds. */
  readonly downMs: readonly number[];
  readonly endings: ReadonlyMap<Ending, number>;
  readonly confirmed: number;
  readonly checkouts: number;
  readonly faults: number;
  readonly lettersTwice: number;
  readonly recoveryMs: number;
  readonly ms: number;
}

/** Runs the crowd and the killer against an open shop, then lets it recover and looks at everything. */
export async function storm(shop: ShopProcess, plan: StormPlan): Promise<StormOutcome> {
  const startedAt = Date.now();
  const record = new Record();
  const wares = await fillShelves(shop, record);
  const crowd = new Crowd(shop, { plan, record, wares });
  const killer = new Killer(shop, { plan, record, wares, crowd });
  await Promise.all([
    crowd.run(),
    killer.run().finally(() => crowd.mayEnd()),
    plan.hasClock ? runClock(shop, crowd) : null,
  ]);
  plan.say(`${crowd.started} checkouts, ${record.acknowledged} acknowledged; recovering`);
  const { origin } = shop;
  const chance = new Chance(plan.seed, "recovery");
  const msMax = plan.recoveryMsMax;
  const parts = { shop, origin, record, wares, chance };
  const { violations, world, ms } = await recover({ ...parts, msMax, say: plan.say });
  return {
    record,
    torn: killer.torn,
    violations,
    kills: killer.kills,
    downMs: killer.downMs,
    endings: crowd.endings,
    confirmed: world.orders.filter(({ order }) => order?.status === "confirmed").length,
    checkouts: crowd.started,
    faults: crowd.faults - world.books.faultsLeft,
    lettersTwice: world.lists.notices.filter(({ attempts }) => attempts > 1).length,
    recoveryMs: ms,
    ms: Date.now() - startedAt,
  };
}

/** What the clock brings is safe to repeat, so a run that was killed is of no concern. */
async function runClock(shop: ShopProcess, crowd: Crowd): Promise<void> {
  while (!crowd.isOver) {
    await shop.door.ask("cron", { aheadMs: 0 }).catch(() => undefined);
    await pause(CLOCK_MS);
  }
}

/** Counts what is there, then puts plenty of most wares on the shelf and few of the others. */
async function fillShelves(shop: ShopProcess, record: Record): Promise<[Ware, ...Ware[]]> {
  const count = PLENTY_COUNT + SCARCE_COUNT;
  const [first, ...others] = await shop.door.ask("wares", { count });
  if (first === undefined) throw new Error("The shop sells nothing");
  const wares: [Ware, ...Ware[]] = [first, ...others];
  const ids = wares.map(({ itemId }) => itemId);
  for (const [at, { itemId }] of wares.entries()) {
    const units = at < PLENTY_COUNT ? PLENTY_UNITS : SCARCE_UNITS;
    await shop.door.ask("leave", { itemId, key: "chaos", units });
  }
  const audits = await shop.door.askEach("audits", ids);
  for (const { level } of audits) record.keepStock(level.itemId, level.onHand);
  return wares;
}

interface Parts {
  readonly plan: StormPlan;
  readonly record: Record;
  readonly wares: readonly [Ware, ...Ware[]];
}

/** The buyers, a bounded number at a time. */
class Crowd {
  started = 0;
  isOver = false;
  faults = 0;
  readonly gate = new Gate();
  readonly endings = new Map<Ending, number>();
  readonly #shop: ShopProcess;
  readonly #parts: Parts;
  #mayEnd = false;

  constructor(shop: ShopProcess, parts: Parts) {
    this.#shop = shop;
    this.#parts = parts;
  }

  async run(): Promise<void> {
    const { plan } = this.#parts;
    const lanes = Array.from({ length: plan.buyers }, () => this.#lane());
    await Promise.all(lanes);
    this.isOver = true;
  }

  /** Nobody is killed any more: whoever has not begun yet stays at home, beyond what was planned. */
  mayEnd(): void {
    this.#mayEnd = true;
  }

  async #lane(): Promise<void> {
    const { plan, record, wares } = this.#parts;
    while (this.started < plan.checkouts || !this.#mayEnd) {
      this.started += 1;
      const chance = new Chance(plan.seed, `buyer ${this.started}`);
      const { origin } = this.#shop;
      const onFault = (times: number) => {
        this.faults += times;
      };
      const { gate } = this;
      const ending = await visit({ origin, record, wares, chance, gate, onFault });
      this.endings.set(ending, (this.endings.get(ending) ?? 0) + 1);
    }
  }
}

/** Kills, waits for the shop, looks what is left of it, and lets goods come in. */
class Killer {
  readonly kills = { workerd: 0, whole: 0 };
  readonly downMs: number[] = [];
  readonly torn: Violation[] = [];
  readonly #shop: ShopProcess;
  readonly #parts: Parts & { readonly crowd: Crowd };
  readonly #chance: Chance;
  readonly #client: Client;
  readonly #aftermath: Aftermath;

  constructor(shop: ShopProcess, parts: Parts & { readonly crowd: Crowd }) {
    const { plan, record, wares } = parts;
    this.#shop = shop;
    this.#parts = parts;
    this.#chance = new Chance(plan.seed, "killer");
    this.#client = new Client({ origin: shop.origin, record, chance: this.#chance });
    this.#aftermath = new Aftermath(shop.door, record, wares);
  }

  async run(): Promise<void> {
    const { plan, crowd } = this.#parts;
    for (let count = 1; count <= plan.kills; count += 1) {
      // Spread over most of the crowd: leases of the dead are over when the last buyers come.
      const due = Math.floor((count / (plan.kills + 1)) * KILLED_SHARE * plan.checkouts);
      while (crowd.started < due) await pause(POLL_MS);
      await pause(this.#chance.int(0, KILL_JITTER_MS_MAX));
      const startedAt = Date.now();
      await this.#kill(count);
      await this.#client.read("/api/cart");
      this.downMs.push(Date.now() - startedAt);
      crowd.gate.close();
      try {
        this.torn.push(...(await this.#aftermath.look()));
        await this.#deliver(count);
      } finally {
        crowd.gate.open();
      }
      plan.say(`kill ${count}: down ${this.downMs.at(-1)} ms, ${crowd.started} checkouts begun`);
    }
  }

  async #kill(count: number): Promise<void> {
    if (count % this.#parts.plan.wholeEvery !== 0) {
      this.kills.workerd += 1;
      return this.#shop.killWorkerd();
    }
    this.kills.whole += 1;
    await this.#shop.kill();
    await this.#shop.open();
  }

  /** New units of what there is little of. */
  async #deliver(count: number): Promise<void> {
    const { record, wares } = this.#parts;
    for (const { itemId } of wares.slice(PLENTY_COUNT)) {
      const key = `chaos:${count}`;
      const units = await this.#shop.door.ask("receive", { itemId, key, units: SCARCE_UNITS });
      record.keepStock(itemId, units);
    }
  }
}
