import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eventOfMove, moveCharge, refundCharge } from "./charge.ts";

const PAID = moveCharge(null, { type: "open", as: "paid", amountMinor: 4200 });
const HELD = moveCharge(null, { type: "open", as: "authorized", amountMinor: 4200 });
const OPTIONS = { id: "ch_1", print: (minor: number) => String(minor) };

describe("moveCharge()", () => {
  it("holds first and captures later, all or a part", () => {
    expect(HELD).toMatchObject({ status: "succeeded", captured: false, capturedMinor: 0 });
    expect(moveCharge(HELD, { type: "capture", amountMinor: 1200 })).toMatchObject({
      captured: true,
      capturedMinor: 1200,
      refundedMinor: 3000,
    });
  });

  it("lets go of everything that was held", () => {
    for (const type of ["release", "expire"] as const) {
      expect(moveCharge(HELD, { type })).toMatchObject({ captured: false, refundedMinor: 4200 });
    }
  });

  it("throws on a move of a charge that was never opened", () => {
    expect(() => moveCharge(null, { type: "settle" })).toThrow(RangeError);
  });
});

describe("refundCharge()", () => {
  it("gives back what is left unless told otherwise", () => {
    const part = refundCharge(PAID, 1000, OPTIONS);
    expect(part).toMatchObject({ ok: true, amountMinor: 1000 });
    if (!part.ok) return;
    expect(refundCharge(part.charge, null, OPTIONS)).toMatchObject({ amountMinor: 3200 });
  });

  it("refuses what was not captured and what was already given back", () => {
    expect(refundCharge(HELD, null, OPTIONS).ok).toBe(false);
    const all = refundCharge(PAID, null, OPTIONS);
    if (!all.ok) throw new RangeError("Expected a refund");
    expect(refundCharge(all.charge, 1, OPTIONS)).toMatchObject({
      refusal: { code: "charge_already_refunded" },
    });
  });

  it("never gives back more than was taken", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5000 })), (asked) => {
        let charge = PAID;
        let given = 0;
        for (const minor of asked) {
          const step = refundCharge(charge, minor, OPTIONS);
          if (!step.ok) continue;
          charge = step.charge;
          given += step.amountMinor;
        }
        expect(given).toBeLessThanOrEqual(4200);
        expect(charge.refundedMinor).toBe(given);
      }),
    );
  });
});

describe("eventOfMove()", () => {
  it("names the event of each way to open a charge", () => {
    const names = (["pending", "authorized", "paid"] as const).map((as) =>
      eventOfMove({ type: "open", as, amountMinor: 1 }),
    );
    expect(names).toEqual(["charge.pending", "charge.succeeded", "charge.succeeded"]);
  });
});
