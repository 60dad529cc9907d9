/** What the watch sees of stock: every new line of a ledger, every answer about a hold. */
import {
  findLedgerBreak,
  type LedgerEntry,
  type LocationLevel,
} from "../../../domain/inventory-ledger.ts";
import type { Problem, Result } from "../../../domain/result.ts";
import {
  type HoldRow,
  type LedgerRow,
  type LevelRow,
  toEntry,
  toHold,
  toLevel,
} from "../../../durable-objects/stock-rows.ts";
import type { ObjectHost } from "../platform/object-host.ts";
import type { AskedAnswer } from "../platform/objects.ts";
import { HoldMemory, heldBy, holdAt, type OnGivenBack } from "./hold-memory.ts";
import type { Watch, WatchParts } from "./watch.ts";

/** What is known of one stock item from its own ledger. */
interface Tally {
  readonly seq: number;
  readonly levels: readonly LocationLevel[];
}

/** Checks every stored turn of every stock item. */
export class StockWatch {
  readonly #watch: Watch;
  readonly #parts: WatchParts;
  readonly #onGivenBack: OnGivenBack;
  readonly #tallies = new Map<string, Tally>();
  readonly #holds = new HoldMemory();

  constructor(watch: Watch, parts: WatchParts, onGivenBack: OnGivenBack) {
    this.#watch = watch;
    this.#parts = parts;
    this.#onGivenBack = onGivenBack;
  }

  /** What an item answered: I3, what was let go is never held again. */
  onAnswer(host: ObjectHost, call: AskedAnswer): void {
    const { method, answer } = call;
    if (method !== "hold" && method !== "release") return;
    const hold = heldBy(host, call);
    const { ok, problem } = answer as Result<unknown> & { readonly problem?: Problem };
    if (method === "release") {
      if (ok) this.#holds.release(hold);
      return;
    }
    if (problem?.reason === "hold_released") this.#watch.meet("hold_outrun");
    if (problem?.reason === "sold_out") this.#holds.refuse(hold);
    const wasLetGo = ok && this.#holds.give(hold);
    this.#watch.expect(!wasLetGo, "I3", () => `${hold} was let go before`);
  }

  /** A turn was stored: I1, I2, I5 of what is new. */
  onTurn(host: ObjectHost): void {
    const ledger = host.rows.read("ledger");
    const tally = this.#tallies.get(host.name) ?? { seq: 0, levels: [] };
    if (ledger.length === tally.seq) return;
    const entries = ledger.slice(tally.seq).map((row) => toEntry(row as unknown as LedgerRow));
    const levels = host.rows.read("levels").map((row) => toLevel(row as unknown as LevelRow));
    this.#watch.expect(
      entries[0]?.seq === tally.seq + 1,
      "I5",
      () => `${host.name} ledger has a gap`,
    );
    const broken = findLedgerBreak(entries, tally.levels);
    this.#watch.expect(broken === null, "I5", () => `${host.name} ledger breaks at ${broken}`);
    this.#checkLevels(host.name, entries, levels);
    this.#tallies.set(host.name, { seq: ledger.length, levels });
    for (const entry of entries) this.#onMovement(entry);
    if (entries.filter((entry) => entry.kind === "hold").length > 1) this.#watch.meet("hold_split");
  }

  #checkLevels(
    name: string,
    entries: readonly LedgerEntry[],
    levels: readonly LocationLevel[],
  ): void {
    for (const { location, onHand, held, allocated } of levels) {
      const isSound = onHand >= 0 && held >= 0 && allocated >= 0 && held + allocated <= onHand;
      this.#watch.expect(
        isSound,
        "I2",
        () => `${name} ${location}: ${onHand} ${held} ${allocated}`,
      );
      const last = entries.findLast((entry) => entry.location === location);
      const isTold =
        last === undefined ||
        (last.onHand === onHand && last.held === held && last.allocated === allocated);
      this.#watch.expect(isTold, "I5", () => `${name} ${location} differs from its ledger`);
    }
  }

  #onMovement(entry: LedgerEntry): void {
    const { kind, orderId } = entry;
    this.#parts.stage.mix(entry.seq);
    this.#parts.stage.tell(
      () => `  ledger ${kind} ${entry.quantity} ${entry.holdId ?? ""} at ${entry.location}`,
    );
    if (kind === "expire") this.#watch.meet("hold_lapsed");
    if (kind === "allocate") this.#watch.meet("hold_reacquired");
    if (orderId !== null && (kind === "release" || kind === "restock")) {
      this.#onGivenBack(orderId, kind);
    }
  }

  /** @returns the units of an item that an order means to have now, by its holds' rows */
  unitsOf(itemId: string, orderId: string): { held: number; committed: number } {
    const host = this.#parts.objects().host("stock", itemId);
    let held = 0;
    let committed = 0;
    for (const row of host.rows.read("holds")) {
      if (row.order_id !== orderId) continue;
      const hold = toHold(row as unknown as HoldRow);
      const isRevived = this.#holds.isRevived(holdAt(hold.holdId, itemId));
      if (hold.status === "held" && !isRevived) held += hold.quantity;
      if (hold.status === "committed") committed += hold.quantity - hold.restocked;
    }
    return { held, committed };
  }
}
