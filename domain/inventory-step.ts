/** The rules of stock as one pure function: a situation and a command in, all that follows out. */
import { type Id, parseId } from "./id.ts";
import {
  availableOf,
  HOLD_MS_MAX,
  type HoldAnswer,
  LOCATIONS_MAX,
  type LocationLimit,
  type LocationUnknown,
  ON_HAND_MAX,
  QUANTITY_MAX,
  type QuantityInvalid,
  type StockAnswer,
  type StockCommand,
  type StockCommandName,
  type StockCommands,
  type StockSituation,
  type StockStep,
} from "./inventory.ts";
import {
  type Draft,
  levelAt,
  levelNow,
  move,
  moveParts,
  openDraft,
  stockNow,
  urgencyOf,
} from "./inventory-draft.ts";
import { type Hold, type HoldTerms, holdDueAt } from "./inventory-hold.ts";
import { availableAt, type StockPart, sliceParts, splitUnits } from "./inventory-ledger.ts";
import { fail, ok } from "./result.ts";

type Steps = {
  readonly [Name in StockCommandName]: (
    draft: Draft,
    command: StockCommands[Name],
  ) => StockAnswer<Name>;
};

const STEPS: Steps = {
  receive,
  adjust,
  transfer,
  hold,
  release,
  commit,
  restock,
  expire: (draft) => ok(levelNow(draft)),
};

/**
 * Works out what a command leads to. Before anything else it lets go of the holds that are due, so
 * that an alarm which comes late never makes the last unit look sold. A command that does not
 * apply changes nothing more than that.
 * @param now epoch milliseconds; a hold that expires at `now` is over
 * @throws Error where the situation itself is impossible
 */
export function stepStock<Name extends StockCommandName>(
  { stock, hold: named, due }: StockSituation,
  command: StockCommand<Name>,
  now: number,
): StockStep<Name> {
  const draft = openDraft({ stock, hold: named }, now);
  for (const each of due) letGo(draft, each);
  const name: Name = command.type;
  const answer = STEPS[name](draft, command);
  const { holds, forgotten, entries } = draft;
  return { stock: stockNow(draft), holds, forgotten, entries, publish: urgencyOf(draft), answer };
}

function letGo(draft: Draft, hold: Hold): void {
  const dueAt = holdDueAt(hold);
  if (dueAt === null || dueAt > draft.now) return;
  let after: Hold | null = null;
  if (hold.status === "held") {
    moveParts(draft, "expire", hold);
    const { status: _, parts: __, ...terms } = hold;
    after = { ...terms, status: "expired", closedAt: draft.now };
    draft.holds.push(after);
  } else {
    draft.forgotten.push(hold.holdId);
  }
  if (draft.hold?.holdId === hold.holdId) draft.hold = after;
}

function receive(draft: Draft, command: StockCommands["receive"]): StockAnswer<"receive"> {
  if (!isQuantity(command.quantity)) return quantityInvalid();
  const problem = receivingProblem(draft, command);
  if (problem !== null) return problem;
  move(draft, { ...command, kind: "receive" });
  return ok(levelNow(draft));
}

function adjust(draft: Draft, command: StockCommands["adjust"]): StockAnswer<"adjust"> {
  const { location, delta, ...note } = command;
  if (!Number.isSafeInteger(delta) || !isQuantity(Math.abs(delta))) return quantityInvalid();
  const level = levelAt(draft, location);
  if (level === undefined) return fail({ reason: "location_unknown", location });
  if (level.onHand + delta > ON_HAND_MAX) return quantityInvalid();
  const available = availableAt(level);
  if (available + delta < 0) return fail({ reason: "stock_promised", available });
  move(draft, { ...note, kind: "adjust", location, quantity: delta });
  return ok(levelNow(draft));
}

function transfer(draft: Draft, command: StockCommands["transfer"]): StockAnswer<"transfer"> {
  const { from, to, quantity, ...note } = command;
  if (!isQuantity(quantity)) return quantityInvalid();
  if (from === to) return fail({ reason: "location_same", location: to });
  const source = levelAt(draft, from);
  if (source === undefined) return fail({ reason: "location_unknown", location: from });
  const problem = receivingProblem(draft, { location: to, quantity });
  if (problem !== null) return problem;
  const available = availableAt(source);
  if (available < quantity) return fail({ reason: "stock_promised", available });
  move(draft, { ...note, kind: "transfer_out", location: from, quantity });
  move(draft, { ...note, kind: "transfer_in", location: to, quantity });
  return ok(levelNow(draft));
}

function hold(draft: Draft, command: StockCommands["hold"]): StockAnswer<"hold"> {
  const { holdId, orderId, quantity, expiresAt } = command;
  const known = draft.hold;
  if (known?.status === "released") return fail({ reason: "hold_released" });
  if (known !== null) {
    return isSamePromise(known, command)
      ? ok(holdAnswer(known))
      : fail({ reason: "hold_mismatch" });
  }
  if (!isQuantity(quantity)) return quantityInvalid();
  const heldMs = expiresAt - draft.now;
  if (!Number.isSafeInteger(heldMs) || heldMs <= 0 || heldMs > HOLD_MS_MAX) {
    return fail({ reason: "expiry_invalid", holdMsMax: HOLD_MS_MAX });
  }
  const parts = splitUnits(draft.locations, quantity);
  if (parts === null) return soldOut(draft);
  moveParts(draft, "hold", { holdId, orderId, parts });
  const available = availableOf(draft.locations);
  const terms: HoldTerms = { holdId, orderId, quantity, expiresAt, available };
  draft.holds.push({ ...terms, status: "held", parts });
  return ok(holdAnswer(terms));
}

function release(draft: Draft, { holdId }: StockCommands["release"]): StockAnswer<"release"> {
  const known = draft.hold;
  if (known?.status === "committed") return fail({ reason: "hold_committed" });
  if (known?.status === "released") return ok({ released: known.released });
  let released = 0;
  if (known?.status === "held") {
    moveParts(draft, "release", known);
    released = known.quantity;
  }
  draft.holds.push({ status: "released", holdId, released, closedAt: draft.now });
  return ok({ released });
}

function commit(draft: Draft, command: StockCommands["commit"]): StockAnswer<"commit"> {
  const { holdId, orderId, quantity } = command;
  const known = draft.hold;
  if (known?.status === "released") return fail({ reason: "hold_released" });
  if (known !== null && !isSamePromise(known, command)) return fail({ reason: "hold_mismatch" });
  if (known?.status === "committed") return ok({ allocations: known.parts });
  if (!isQuantity(quantity)) return quantityInvalid();
  const isHeld = known?.status === "held";
  const parts = isHeld ? known.parts : splitUnits(draft.locations, quantity);
  if (parts === null) return refusedForGood(draft, holdId);
  moveParts(draft, isHeld ? "commit" : "allocate", { holdId, orderId, parts });
  const { expiresAt, available } = known ?? {
    expiresAt: draft.now,
    available: availableOf(draft.locations),
  };
  const terms: HoldTerms = { holdId, orderId, quantity, expiresAt, available };
  draft.holds.push({ ...terms, status: "committed", parts, restocked: 0, closedAt: null });
  return ok({ allocations: parts });
}

/**
 * The order pays back on this word: a copy of its question that comes when there are units again
 * must not have them.
 */
function refusedForGood(draft: Draft, holdId: Id<"hold">) {
  draft.holds.push({ status: "released", holdId, released: 0, closedAt: draft.now });
  return soldOut(draft);
}

function restock(draft: Draft, command: StockCommands["restock"]): StockAnswer<"restock"> {
  const { holdId: _, quantity, ...note } = command;
  if (!isQuantity(quantity)) return quantityInvalid();
  const known = draft.hold;
  if (known?.status !== "committed") return fail({ reason: "nothing_allocated", allocated: 0 });
  const allocated = known.quantity - known.restocked;
  if (quantity > allocated) return fail({ reason: "nothing_allocated", allocated });
  const parts = sliceParts(known.parts, allocated - quantity, allocated);
  moveParts(draft, "restock", { ...note, ...known, parts });
  draft.holds.push({
    ...known,
    restocked: known.restocked + quantity,
    closedAt: quantity === allocated ? draft.now : null,
  });
  return ok(levelNow(draft));
}

/** @returns why a location cannot take units in, or null */
function receivingProblem(
  draft: Draft,
  { location, quantity }: StockPart,
): ReturnType<typeof fail<QuantityInvalid | LocationUnknown | LocationLimit>> | null {
  const level = levelAt(draft, location);
  if (level === undefined) {
    if (parseId("location", location) === null) {
      return fail({ reason: "location_unknown", location });
    }
    if (draft.locations.length >= LOCATIONS_MAX) {
      return fail({ reason: "location_limit", locationsMax: LOCATIONS_MAX });
    }
  }
  return (level?.onHand ?? 0) + quantity > ON_HAND_MAX ? quantityInvalid() : null;
}

function isQuantity(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 1 && value <= QUANTITY_MAX;
}

function isSamePromise(known: HoldTerms, asked: Pick<HoldTerms, "orderId" | "quantity">): boolean {
  return known.orderId === asked.orderId && known.quantity === asked.quantity;
}

function holdAnswer({ holdId, quantity, expiresAt, available }: HoldTerms): HoldAnswer {
  return { holdId, quantity, expiresAt, available };
}

function quantityInvalid() {
  return fail({ reason: "quantity_invalid", quantityMax: QUANTITY_MAX });
}

function soldOut(draft: Draft) {
  return fail({ reason: "sold_out", available: availableOf(draft.locations) });
}
