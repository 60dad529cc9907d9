/** What the shop gives away: promotions with few uses, small budgets and early ends, and their codes. */
import type { Id } from "../../../domain/id.ts";
import { CURRENCIES } from "../../../domain/money.ts";
import type { Amounts, Promotion, PromotionLimits } from "../../../domain/promotion.ts";
import type { Disk } from "../platform/database.ts";
import type { Chance } from "../random.ts";
import { BEGINNING } from "../stage.ts";
import { idOf } from "./catalog.ts";

const MINUTE_MS = 60_000;
/** Codes of the promotion whose codes are good for one order each. */
const BULK_CODES = 4;

/** The promotions of the world that is being played, as doubles/shop-rules.ts gives them out. */
let offered: Promotions | null = null;

/** @returns the promotions that need no code, as of now */
export function automaticNow(): readonly Promotion[] {
  return offered?.automatic ?? [];
}

/** The promotions of one world, as rows of D1. */
export class Promotions {
  readonly #disk: Disk;
  readonly #seed: number;
  readonly #all: Promotion[] = [];
  readonly #stopped = new Set<Id<"promotion">>();
  /** What shoppers have read somewhere. */
  readonly codes: string[] = [];
  automatic: readonly Promotion[] = [];

  constructor(seed: number, disk: Disk) {
    this.#seed = seed;
    this.#disk = disk;
    offered = this;
  }

  /** One code, one use, ten percent: what a small world is about. */
  offerOne(): void {
    this.#offer({ limits: { uses: 1 } }, ["ONE"]);
  }

  /** Whatever chance has it. */
  offerSome(chance: Chance): void {
    const uses = chance.pick([1, 2, 5, 20]);
    this.#offer({ bp: chance.pick([1_000, 3_333]), limits: { uses } }, ["FEW"]);
    if (chance.is(0.5)) {
      const codes = Array.from({ length: BULK_CODES }, (_, number) => `BULK${number}`);
      this.#offer({ limits: { usesPerCode: 1, uses: null } }, codes);
    }
    if (chance.is(0.5)) {
      this.#offer({ limits: { budget: everywhere(chance.int(200, 3_000)) } }, ["BUDGET"]);
    }
    // All of it: orders that cost nothing are never paid, and are orders all the same.
    if (chance.is(0.5)) this.#offer({ bp: 10_000, limits: { uses: chance.int(1, 4) } }, ["FREE"]);
    if (chance.is(0.4)) {
      this.#offer({ bp: 500, endsAt: BEGINNING + chance.int(2, 30) * MINUTE_MS }, []);
    }
    if (chance.is(0.3)) this.#offer({ bp: 250, limits: { uses: chance.int(1, 30) } }, []);
    if (chance.is(0.3)) this.#offer({ limits: { usesPerCustomer: 1 } }, ["MINE"]);
  }

  #offer(
    {
      bp = 1_000,
      endsAt = null,
      limits = {},
    }: { bp?: number; endsAt?: number | null; limits?: Partial<PromotionLimits> },
    codes: readonly string[],
  ): void {
    const number = this.#all.length;
    const promotion: Promotion = {
      id: idOf("promotion", this.#seed, number),
      version: 1,
      label: `Promotion ${number}`,
      isByCode: codes.length > 0,
      startsAt: null,
      endsAt,
      conditions: {},
      effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp } },
      stacking: { class: "order", priority: number, isExclusive: false, bestOf: null },
      limits: { uses: null, usesPerCode: null, usesPerCustomer: null, budget: null, ...limits },
    };
    this.#all.push(promotion);
    this.#write(promotion, codes);
    this.codes.push(...codes);
    this.#list();
  }

  #list(): void {
    this.automatic = this.#all.filter(({ id, isByCode }) => !isByCode && !this.#stopped.has(id));
  }

  /** Staff end one of them; quotes that were given keep it for as long as they are good. */
  stopOne(chance: Chance): void {
    const promotion = this.#all[chance.int(0, this.#all.length - 1)];
    if (promotion === undefined) return;
    this.#stopped.add(promotion.id);
    this.#disk.all("UPDATE promotions SET status = 'stopped' WHERE id = ?", promotion.id);
    this.#list();
  }

  #write(promotion: Promotion, codes: readonly string[]): void {
    const { id, label, isByCode, startsAt, endsAt, conditions, effect, stacking, limits } =
      promotion;
    this.#disk.all(
      `INSERT INTO promotions (id, label, status, is_by_code, starts_at, ends_at, conditions, effect,
         stacking, limits, version, created_at, updated_at)
       VALUES (?, ?, 'active', ?, ?, ?, ?, ?, ?, ?, 1, 0, 0)`,
      id,
      label,
      isByCode ? 1 : 0,
      startsAt,
      endsAt,
      ...[conditions, effect, stacking, limits].map((part) => JSON.stringify(part)),
    );
    for (const code of codes) {
      const insert =
        "INSERT INTO promotion_codes (code, promotion_id, created_at) VALUES (?, ?, 0)";
      this.#disk.all(insert, code, id);
    }
  }
}

function everywhere(minor: number): Amounts {
  return Object.fromEntries(CURRENCIES.map((currency) => [currency, minor]));
}
