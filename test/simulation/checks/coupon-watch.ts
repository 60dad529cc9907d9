/** What the watch sees of promotions: I14, after every stored turn of every owner of uses. */
import type { UseRefusal, UseStatus } from "../../../domain/coupon.ts";
import { type Id, toId } from "../../../domain/id.ts";
import type { PromotionLimits } from "../../../domain/promotion.ts";
import type { ObjectHost } from "../platform/object-host.ts";
import type { AskedAnswer } from "../platform/objects.ts";
import type { Row } from "../platform/rows.ts";
import type { Watch, WatchParts } from "./watch.ts";

/** Called where a use of an order goes back. */
type OnGivenBack = (orderId: Id<"order">, kind: string) => void;

/** Where a use may go from each state; null is one that nobody has heard of. */
const USE_MOVES: Readonly<Record<UseStatus | "none", readonly UseStatus[]>> = {
  none: ["held", "released"],
  held: ["lapsed", "used", "released"],
  lapsed: ["held", "used", "released"],
  used: ["released"],
  released: [],
};

/** Checks every stored turn of every promotion that is counted. */
export class CouponWatch {
  readonly #watch: Watch;
  readonly #parts: WatchParts;
  readonly #onGivenBack: OnGivenBack;
  /** The rows of each promotion's uses as they were last stored. */
  readonly #known = new Map<string, ReadonlyMap<string, Row>>();
  /** Holds that were refused, with their promotion: a refusal leaves no trace there. */
  readonly #refused = new Set<string>();
  /** Holds that were let go, whether they had come or not, with their promotion. */
  readonly #released = new Set<string>();
  /** Those of which a copy came late, when there was a use again. Only their time ends them. */
  readonly #revived = new Set<string>();

  constructor(watch: Watch, parts: WatchParts, onGivenBack: OnGivenBack) {
    this.#watch = watch;
    this.#parts = parts;
    this.#onGivenBack = onGivenBack;
  }

  /** What an owner answered. */
  onAnswer({ name }: ObjectHost, { method, asked, answer }: AskedAnswer): void {
    if (method !== "hold" && method !== "release") return;
    const hold = `${(asked[0] as { readonly holdId: string }).holdId} of ${name}`;
    const { ok, problem } = answer as { readonly ok: boolean; readonly problem?: UseRefusal };
    if (method === "release") {
      this.#released.add(hold);
      return;
    }
    this.#watch.expect(!ok || !this.#released.has(hold), "I14", () => `${hold} was let go before`);
    if (ok && this.#refused.has(hold)) this.#revived.add(hold);
    if (ok || problem === undefined) return;
    this.#parts.stage.faults.happened("F57");
    if (problem.reason === "released") this.#watch.meet("use_outrun");
    else this.#refused.add(hold);
    if (problem.reason === "budget_spent") this.#watch.meet("budget_spent");
    if (problem.reason === "code_used_up") this.#watch.meet("code_used_up");
    if (problem.reason === "customer_used_up") this.#watch.meet("customer_used_up");
  }

  /** A turn was stored: its moves are legal, its sums are its rows', its limits hold. */
  onTurn(host: ObjectHost): void {
    const rows = host.rows.read("uses");
    const known = this.#known.get(host.name);
    let hasMoved = false;
    for (const row of rows) {
      const before = known?.get(String(row.hold_id)) ?? null;
      if (before?.status === row.status) continue;
      hasMoved = true;
      this.#onMove(host.name, before, row);
    }
    if (!hasMoved) return;
    this.#known.set(host.name, new Map(rows.map((row) => [String(row.hold_id), row])));
    this.#checkSums(host, rows);
  }

  #onMove(name: string, before: Row | null, row: Row): void {
    const from = (before?.status ?? "none") as UseStatus | "none";
    const to = row.status as UseStatus;
    const { hold_id: holdId, order_id: orderId } = row;
    this.#parts.stage.mix(Number(row.at));
    this.#parts.stage.tell(() => `  use ${from} -> ${to} of ${name} for ${holdId}`);
    const isLegal = USE_MOVES[from].includes(to);
    this.#watch.expect(isLegal, "I14", () => `${name}: use ${holdId} ${from} -> ${to}`);
    if (to === "lapsed") this.#watch.meet("use_lapsed");
    if (from === "lapsed" && to === "used") this.#watch.meet("use_reacquired");
    if (to !== "released" || before === null) return;
    this.#watch.meet(from === "used" ? "use_given_back" : "use_let_go");
    if (from !== "lapsed") this.#onGivenBack(toId("order", String(orderId)), "use let go");
  }

  /** I14: the sums are those of the rows, and none is beyond its limit. */
  #checkSums({ name, rows: disk }: ObjectHost, rows: readonly Row[]): void {
    const sums = sumsOf(rows);
    for (const { key, value } of disk.read("sums")) {
      const due = sums.get(String(key)) ?? 0;
      this.#watch.expect(value === due, "I14", () => `${name}: ${key} is ${value}, not ${due}`);
    }
    const [limits] = disk.read("limits");
    if (limits === undefined) return;
    const { uses, usesPerCode, usesPerCustomer, budget }: PromotionLimits = JSON.parse(
      String(limits.body),
    );
    for (const [key, value] of sums) {
      const [kind = "", of = ""] = key.split(" ", 2);
      const spent = (budget as Readonly<Record<string, number>> | null)?.[of] ?? null;
      const most = { all: uses, code: usesPerCode, customer: usesPerCustomer, spent }[kind] ?? null;
      this.#watch.expect(
        most === null || value <= most,
        "I14",
        () => `${name}: ${key} is ${value} of ${most}`,
      );
    }
  }

  /** @returns the uses that an order means to have now, by the rows */
  unitsOf(promotionId: string, orderId: string): { held: number; committed: number } {
    const { rows } = this.#parts.objects().host("coupon", promotionId);
    const { now } = this.#parts.stage.timeline;
    let held = 0;
    let committed = 0;
    for (const row of rows.read("uses")) {
      if (row.order_id !== orderId) continue;
      const isRevived = this.#revived.has(`${row.hold_id} of ${promotionId}`);
      // What has lapsed says so when somebody looks next.
      const isOver = Number(row.expires_at) <= now;
      if (row.status === "held" && !isRevived && !isOver) held += 1;
      if (row.status === "used") committed += 1;
    }
    return { held, committed };
  }
}

/** What the rows come to, under the keys of the sums. */
function sumsOf(rows: readonly Row[]): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (key: string, value: number) => sums.set(key, (sums.get(key) ?? 0) + value);
  for (const { status, code, customer, currency, cost_minor } of rows) {
    if (status !== "held" && status !== "used") continue;
    add("all", 1);
    if (code !== null) add(`code ${code}`, 1);
    if (customer !== null) add(`customer ${customer}`, 1);
    add(`spent ${currency}`, Number(cost_minor));
  }
  return sums;
}
