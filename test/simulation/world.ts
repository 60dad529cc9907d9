/** One world: a shop, its people and its bad luck, all from one seed, played until it is at rest. */
import { type BranchCounts, noBranches } from "./checks/branches.ts";
import { checkFinally } from "./checks/final.ts";
import { type Violation, Watch } from "./checks/watch.ts";
import { taken } from "./doubles/order-step.ts";
import { type FaultCounts, type FaultName, Faults, noFaults, type Strike } from "./faults.ts";
import { enter } from "./globals.ts";
import { Catalog, idOf } from "./people/catalog.ts";
import { Promotions } from "./people/promotions.ts";
import { Shopper } from "./people/shopper.ts";
import { Staff } from "./people/staff.ts";
import { beHostile } from "./people/stranger.ts";
import { Street } from "./people/street.ts";
import { UnknownStatement } from "./platform/rows.ts";
import { Chance } from "./random.ts";
import { catalogDisk, HOLD_MS, ordersDisk, Shop } from "./shop.ts";
import { BEGINNING, Stage } from "./stage.ts";
import { CRON_MS, Weather } from "./weather.ts";

const MINUTE_MS = 60_000;
/** After the faults are over everything is at rest within the holds' time and this. */
const REST_MS = 30 * MINUTE_MS;
/**
 * An order looks at a delayed method once an hour, and reconciliation at an order that seems to be
 * settled, whose alarm may be lost. Then it takes two runs of the cron to see that all is well.
 */
const SLOW_MS = 65 * MINUTE_MS + 2 * CRON_MS.slow;
/**
 * Reconciliation goes through the provider's older intents once a day: that finds what an answer that
 * was lost in a long outage has left there.
 */
const DEEP_MS = 24 * 60 * MINUTE_MS + 2 * CRON_MS.slow;
/** No day of faults is longer than this. */
const LIFE_MS = 30 * 60 * MINUTE_MS;
/** The share of worlds with promotions. */
const PROMOTED = 0.5;
/** A world that does more than that runs in circles. */
const STEPS_MAX = 2_000_000;

/** What a world is made of; the seed alone decides all of it, unless told otherwise. */
export interface WorldOptions {
  readonly seed: number;
  readonly storage: "quick" | "sqlite";
  /** Copies everything that crosses between two lives. */
  readonly copies?: boolean;
  /** Writes down what happens. */
  readonly isTold?: boolean;
  /** Faults that do not strike, to find out which ones matter. */
  readonly off?: ReadonlySet<FaultName>;
  /** Shoppers who stay at home, for the same reason. */
  readonly absent?: ReadonlySet<number>;
  /** In place of chance: one shopper, and faults at given moments. */
  readonly script?: Script;
}

/** A small world that is told what to do. */
export interface Script {
  readonly strikes: readonly Strike[];
  readonly shoppers: number;
  readonly units: number;
}

/** What came of a world. */
export interface WorldEnd {
  readonly seed: number;
  readonly violation: Violation | null;
  readonly checkouts: number;
  readonly steps: number;
  readonly trace: number;
  readonly faults: FaultCounts;
  readonly branches: BranchCounts;
  readonly history: readonly string[];
  readonly shoppers: number;
  /** The moments of a scripted world, each with the faults that could have struck there. */
  readonly moments: readonly (readonly FaultName[])[];
}

/** Plays one world to its end. */
export function play(options: WorldOptions): WorldEnd {
  return new World(options).play();
}

class World {
  readonly #options: WorldOptions;
  readonly #chance: Chance;
  readonly #stage: Stage;
  readonly #branches = noBranches();
  readonly #counts = noFaults();
  readonly #watch: Watch;
  readonly #catalog: Catalog;
  readonly #promotions: Promotions;
  readonly #shop: Shop;
  readonly #weather: Weather;
  readonly #shoppers: readonly Shopper[];
  readonly #received = new Map<string, number>();
  /** The quick tables met a statement that they have not learned. */
  #unknown: UnknownStatement | null = null;
  #visitors = 0;

  constructor(options: WorldOptions) {
    const { seed, script, storage, copies = false } = options;
    this.#options = options;
    this.#chance = new Chance(seed, "world");
    const chance = this.#chance;
    const intensity = script ? 1 : chance.pick([0, 0.3, 1, 1, 1, 2, 2, 4]);
    const faults = new Faults({
      chance: new Chance(seed, "faults"),
      intensity,
      off: options.off ?? new Set(),
      counts: this.#counts,
      script: script?.strikes ?? null,
    });
    const stage = new Stage({
      faults,
      chance: new Chance(seed, "network"),
      isTold: options.isTold ?? false,
    });
    this.#stage = stage;
    enter(stage, seed);
    taken.length = 0;
    stage.onError = (error) => this.#onError(error);
    this.#watch = new Watch({
      stage,
      branches: this.#branches,
      objects: () => this.#shop.objects,
      account: () => this.#shop.account,
    });
    const watch = this.#watch;
    this.#catalog = new Catalog(seed, script ? 1 : chance.int(1, 5), {
      stage,
      disk: catalogDisk,
      chance: new Chance(seed, "catalog"),
    });
    const catalog = this.#catalog;
    this.#shop = new Shop({ stage, watch, catalog, storage, copies });
    this.#promotions = this.#promote();
    this.#weather = new Weather(stage, this.#shop);
    this.#shoppers = this.#invite();
  }

  /** Most shops give something away; a small world has one code that one order can have. */
  #promote(): Promotions {
    const { seed, script } = this.#options;
    const promotions = new Promotions(seed, catalogDisk);
    const chance = new Chance(seed, "promotions");
    if (script !== undefined) promotions.offerOne();
    else if (chance.is(PROMOTED)) promotions.offerSome(chance);
    return promotions;
  }

  #invite(): Shopper[] {
    const { seed, script } = this.#options;
    const chance = this.#chance;
    const parts = { stage: this.#stage, watch: this.#watch, catalog: this.#catalog };
    const { env, account } = this.#shop;
    const foreignCart = idOf("cart", seed, 9_999);
    const street = new Street({
      ...parts,
      seed,
      account,
      env,
      codes: this.#promotions.codes,
      spreadMs: script ? 100 : chance.pick([2_000, 3 * MINUTE_MS, 20 * MINUTE_MS, 40 * MINUTE_MS]),
      isPlain: script !== undefined,
      mixesCurrencies: !script && chance.is(0.3),
      hostile: (orderId, of) => beHostile({ ...parts, env, foreignCart }, orderId, of),
    });
    const people = script ? script.shoppers : chance.pick([2, 15, 40, 80, 120, 160]);
    return Array.from(
      { length: people },
      (_, number) => new Shopper(street, number, idOf("cart", seed, number)),
    );
  }

  #onError(error: unknown): void {
    if (error instanceof UnknownStatement) this.#unknown = error;
    if (!(error instanceof Error)) return;
    const isBug =
      /^(?:Type|Range|Reference|Syntax|Zod)Error$/.test(error.name) ||
      /Invariant broken|I20|constraint failed|UNIQUE|under our hands|Unreachable|dead object/.test(
        error.message,
      );
    const invariant = error.message.includes("I20") ? "I20" : "I30";
    if (isBug) this.#watch.violate(invariant, `the program broke: ${error.name} ${error.message}`);
  }

  play(): WorldEnd {
    let violation: Violation | null = null;
    try {
      this.#begin();
      this.#playUntil(() => this.#isOver(), LIFE_MS);
      const isSlow = this.#shop.hasLostAlarms();
      this.#calm();
      this.#rest(HOLD_MS + REST_MS);
      if (isSlow || this.#waitsForDelayed()) {
        this.#weather.setPace("slow");
        this.#rest(SLOW_MS);
      }
      if (this.#shop.account.hasIntentLeft()) {
        this.#weather.setPace("slow");
        this.#rest(DEEP_MS);
      }
      if (this.#watch.violation === null) this.#finish();
    } catch (error) {
      if (error instanceof UnknownStatement) throw error;
      this.#watch.violate("I30", `the simulation broke: ${String(error)}`);
    }
    violation = this.#watch.violation;
    const { timeline, trace, history, faults } = this.#stage;
    return {
      seed: this.#options.seed,
      violation,
      checkouts: this.#watch.orders.size,
      steps: timeline.steps,
      trace: trace >>> 0,
      faults: this.#counts,
      branches: this.#branches,
      history: history ?? [],
      shoppers: this.#shoppers.length,
      moments: faults.moments,
    };
  }

  /** Everybody has gone home, and whoever was cut off from the provider no longer is. */
  #isOver(): boolean {
    if (this.#visitors > 0) return false;
    const { now } = this.#stage.timeline;
    if (now < BEGINNING + (this.#options.script ? 0 : 20 * MINUTE_MS)) return false;
    for (const until of this.#shop.account.cutOff.values()) {
      if (now >= until + 10 * MINUTE_MS) continue;
      this.#weather.setPace("deserted");
      return false;
    }
    return true;
  }

  /** A delayed method whose end was told to nobody: the order asks once an hour. */
  #waitsForDelayed(): boolean {
    for (const { status, payment } of this.#watch.orders.values()) {
      if (status === "awaiting_payment" && payment.intentStatus === "processing") return true;
    }
    return false;
  }

  #rest(forMs: number): void {
    this.#playUntil(() => false, this.#stage.timeline.now + forMs - BEGINNING);
  }

  #playUntil(isOver: () => boolean, limitMs: number): void {
    const { timeline } = this.#stage;
    while (this.#watch.violation === null && !isOver()) {
      if (timeline.nextAt() > BEGINNING + limitMs) break;
      timeline.step();
      if (this.#unknown !== null) throw this.#unknown;
      if (timeline.steps > STEPS_MAX) {
        this.#watch.violate("I11", "the world runs in circles");
      }
    }
    timeline.now = Math.max(timeline.now, Math.min(BEGINNING + limitMs, timeline.nextAt()));
  }

  #begin(): void {
    const { script, absent } = this.#options;
    const staff = new Staff({
      stage: this.#stage,
      chance: new Chance(this.#options.seed, "staff"),
      env: this.#shop.env,
      watch: this.#watch,
      account: this.#shop.account,
      catalog: this.#catalog,
      promotions: this.#promotions,
      received: this.#received,
      deeds: 4 + Math.floor(this.#shoppers.length / 2),
      isBrief: script !== undefined,
      unitsMax: script ? script.units : this.#chance.pick([1, 3, 20, 60, 200]),
    });
    staff.work();
    this.#shoppers.forEach((shopper, number) => {
      if (absent?.has(number)) return;
      this.#visitors += 1;
      let isHere = true;
      const leave = () => {
        if (isHere) this.#visitors -= 1;
        isHere = false;
      };
      shopper.life.onDeath = leave;
      this.#stage.after(shopper.life, 2_000, () => {
        shopper
          .visit()
          .then(leave, (error) => this.#watch.violate("I30", `a shopper saw ${String(error)}`));
      });
    });
    this.#weather.setPace("open");
    if (script === undefined) this.#weather.planDisasters(this.#options.seed);
  }

  /** From here on nothing goes wrong any more. */
  #calm(): void {
    this.#stage.tell(() => "the faults are over");
    this.#stage.faults.stop();
    this.#weather.setPace("open");
    this.#shop.calm();
  }

  #finish(): void {
    const [letters] = ordersDisk.all("SELECT count(*) AS count FROM dead_letters");
    this.#branches.message_parked += Number(letters?.count ?? 0);
    checkFinally({
      watch: this.#watch,
      objects: this.#shop.objects,
      account: this.#shop.account,
      orders: ordersDisk,
      catalog: catalogDisk,
      letters: this.#shop.letters,
      shoppers: this.#shoppers,
      received: this.#received,
    });
  }
}
