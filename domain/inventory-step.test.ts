import { beforeEach, describe, expect, it } from "vitest";
import type { Id } from "./id.ts";
import { LOCATIONS_MAX, NOTE_MAX, ON_HAND_MAX, QUANTITY_MAX } from "./inventory.ts";
import { HARBOUR, holding, MILL, START } from "./inventory-builders.ts";
import { BAD_QUANTITIES, problem, QUANTITY_INVALID, StockStory } from "./inventory-story.ts";

let memory: StockStory;

beforeEach(() => {
  memory = new StockStory();
});

describe("stepStock() receive", () => {
  it("adds units and opens the location", () => {
    expect(memory.receive(5)).toMatchObject({
      ok: true,
      value: { onHand: 5, available: 5, version: 1 },
    });
    memory.receive(2, MILL);
    expect(memory.level().locations).toEqual([
      { location: HARBOUR, onHand: 5, held: 0, allocated: 0 },
      { location: MILL, onHand: 2, held: 0, allocated: 0 },
    ]);
  });

  it("writes down who did it and why, cut to a bound", () => {
    const reason = "x".repeat(NOTE_MAX + 1);
    memory.run({ type: "receive", location: HARBOUR, quantity: 1, reason, actor: "staff_1" });
    expect(memory.ledger[0]).toEqual({
      seq: 1,
      at: START,
      kind: "receive",
      location: HARBOUR,
      quantity: 1,
      onHand: 1,
      held: 0,
      allocated: 0,
      holdId: null,
      orderId: null,
      reason: "x".repeat(NOTE_MAX),
      actor: "staff_1",
    });
  });

  it("refuses quantities that are none", () => {
    for (const quantity of BAD_QUANTITIES) {
      expect(memory.expectSilence({ type: "receive", location: HARBOUR, quantity })).toEqual(
        QUANTITY_INVALID,
      );
    }
  });

  it("refuses what is no location, and one too many", () => {
    const location = "harbour" as Id<"location">;
    expect(memory.expectSilence({ type: "receive", location, quantity: 1 })).toEqual(
      problem("location_unknown", { location }),
    );
    for (let place = 0; place < LOCATIONS_MAX; place += 1) {
      memory.receive(1, `loc_${place}` as Id<"location">);
    }
    expect(memory.receive(1, MILL)).toEqual(
      problem("location_limit", { locationsMax: LOCATIONS_MAX }),
    );
  });

  it("refuses more than a location can count", () => {
    const locations = [{ location: HARBOUR, onHand: ON_HAND_MAX, held: 0, allocated: 0 }];
    memory.stock = { ...memory.stock, locations };
    expect(memory.receive(1)).toEqual(QUANTITY_INVALID);
  });
});

describe("stepStock() adjust", () => {
  const adjust = (delta: number, location = HARBOUR) =>
    ({ type: "adjust", location, delta, reason: "counted" }) as const;

  it("puts the count right in both directions", () => {
    memory.receive(5);
    memory.run(adjust(-2));
    memory.run(adjust(4));
    expect(memory.level()).toMatchObject({ onHand: 7, available: 7 });
    expect(memory.ledger.map(({ quantity }) => quantity)).toEqual([5, -2, 4]);
  });

  it("refuses to take away what is promised", () => {
    memory.receive(5);
    memory.hold(1, { quantity: 3 });
    expect(memory.expectSilence(adjust(-3))).toEqual(problem("stock_promised", { available: 2 }));
    expect(memory.run(adjust(-2)).ok).toBe(true);
  });

  it("refuses unknown locations and differences that are none", () => {
    expect(memory.run(adjust(1))).toEqual(problem("location_unknown", { location: HARBOUR }));
    memory.receive(1);
    for (const delta of [0, 0.5, Number.NaN, QUANTITY_MAX + 1, -QUANTITY_MAX - 1]) {
      expect(memory.expectSilence(adjust(delta))).toEqual(QUANTITY_INVALID);
    }
  });
});

describe("stepStock() transfer", () => {
  const transfer = (quantity: number, from = HARBOUR, to = MILL) =>
    ({ type: "transfer", from, to, quantity }) as const;

  it("moves units and loses none", () => {
    memory.receive(5);
    expect(memory.run(transfer(2))).toMatchObject({ ok: true, value: { onHand: 5 } });
    expect(memory.level().locations.map(({ onHand }) => onHand)).toEqual([3, 2]);
    expect(memory.ledger.map(({ kind }) => kind)).toEqual([
      "receive",
      "transfer_out",
      "transfer_in",
    ]);
  });

  it("refuses to move what is promised, from nowhere, to itself, or nothing", () => {
    memory.receive(5);
    memory.hold(1, { quantity: 4 });
    expect(memory.expectSilence(transfer(2))).toEqual(problem("stock_promised", { available: 1 }));
    expect(memory.expectSilence(transfer(1, MILL, HARBOUR))).toEqual(
      problem("location_unknown", { location: MILL }),
    );
    expect(memory.expectSilence(transfer(1, HARBOUR, HARBOUR))).toEqual(
      problem("location_same", { location: HARBOUR }),
    );
    for (const quantity of BAD_QUANTITIES) {
      expect(memory.expectSilence(transfer(quantity))).toEqual(QUANTITY_INVALID);
    }
  });
});

describe("stepStock() restock", () => {
  it("gives units back from the last location first, never more than are left", () => {
    memory.receive(2);
    memory.receive(1, MILL);
    memory.commit(1, 3);
    expect(memory.restock(1, 2)).toMatchObject({ ok: true, value: { allocated: 1, available: 2 } });
    expect(memory.level().locations.map(({ allocated }) => allocated)).toEqual([1, 0]);
    expect(memory.restock(1, 2)).toEqual(problem("nothing_allocated", { allocated: 1 }));
    expect(memory.restock(1).ok).toBe(true);
    expect(
      memory.expectSilence({ type: "restock", holdId: holding(1).holdId, quantity: 1 }),
    ).toEqual(problem("nothing_allocated", { allocated: 0 }));
  });

  it("names the order in the ledger", () => {
    memory.receive(1);
    memory.commit(1);
    memory.restock(1);
    const { holdId, orderId } = holding(1);
    expect(memory.ledger.at(-1)).toMatchObject({ kind: "restock", holdId, orderId, allocated: 0 });
  });

  it("ignores holds that are no allocation, and quantities that are none", () => {
    memory.receive(1);
    memory.hold(1);
    for (const serial of [1, 2]) {
      const { holdId } = holding(serial);
      expect(memory.expectSilence({ type: "restock", holdId, quantity: 1 })).toEqual(
        problem("nothing_allocated", { allocated: 0 }),
      );
      expect(memory.expectSilence({ type: "restock", holdId, quantity: 0 })).toEqual(
        QUANTITY_INVALID,
      );
    }
  });
});

describe("stepStock() publish", () => {
  it("is prompt where shoppers or staff see the change, and lazy where nobody does", () => {
    const urgency = (act: () => unknown) => {
      act();
      return memory.step?.publish;
    };
    expect(urgency(() => memory.receive(10))).toBe("now");
    expect(urgency(() => memory.hold(1, { quantity: 2 }))).toBe("later");
    expect(urgency(() => memory.hold(2, { quantity: 3 }))).toBe("now");
    expect(urgency(() => memory.hold(3, { quantity: 4 }))).toBe("later");
    expect(urgency(() => memory.hold(4))).toBe("now");
    expect(urgency(() => memory.hold(5))).toBe(null);
    expect(urgency(() => memory.commit(4))).toBe("later");
    expect(urgency(() => memory.restock(4))).toBe("now");
    expect(urgency(() => memory.release(1))).toBe("later");
    expect(urgency(() => memory.release(2))).toBe("now");
    expect(urgency(() => memory.release(9))).toBe(null);
  });
});
