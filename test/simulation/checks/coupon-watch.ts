/** What the watch sees of promotions: I14, after every stored turn of every owner of uses. */
import type { UseOutlook, UseRefusal, UseStatus } from "../../../domain/coupon.ts";
import { toId } from "../../../domain/id.ts";
import type { PromotionLimits } from "../../../domain/promotion.ts";
import type { ObjectHost } from "../platform/object-host.ts";
import type { AskedAnswer } from "../platform/objects.ts";
import type { Row } from "../platform/rows.ts";
import { HoldMemory, heldBy, holdAt, type OnGivenBack } from "./hold-memory.ts";
import type { Watch, WatchParts } from "./watch.ts";

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
  readonly #holds = new HoldMemory();

  constructor(watch: Watch, parts: WatchParts, onGivenBack: OnGivenBack) {
    this.#watch = watch;
    this.#parts = parts;
    this.#onGivenBack = onGivenBack;
  }

  /** What an owner answered. */
  onAnswer(host: ObjectHost, call: AskedAnswer): void {
    const { method, answer } = call;
    // Most of them are told at the quote; only who buys twice at the same moment hears it from the hold.
    if (method === "outlook" && isOfCustomer((answer as UseOutlook).refusal)) {
      this.#watch.meet("customer_used_up");
    }
    if (method !== "hold" && method !== "release") return;
    const hold = heldBy(host, call);
    const { ok, problem } = answer as { readonly ok: boolean; readonly problem?: UseRefusal };
    if (method === "release") {
      this.#holds.release(hold);
      return;
    }
    const wasLetGo = ok && this.#holds.give(hold);
    this.#watch.expect(!wasLetGo, "I14", () => `${hold} was let go before`);
    if (ok || problem === undefined) return;
    this.#parts.stage.faults.happened("F57");
    if (problem.reason === "released") this.#watch.meet("use_outrun");
    else this.#holds.refuse(hold);
    if (problem.reason === "budget_spent") this.#watch.meet("budget_spent");
    if (problem.reason === "code_used_up") this.#watch.meet("code_used_up");
    if (isOfCustomer(problem)) this.#watch.meet("customer_used_up");
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
      const isRevived = this.#holds.isRevived(holdAt(String(row.hold_id), promotionId));
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

function isOfCustomer(refusal: UseRefusal | null): boolean {
  return refusal?.reason === "customer_used_up";
}
