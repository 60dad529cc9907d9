/** The life of a Charge and of its refunds as pure rules. */
import type { Failure, Refusal } from "./test-method.ts";

/** One attempt to take money. `refundedMinor` also counts what was authorised and let go. */
export interface Charge {
  readonly status: "pending" | "succeeded" | "failed";
  readonly amountMinor: number;
  readonly captured: boolean;
  readonly capturedMinor: number;
  readonly refundedMinor: number;
  readonly failure: Failure | null;
}

/** What a PaymentIntent makes of its charge. `open` begins a new one, the rest change the latest. */
export type ChargeMove =
  | {
      readonly type: "open";
      readonly as: "failed";
      readonly amountMinor: number;
      readonly failure: Failure;
    }
  | {
      readonly type: "open";
      readonly as: "pending" | "authorized" | "paid";
      readonly amountMinor: number;
    }
  | { readonly type: "settle" }
  | { readonly type: "fail"; readonly failure: Failure }
  | { readonly type: "capture"; readonly amountMinor: number }
  | { readonly type: "release" }
  | { readonly type: "expire" };

/** The events that a charge tells the shop about. */
export type ChargeEvent =
  | "charge.succeeded"
  | "charge.pending"
  | "charge.failed"
  | "charge.captured"
  | "charge.refunded"
  | "charge.expired";

/** Applies a move. Moves come from `stepIntent`, so one that does not fit is a bug: it throws. */
export function moveCharge(charge: Charge | null, move: ChargeMove): Charge {
  if (move.type === "open") return openCharge(move);
  if (charge === null) throw new RangeError(`Cannot ${move.type} a charge that was never opened`);
  switch (move.type) {
    case "settle":
      return { ...charge, status: "succeeded" };
    case "fail":
      return { ...charge, status: "failed", captured: false, failure: move.failure };
    case "capture":
      return {
        ...charge,
        captured: true,
        capturedMinor: move.amountMinor,
        refundedMinor: charge.amountMinor - move.amountMinor,
      };
    case "release":
    case "expire":
      return { ...charge, refundedMinor: charge.amountMinor };
  }
}

function openCharge(move: Extract<ChargeMove, { type: "open" }>): Charge {
  const { amountMinor } = move;
  const taken = move.as === "paid" || move.as === "pending";
  return {
    status: move.as === "failed" || move.as === "pending" ? move.as : "succeeded",
    amountMinor,
    captured: taken,
    capturedMinor: taken ? amountMinor : 0,
    refundedMinor: 0,
    failure: move.as === "failed" ? move.failure : null,
  };
}

/** The event that a move is told with. */
export function eventOfMove(move: ChargeMove): ChargeEvent {
  switch (move.type) {
    case "open":
      if (move.as === "failed") return "charge.failed";
      return move.as === "pending" ? "charge.pending" : "charge.succeeded";
    case "settle":
      return "charge.succeeded";
    case "fail":
      return "charge.failed";
    case "capture":
      return "charge.captured";
    case "release":
      return "charge.refunded";
    case "expire":
      return "charge.expired";
  }
}

/** What a refund came to: the charge after it and the amount, or why it was refused. */
export type RefundStep =
  | { readonly ok: true; readonly charge: Charge; readonly amountMinor: number }
  | { readonly ok: false; readonly refusal: Refusal };

/** Gives money back. `askedMinor` null means all that is left; `print` turns minor units into text. */
export function refundCharge(
  charge: Charge,
  askedMinor: number | null,
  { id, print }: { readonly id: string; readonly print: (minor: number) => string },
): RefundStep {
  if (charge.status !== "succeeded" || !charge.captured) {
    return refused({
      code: "charge_not_refundable",
      message: `Charge ${id} cannot be refunded because it was not captured.`,
    });
  }
  const left = charge.amountMinor - charge.refundedMinor;
  if (left === 0) {
    return refused({
      code: "charge_already_refunded",
      message: `Charge ${id} has already been refunded.`,
    });
  }
  const amountMinor = askedMinor ?? left;
  if (amountMinor > left) {
    return refused({
      param: "amount",
      message: `Refund amount (${print(amountMinor)}) is greater than unrefunded amount on charge (${print(left)})`,
    });
  }
  const refundedMinor = charge.refundedMinor + amountMinor;
  return { ok: true, charge: { ...charge, refundedMinor }, amountMinor };
}

function refused(refusal: Refusal): RefundStep {
  return { ok: false, refusal };
}
