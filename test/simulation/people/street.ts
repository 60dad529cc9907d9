/** The street in front of the shop: what shoppers and staff can reach of the world. */
import type { Id } from "../../../domain/id.ts";
import { CURRENCIES, type Currency } from "../../../domain/money.ts";
import type { Watch } from "../checks/watch.ts";
import type { FaultName } from "../faults.ts";
import type { Account } from "../provider/account.ts";
import type { Chance } from "../random.ts";
import { Life, lostError, type Stage } from "../stage.ts";
import type { Catalog } from "./catalog.ts";

/** What a request of a browser needs of its sender. */
interface Sender {
  readonly life: Life;
  readonly cartId: Id<"cart">;
}

/** What the street consists of. */
export interface StreetParts {
  readonly seed: number;
  readonly stage: Stage;
  readonly watch: Watch;
  readonly account: Account;
  readonly catalog: Catalog;
  /** Codes of promotions that people have heard of. */
  readonly codes: readonly string[];
  /** The bindings of the public Workers. */
  readonly env: object;
  /** How long it takes until everybody has come. */
  readonly spreadMs: number;
  readonly mixesCurrencies: boolean;
  /** Everybody does what there is to do, and nothing else. */
  readonly isPlain: boolean;
  /** Calls of a stranger, straight at the objects. */
  readonly hostile: (orderId: Id<"order">, chance: Chance) => Promise<void>;
}

/** Everything outside the shop. */
export class Street {
  readonly #parts: StreetParts;
  readonly seed: number;
  readonly stage: Stage;
  readonly watch: Watch;
  readonly spreadMs: number;
  readonly isPlain: boolean;
  readonly codes: readonly string[];

  constructor(parts: StreetParts) {
    this.#parts = parts;
    this.seed = parts.seed;
    this.stage = parts.stage;
    this.watch = parts.watch;
    this.spreadMs = parts.spreadMs;
    this.isPlain = parts.isPlain;
    this.codes = parts.codes;
  }

  /** A program of the shop has thrown towards a browser. */
  fell(error: unknown): void {
    this.stage.tell(() => `  a browser saw ${String(error)}`);
    this.stage.onError(error);
  }

  /** Sends a request to a public Worker, which lives for this one request. */
  request<Answer>({ cartId }: Sender, handle: (c: never) => Promise<Answer>): Promise<Answer> {
    const { stage } = this;
    const { faults, chance } = stage;
    const worker = new Life(
      "worker",
      faults.strikes("F16", 0.01) ? chance.int(-900_000, 900_000) : 0,
    );
    const isLost = faults.strikes("F1", 0.008);
    const isUnanswered = !isLost && faults.strikes("F2", 0.008);
    const context = { env: this.#parts.env, cartId, req: { header: () => undefined } };
    return stage.call(
      {
        requestMs: chance.int(5, 60),
        replyMs: chance.int(5, 60),
        runs: isLost ? 0 : 1,
        failure: isLost || isUnanswered ? lostError : null,
        failureMs: chance.int(100, 5_000),
        death: null,
      },
      { life: () => worker, serve: () => handle(context as never) },
    );
  }

  /** @returns whether somebody behaves like that now */
  tempts(fault: FaultName, isInTheMood: boolean): boolean {
    if (!isInTheMood || !this.stage.faults.tempts(fault, 1)) return false;
    this.stage.faults.happened(fault);
    return true;
  }

  currencyOf(cartId: Id<"cart">): Currency {
    if (!this.#parts.mixesCurrencies) return "EUR";
    return CURRENCIES[cartId.charCodeAt(cartId.length - 2) % CURRENCIES.length] ?? "EUR";
  }

  variantFor(chance: Chance): Id<"variant"> {
    return this.#parts.catalog.pick(chance);
  }

  changePrice(variantId: Id<"variant"> | undefined): void {
    if (variantId !== undefined) this.#parts.catalog.reprice(variantId, this.stage.chance);
  }

  /** A shopper has read a total and clicked on "Place order". */
  agree(orderId: string, totalMinor: number): void {
    const totals = this.watch.agreed.get(orderId) ?? new Set();
    this.watch.agreed.set(orderId, totals.add(totalMinor));
  }

  refused(reason: string): void {
    if (reason === "price_changed") this.watch.meet("price_changed");
    if (reason === "cart_changed") this.watch.meet("cart_changed");
  }

  async beHostile(orderId: Id<"order">, chance: Chance): Promise<void> {
    await this.#parts.hostile(orderId, chance);
  }

  /** The browser talks to the provider alone. */
  async pay(
    life: Life,
    secret: string,
    means: string,
    chance: Chance,
  ): Promise<"paid" | "declined" | "left"> {
    const { account } = this.#parts;
    const id = secret.slice(0, secret.indexOf("_secret"));
    await this.#line(life, chance);
    const status = account.confirm(id, secret, means);
    if (status === "requires_payment_method" || status === "refused") {
      this.stage.faults.happened("F41");
      this.watch.meet("declined");
      return "declined";
    }
    if (status !== "requires_action") return "paid";
    if (chance.is(0.15)) {
      this.stage.faults.happened("F41");
      return "left";
    }
    await this.#line(life, chance);
    const passed = chance.is(0.85);
    account.happen(id, { type: "authenticate", passed });
    if (!passed) this.stage.faults.happened("F41");
    return passed ? "paid" : "declined";
  }

  #line(life: Life, chance: Chance): Promise<void> {
    return new Promise((resolve) => this.stage.after(life, chance.int(50, 900), resolve));
  }
}
