import { beforeEach, describe, expect, it } from "vitest";
import { HOLD_MS_MAX } from "./inventory.ts";
import { HARBOUR, HOLD_MS, holding, MILL, START } from "./inventory-builders.ts";
import { HOLD_KEEP_MS, HOLD_MOVES, type HoldInput, type HoldStatus } from "./inventory-hold.ts";
import { BAD_QUANTITIES, problem, QUANTITY_INVALID, StockStory } from "./inventory-story.ts";
import { ok } from "./result.ts";

let memory: StockStory;

beforeEach(() => {
  memory = new StockStory();
});

describe("stepStock() hold", () => {
  it("holds all or nothing", () => {
    memory.receive(3);
    expect(memory.hold(1, { quantity: 2 })).toEqual(
      ok({ holdId: holding(1).holdId, quantity: 2, expiresAt: START + HOLD_MS, available: 1 }),
    );
    expect(memory.expectSilence({ type: "hold", ...holding(2, { quantity: 2 }) })).toEqual(
      problem("sold_out", { available: 1 }),
    );
    expect(memory.level()).toMatchObject({ onHand: 3, held: 2, available: 1 });
  });

  it("takes from one location where one has enough, else from the fullest first", () => {
    memory.receive(2);
    memory.receive(3, MILL);
    memory.hold(1, { quantity: 3 });
    expect(memory.ledger.at(-1)).toMatchObject({ location: MILL, quantity: 3, held: 3 });
    memory.release(1);
    memory.hold(2, { quantity: 4 });
    expect(memory.holds.get(holding(2).holdId)).toMatchObject({
      parts: [
        { location: MILL, quantity: 3 },
        { location: HARBOUR, quantity: 1 },
      ],
    });
  });

  it("gives a repeated question its first answer, whatever happened since", () => {
    memory.receive(3);
    const first = memory.hold(1);
    memory.hold(2);
    expect(memory.expectSilence({ type: "hold", ...holding(1) })).toEqual(first);
    memory.commit(1);
    expect(memory.expectSilence({ type: "hold", ...holding(1) })).toEqual(first);
    memory.now += HOLD_MS;
    memory.run({ type: "expire" });
    expect(memory.expectSilence({ type: "hold", ...holding(2) })).toMatchObject({ ok: true });
    expect(memory.level()).toMatchObject({ held: 0, allocated: 1 });
  });

  it("counts two holds of one order", () => {
    memory.receive(3);
    memory.hold(1, { quantity: 2 });
    const again = { ...holding(1, { quantity: 2 }), holdId: holding(2).holdId };
    expect(memory.run({ type: "hold", ...again })).toEqual(problem("sold_out", { available: 1 }));
  });

  it("refuses the id of another order or with another quantity", () => {
    memory.receive(3);
    memory.hold(1);
    const foreign = { ...holding(2), holdId: holding(1).holdId };
    expect(memory.expectSilence({ type: "hold", ...foreign })).toEqual(problem("hold_mismatch"));
    expect(memory.expectSilence({ type: "hold", ...holding(1, { quantity: 2 }) })).toEqual(
      problem("hold_mismatch"),
    );
  });

  it("refuses quantities that are none, times that came already or are too far ahead", () => {
    memory.receive(3);
    for (const quantity of BAD_QUANTITIES) {
      expect(memory.expectSilence({ type: "hold", ...holding(1, { quantity }) })).toEqual(
        QUANTITY_INVALID,
      );
    }
    for (const expiresAt of [Number.NaN, START + 0.5, START, START + HOLD_MS_MAX + 1]) {
      expect(memory.expectSilence({ type: "hold", ...holding(1, { expiresAt }) })).toEqual(
        problem("expiry_invalid", { holdMsMax: HOLD_MS_MAX }),
      );
    }
    expect(memory.hold(1, { expiresAt: START + HOLD_MS_MAX }).ok).toBe(true);
  });
});

describe("stepStock() expire", () => {
  it("ends a hold at its very millisecond, not before", () => {
    memory.receive(1);
    memory.hold(1);
    memory.now = START + HOLD_MS - 1;
    const later = { expiresAt: START + 2 * HOLD_MS };
    expect(memory.hold(2, later)).toEqual(problem("sold_out", { available: 0 }));
    memory.now = START + HOLD_MS;
    expect(memory.hold(2, later).ok).toBe(true);
    expect(memory.ledger.map(({ kind }) => kind)).toEqual(["receive", "hold", "expire", "hold"]);
  });

  it("lets lapsed holds go before any other command looks", () => {
    memory.receive(2);
    memory.hold(1, { quantity: 2 });
    memory.now = START + HOLD_MS;
    const answer = memory.run({ type: "adjust", location: HARBOUR, delta: -2 });
    expect(answer).toMatchObject({ ok: true, value: { onHand: 0, held: 0 } });
  });

  it("ignores holds whose time has not come", () => {
    memory.receive(1);
    memory.hold(1);
    expect(memory.expectSilence({ type: "expire" })).toEqual(ok(memory.level()));
  });

  it("forgets what is over after a while, but no allocation with units left", () => {
    memory.receive(3);
    memory.hold(1);
    memory.release(2);
    memory.commit(3);
    memory.now = START + HOLD_MS;
    memory.run({ type: "expire" });
    memory.now = START + HOLD_MS + HOLD_KEEP_MS;
    memory.run({ type: "expire" });
    expect([...memory.holds.keys()]).toEqual([holding(3).holdId]);
    memory.restock(3);
    memory.now += HOLD_KEEP_MS;
    memory.run({ type: "expire" });
    expect(memory.holds.size).toBe(0);
  });
});

describe("stepStock() release", () => {
  it("gives the units back, once", () => {
    memory.receive(1);
    memory.hold(1);
    expect(memory.release(1)).toEqual(ok({ released: 1 }));
    expect(memory.expectSilence({ type: "release", holdId: holding(1).holdId })).toEqual(
      ok({ released: 1 }),
    );
    expect(memory.level()).toMatchObject({ held: 0, available: 1 });
  });

  it("before its hold refuses the hold when it comes", () => {
    memory.receive(1);
    expect(memory.release(1)).toEqual(ok({ released: 0 }));
    expect(memory.expectSilence({ type: "hold", ...holding(1) })).toEqual(problem("hold_released"));
    expect(memory.expectSilence({ type: "commit", ...holding(1) })).toEqual(
      problem("hold_released"),
    );
  });

  it("after the hold's time refuses a later commit", () => {
    memory.receive(1);
    memory.hold(1);
    memory.now = START + HOLD_MS;
    expect(memory.release(1)).toEqual(ok({ released: 0 }));
    expect(memory.commit(1)).toEqual(problem("hold_released"));
  });

  it("leaves an allocation alone", () => {
    memory.receive(1);
    memory.hold(1);
    memory.commit(1);
    expect(memory.expectSilence({ type: "release", holdId: holding(1).holdId })).toEqual(
      problem("hold_committed"),
    );
  });
});

describe("stepStock() commit", () => {
  it("makes the held units the order's, once", () => {
    memory.receive(2);
    memory.receive(1, MILL);
    memory.hold(1, { quantity: 3 });
    const allocations = [
      { location: HARBOUR, quantity: 2 },
      { location: MILL, quantity: 1 },
    ];
    expect(memory.commit(1, 3)).toEqual(ok({ allocations }));
    memory.restock(1);
    expect(memory.expectSilence({ type: "commit", ...holding(1, { quantity: 3 }) })).toEqual(
      ok({ allocations }),
    );
    expect(memory.level()).toMatchObject({ onHand: 3, held: 0, allocated: 2, available: 1 });
  });

  it("looks for other units when the hold lapsed", () => {
    memory.receive(1);
    memory.receive(1, MILL);
    memory.hold(1);
    memory.now = START + HOLD_MS;
    memory.hold(2, { expiresAt: memory.now + HOLD_MS });
    expect(memory.commit(1)).toEqual(ok({ allocations: [{ location: MILL, quantity: 1 }] }));
    expect(memory.level()).toMatchObject({ held: 1, allocated: 1, available: 0 });
  });

  it("is sold out for good when the hold lapsed and another has the unit", () => {
    memory.receive(1);
    memory.hold(1);
    memory.now = START + HOLD_MS;
    memory.run({ type: "hold", ...holding(2, { expiresAt: memory.now + HOLD_MS }) });
    expect(memory.commit(1)).toEqual(problem("sold_out", { available: 0 }));
    memory.release(2);
    // The order was told and pays back: a late copy of its question gets no unit.
    expect(memory.expectSilence({ type: "commit", ...holding(1) })).toEqual(
      problem("hold_released"),
    );
    expect(memory.expectSilence({ type: "hold", ...holding(1) })).toEqual(problem("hold_released"));
    expect(memory.release(1)).toEqual(ok({ released: 0 }));
  });

  it("is sold out for good without a hold, too", () => {
    expect(memory.commit(1)).toEqual(problem("sold_out", { available: 0 }));
    memory.receive(1);
    expect(memory.expectSilence({ type: "commit", ...holding(1) })).toEqual(
      problem("hold_released"),
    );
  });

  it("allocates without a hold, and refuses to hold the same again", () => {
    memory.receive(2);
    expect(memory.commit(1).ok).toBe(true);
    expect(memory.expectSilence({ type: "hold", ...holding(1) })).toMatchObject({ ok: true });
    expect(memory.level()).toMatchObject({ held: 0, allocated: 1 });
  });

  it("refuses the hold of another order, another quantity, no quantity", () => {
    memory.receive(2);
    memory.hold(1);
    const foreign = { ...holding(2), holdId: holding(1).holdId };
    expect(memory.expectSilence({ type: "commit", ...foreign })).toEqual(problem("hold_mismatch"));
    expect(memory.expectSilence({ type: "commit", ...holding(1, { quantity: 2 }) })).toEqual(
      problem("hold_mismatch"),
    );
    expect(memory.expectSilence({ type: "commit", ...holding(3, { quantity: 0 }) })).toEqual(
      QUANTITY_INVALID,
    );
  });
});

describe("HOLD_MOVES", () => {
  const arrange: Record<HoldStatus | "none", () => void> = {
    none: () => {},
    held: () => memory.hold(1),
    expired: () => {
      memory.hold(1);
      memory.now += HOLD_MS;
      memory.run({ type: "expire" });
    },
    committed: () => memory.commit(1),
    released: () => memory.release(1),
  };
  const say: Record<HoldInput, () => void> = {
    hold: () => memory.hold(1),
    release: () => memory.release(1),
    commit: () => memory.commit(1),
    restock: () => memory.restock(1),
    lapse: () => {
      const { holdId } = holding(1);
      const isOver = memory.holds.get(holdId)?.status !== "held";
      if (memory.holds.get(holdId)?.status === "committed") memory.restock(1);
      memory.now += isOver ? HOLD_KEEP_MS : HOLD_MS;
      memory.run({ type: "expire" });
    },
  };
  const statuses = Object.keys(HOLD_MOVES) as (keyof typeof HOLD_MOVES)[];
  const inputs = Object.keys(say) as HoldInput[];
  const pairs = statuses.flatMap((status) => inputs.map((input) => [status, input] as const));

  it.each(pairs)("stepStock() takes %s by %s where the table says", (status, input) => {
    memory.receive(2);
    arrange[status]();
    const at = () => memory.holds.get(holding(1).holdId)?.status ?? "none";
    expect(at()).toBe(status);
    say[input]();
    const moves: { readonly [Input in HoldInput]?: HoldStatus | "none" } = HOLD_MOVES[status];
    expect(at()).toBe(moves[input] ?? status);
  });
});
