import { describe, expect, it } from "vitest";
import { drawFault, type Fault, faultRequest, meets } from "./fault.ts";

function fault(body: Record<string, unknown>, id = 1): Fault {
  return { ...faultRequest.parse({ operation: "*", kind: "lock_timeout", ...body }), id };
}

const CAPTURE = { operation: "payment_intents.capture", event: null };

describe("meets()", () => {
  it.each([
    ["*", true],
    ["payment_intents.capture", true],
    ["payment_intents.*", true],
    ["*.capture", true],
    [".capture", true],
    ["payment_intents.create", false],
    ["refunds.*", false],
    ["webhook", false],
  ])("operation %s: %s", (operation, expected) => {
    const kind = operation === "webhook" ? "webhook_lost" : "lock_timeout";
    expect(meets(fault({ operation, kind }), CAPTURE)).toBe(expected);
  });

  it("meets webhooks by their event, and only with webhook faults", () => {
    const target = { operation: "webhook", event: "charge.refunded" };
    const lost = { operation: "webhook", kind: "webhook_lost" };
    expect(meets(fault(lost), target)).toBe(true);
    expect(meets(fault({ ...lost, event: "charge.refunded" }), target)).toBe(true);
    expect(meets(fault({ ...lost, event: "charge.failed" }), target)).toBe(false);
    expect(meets(fault({}), target)).toBe(false);
  });
});

describe("drawFault()", () => {
  it("lets calls pass, then strikes, then is spent", () => {
    let left: readonly Fault[] = [fault({ skip: 1, times: 2 })];
    const struck = [1, 2, 3, 4].map(() => {
      const draw = drawFault(left, CAPTURE);
      left = draw.left;
      return draw.struck !== null;
    });
    expect(struck).toEqual([false, true, true, false]);
    expect(left).toEqual([]);
  });

  it("draws the first that matches and leaves the others", () => {
    const other = fault({ operation: "refunds.create" }, 1);
    const draw = drawFault([other, fault({}, 2)], CAPTURE);
    expect(draw.struck?.id).toBe(2);
    expect(draw.left).toEqual([other]);
  });
});
