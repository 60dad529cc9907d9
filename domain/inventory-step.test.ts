import { beforeEach, describe, expect, it } from "vitest";
import type { Id } from "./id.ts";
import {
  HOLD_MS_MAX,
  LOCATIONS_MAX,
  levelOf,
  NOTE_MAX,
  ON_HAND_MAX,
  QUANTITY_MAX,
  type StockCommand,
} from "./inventory.ts";
import { HARBOUR, HOLD_MS, holding, MILL, START, StockMemory } from "./inventory-builders.ts";
import { HOLD_KEEP_MS, HOLD_MOVES, type HoldInput, type HoldStatus } from "./inventory-hold.ts";
import { ok } from "./result.ts";

let memory: StockMemory;

beforeEach(() => {
  memory = new StockMemory();
});

function receive(quantity: number, location: Id<"location"> = HARBOUR) {
  return memory.run({ type: "receive", location, quantity });
}
const hold = (serial: number, options?: Parameters<typeof holding>[1]) =>
  memory.run({ type: "hold", ...holding(serial, options) });
const release = (serial: number) => memory.run({ type: "release", holdId: holding(serial).holdId });
const commit = (serial: number, quantity = 1) =>
  memory.run({ type: "commit", ...holding(serial, { quantity }) });
const restock = (serial: number, quantity = 1) =>
  memory.run({ type: "restock", holdId: holding(serial).holdId, quantity });
const level = () => levelOf(memory.stock);
const kinds = () => memory.ledger.map(({ kind }) => kind);
const problem = (reason: string, facts = {}) => ({ ok: false, problem: { reason, ...facts } });
const quantityInvalid = problem("quantity_invalid", { quantityMax: QUANTITY_MAX });
const BAD_QUANTITIES = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, QUANTITY_MAX + 1];

/** Runs `command` and expects that it leaves everything as it was. */
function expectSilence(command: StockCommand): unknown {
  const before = { stock: memory.stock, holds: new Map(memory.holds) };
  const answer = memory.run(command);
  expect(memory.stock).toBe(before.stock);
  expect(memory.holds).toEqual(before.holds);
  expect(memory.step).toMatchObject({ holds: [], forgotten: [], entries: [], publish: null });
  return answer;
}

describe("stepStock() receive", () => {
  it("adds units and opens the location", () => {
    expect(receive(5)).toMatchObject({ ok: true, value: { onHand: 5, available: 5, version: 1 } });
    receive(2, MILL);
    expect(level().locations).toEqual([
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
      expect(expectSilence({ type: "receive", location: HARBOUR, quantity })).toEqual(
        quantityInvalid,
      );
    }
  });

  it("refuses what is no location, and one too many", () => {
    const location = "harbour" as Id<"location">;
    expect(expectSilence({ type: "receive", location, quantity: 1 })).toEqual(
      problem("location_unknown", { location }),
    );
    for (let place = 0; place < LOCATIONS_MAX; place += 1) {
      receive(1, `loc_${place}` as Id<"location">);
    }
    expect(receive(1, MILL)).toEqual(problem("location_limit", { locationsMax: LOCATIONS_MAX }));
  });

  it("refuses more than a location can count", () => {
    const locations = [{ location: HARBOUR, onHand: ON_HAND_MAX, held: 0, allocated: 0 }];
    memory.stock = { ...memory.stock, locations };
    expect(receive(1)).toEqual(quantityInvalid);
  });
});

describe("stepStock() adjust", () => {
  const adjust = (delta: number, location = HARBOUR) =>
    ({ type: "adjust", location, delta, reason: "counted" }) as const;

  it("puts the count right in both directions", () => {
    receive(5);
    memory.run(adjust(-2));
    memory.run(adjust(4));
    expect(level()).toMatchObject({ onHand: 7, available: 7 });
    expect(memory.ledger.map(({ quantity }) => quantity)).toEqual([5, -2, 4]);
  });

  it("refuses to take away what is promised", () => {
    receive(5);
    hold(1, { quantity: 3 });
    expect(expectSilence(adjust(-3))).toEqual(problem("stock_promised", { available: 2 }));
    expect(memory.run(adjust(-2)).ok).toBe(true);
  });

  it("refuses unknown locations and differences that are none", () => {
    expect(memory.run(adjust(1))).toEqual(problem("location_unknown", { location: HARBOUR }));
    receive(1);
    for (const delta of [0, 0.5, Number.NaN, QUANTITY_MAX + 1, -QUANTITY_MAX - 1]) {
      expect(expectSilence(adjust(delta))).toEqual(quantityInvalid);
    }
  });
});

describe("stepStock() transfer", () => {
  const transfer = (quantity: number, from = HARBOUR, to = MILL) =>
    ({ type: "transfer", from, to, quantity }) as const;

  it("moves units and loses none", () => {
    receive(5);
    expect(memory.run(transfer(2))).toMatchObject({ ok: true, value: { onHand: 5 } });
    expect(level().locations.map(({ onHand }) => onHand)).toEqual([3, 2]);
    expect(kinds()).toEqual(["receive", "transfer_out", "transfer_in"]);
  });

  it("refuses to move what is promised, from nowhere, to itself, or nothing", () => {
    receive(5);
    hold(1, { quantity: 4 });
    expect(expectSilence(transfer(2))).toEqual(problem("stock_promised", { available: 1 }));
    expect(expectSilence(transfer(1, MILL, HARBOUR))).toEqual(
      problem("location_unknown", { location: MILL }),
    );
    expect(expectSilence(transfer(1, HARBOUR, HARBOUR))).toEqual(
      problem("location_same", { location: HARBOUR }),
    );
    for (const quantity of BAD_QUANTITIES) {
      expect(expectSilence(transfer(quantity))).toEqual(quantityInvalid);
    }
  });
});

describe("stepStock() hold", () => {
  it("holds all or nothing", () => {
    receive(3);
    expect(hold(1, { quantity: 2 })).toEqual(
      ok({ holdId: holding(1).holdId, quantity: 2, expiresAt: START + HOLD_MS, available: 1 }),
    );
    expect(expectSilence({ type: "hold", ...holding(2, { quantity: 2 }) })).toEqual(
      problem("sold_out", { available: 1 }),
    );
    expect(level()).toMatchObject({ onHand: 3, held: 2, available: 1 });
  });

  it("takes from one location where one has enough, else from the fullest first", () => {
    receive(2);
    receive(3, MILL);
    hold(1, { quantity: 3 });
    expect(memory.ledger.at(-1)).toMatchObject({ location: MILL, quantity: 3, held: 3 });
    release(1);
    hold(2, { quantity: 4 });
    expect(memory.holds.get(holding(2).holdId)).toMatchObject({
      parts: [
        { location: MILL, quantity: 3 },
        { location: HARBOUR, quantity: 1 },
      ],
    });
  });

  it("gives a repeated question its first answer, whatever happened since", () => {
    receive(3);
    const first = hold(1);
    hold(2);
    expect(expectSilence({ type: "hold", ...holding(1) })).toEqual(first);
    commit(1);
    expect(expectSilence({ type: "hold", ...holding(1) })).toEqual(first);
    memory.now += HOLD_MS;
    memory.run({ type: "expire" });
    expect(expectSilence({ type: "hold", ...holding(2) })).toMatchObject({ ok: true });
    expect(level()).toMatchObject({ held: 0, allocated: 1 });
  });

  it("counts two holds of one order", () => {
    receive(3);
    hold(1, { quantity: 2 });
    const again = { ...holding(1, { quantity: 2 }), holdId: holding(2).holdId };
    expect(memory.run({ type: "hold", ...again })).toEqual(problem("sold_out", { available: 1 }));
  });

  it("refuses the id of another order or with another quantity", () => {
    receive(3);
    hold(1);
    const foreign = { ...holding(2), holdId: holding(1).holdId };
    expect(expectSilence({ type: "hold", ...foreign })).toEqual(problem("hold_mismatch"));
    expect(expectSilence({ type: "hold", ...holding(1, { quantity: 2 }) })).toEqual(
      problem("hold_mismatch"),
    );
  });

  it("refuses quantities that are none, times that came already or are too far ahead", () => {
    receive(3);
    for (const quantity of BAD_QUANTITIES) {
      expect(expectSilence({ type: "hold", ...holding(1, { quantity }) })).toEqual(quantityInvalid);
    }
    for (const expiresAt of [Number.NaN, START + 0.5, START, START + HOLD_MS_MAX + 1]) {
      expect(expectSilence({ type: "hold", ...holding(1, { expiresAt }) })).toEqual(
        problem("expiry_invalid", { holdMsMax: HOLD_MS_MAX }),
      );
    }
    expect(hold(1, { expiresAt: START + HOLD_MS_MAX }).ok).toBe(true);
  });
});

describe("stepStock() expire", () => {
  it("ends a hold at its very millisecond, not before", () => {
    receive(1);
    hold(1);
    memory.now = START + HOLD_MS - 1;
    const later = { expiresAt: START + 2 * HOLD_MS };
    expect(hold(2, later)).toEqual(problem("sold_out", { available: 0 }));
    memory.now = START + HOLD_MS;
    expect(hold(2, later).ok).toBe(true);
    expect(kinds()).toEqual(["receive", "hold", "expire", "hold"]);
  });

  it("lets lapsed holds go before any other command looks", () => {
    receive(2);
    hold(1, { quantity: 2 });
    memory.now = START + HOLD_MS;
    const answer = memory.run({ type: "adjust", location: HARBOUR, delta: -2 });
    expect(answer).toMatchObject({ ok: true, value: { onHand: 0, held: 0 } });
  });

  it("ignores holds whose time has not come", () => {
    receive(1);
    hold(1);
    expect(expectSilence({ type: "expire" })).toEqual(ok(level()));
  });

  it("forgets what is over after a while, but no allocation with units left", () => {
    receive(3);
    hold(1);
    release(2);
    commit(3);
    memory.now = START + HOLD_MS;
    memory.run({ type: "expire" });
    memory.now = START + HOLD_MS + HOLD_KEEP_MS;
    memory.run({ type: "expire" });
    expect([...memory.holds.keys()]).toEqual([holding(3).holdId]);
    restock(3);
    memory.now += HOLD_KEEP_MS;
    memory.run({ type: "expire" });
    expect(memory.holds.size).toBe(0);
  });
});

describe("stepStock() release", () => {
  it("gives the units back, once", () => {
    receive(1);
    hold(1);
    expect(release(1)).toEqual(ok({ released: 1 }));
    expect(expectSilence({ type: "release", holdId: holding(1).holdId })).toEqual(
      ok({ released: 1 }),
    );
    expect(level()).toMatchObject({ held: 0, available: 1 });
  });

  it("before its hold refuses the hold when it comes", () => {
    receive(1);
    expect(release(1)).toEqual(ok({ released: 0 }));
    expect(expectSilence({ type: "hold", ...holding(1) })).toEqual(problem("hold_released"));
    expect(expectSilence({ type: "commit", ...holding(1) })).toEqual(problem("hold_released"));
  });

  it("after the hold's time refuses a later commit", () => {
    receive(1);
    hold(1);
    memory.now = START + HOLD_MS;
    expect(release(1)).toEqual(ok({ released: 0 }));
    expect(commit(1)).toEqual(problem("hold_released"));
  });

  it("leaves an allocation alone", () => {
    receive(1);
    hold(1);
    commit(1);
    expect(expectSilence({ type: "release", holdId: holding(1).holdId })).toEqual(
      problem("hold_committed"),
    );
  });
});

describe("stepStock() commit", () => {
  it("makes the held units the order's, once", () => {
    receive(2);
    receive(1, MILL);
    hold(1, { quantity: 3 });
    const allocations = [
      { location: HARBOUR, quantity: 2 },
      { location: MILL, quantity: 1 },
    ];
    expect(commit(1, 3)).toEqual(ok({ allocations }));
    restock(1);
    expect(expectSilence({ type: "commit", ...holding(1, { quantity: 3 }) })).toEqual(
      ok({ allocations }),
    );
    expect(level()).toMatchObject({ onHand: 3, held: 0, allocated: 2, available: 1 });
  });

  it("looks for other units when the hold lapsed", () => {
    receive(1);
    receive(1, MILL);
    hold(1);
    memory.now = START + HOLD_MS;
    hold(2, { expiresAt: memory.now + HOLD_MS });
    expect(commit(1)).toEqual(ok({ allocations: [{ location: MILL, quantity: 1 }] }));
    expect(level()).toMatchObject({ held: 1, allocated: 1, available: 0 });
  });

  it("is sold out when the hold lapsed and another has the unit", () => {
    receive(1);
    hold(1);
    memory.now = START + HOLD_MS;
    memory.run({ type: "hold", ...holding(2, { expiresAt: memory.now + HOLD_MS }) });
    expect(expectSilence({ type: "commit", ...holding(1) })).toEqual(
      problem("sold_out", { available: 0 }),
    );
    release(2);
    expect(commit(1).ok).toBe(true);
  });

  it("allocates without a hold, and refuses to hold the same again", () => {
    receive(2);
    expect(commit(1).ok).toBe(true);
    expect(expectSilence({ type: "hold", ...holding(1) })).toMatchObject({ ok: true });
    expect(level()).toMatchObject({ held: 0, allocated: 1 });
  });

  it("refuses the hold of another order, another quantity, no quantity", () => {
    receive(2);
    hold(1);
    const foreign = { ...holding(2), holdId: holding(1).holdId };
    expect(expectSilence({ type: "commit", ...foreign })).toEqual(problem("hold_mismatch"));
    expect(expectSilence({ type: "commit", ...holding(1, { quantity: 2 }) })).toEqual(
      problem("hold_mismatch"),
    );
    expect(expectSilence({ type: "commit", ...holding(3, { quantity: 0 }) })).toEqual(
      quantityInvalid,
    );
  });
});

describe("stepStock() restock", () => {
  it("gives units back from the last location first, never more than are left", () => {
    receive(2);
    receive(1, MILL);
    commit(1, 3);
    expect(restock(1, 2)).toMatchObject({ ok: true, value: { allocated: 1, available: 2 } });
    expect(level().locations.map(({ allocated }) => allocated)).toEqual([1, 0]);
    expect(restock(1, 2)).toEqual(problem("nothing_allocated", { allocated: 1 }));
    expect(restock(1).ok).toBe(true);
    expect(expectSilence({ type: "restock", holdId: holding(1).holdId, quantity: 1 })).toEqual(
      problem("nothing_allocated", { allocated: 0 }),
    );
  });

  it("names the order in the ledger", () => {
    receive(1);
    commit(1);
    restock(1);
    const { holdId, orderId } = holding(1);
    expect(memory.ledger.at(-1)).toMatchObject({ kind: "restock", holdId, orderId, allocated: 0 });
  });

  it("ignores holds that are no allocation, and quantities that are none", () => {
    receive(1);
    hold(1);
    for (const serial of [1, 2]) {
      const { holdId } = holding(serial);
      expect(expectSilence({ type: "restock", holdId, quantity: 1 })).toEqual(
        problem("nothing_allocated", { allocated: 0 }),
      );
      expect(expectSilence({ type: "restock", holdId, quantity: 0 })).toEqual(quantityInvalid);
    }
  });
});

describe("stepStock() publish", () => {
  it("is prompt where shoppers or staff see the change, and lazy where nobody does", () => {
    const urgency = (act: () => unknown) => {
      act();
      return memory.step?.publish;
    };
    expect(urgency(() => receive(10))).toBe("now");
    expect(urgency(() => hold(1, { quantity: 2 }))).toBe("later");
    expect(urgency(() => hold(2, { quantity: 3 }))).toBe("now");
    expect(urgency(() => hold(3, { quantity: 4 }))).toBe("later");
    expect(urgency(() => hold(4))).toBe("now");
    expect(urgency(() => hold(5))).toBe(null);
    expect(urgency(() => commit(4))).toBe("later");
    expect(urgency(() => restock(4))).toBe("now");
    expect(urgency(() => release(1))).toBe("later");
    expect(urgency(() => release(2))).toBe("now");
    expect(urgency(() => release(9))).toBe(null);
  });
});

describe("HOLD_MOVES", () => {
  const arrange: Record<HoldStatus | "none", () => void> = {
    none: () => {},
    held: () => hold(1),
    expired: () => {
      hold(1);
      memory.now += HOLD_MS;
      memory.run({ type: "expire" });
    },
    committed: () => commit(1),
    released: () => release(1),
  };
  const say: Record<HoldInput, () => void> = {
    hold: () => hold(1),
    release: () => release(1),
    commit: () => commit(1),
    restock: () => restock(1),
    lapse: () => {
      const { holdId } = holding(1);
      const isOver = memory.holds.get(holdId)?.status !== "held";
      if (memory.holds.get(holdId)?.status === "committed") restock(1);
      memory.now += isOver ? HOLD_KEEP_MS : HOLD_MS;
      memory.run({ type: "expire" });
    },
  };
  const statuses = Object.keys(HOLD_MOVES) as (keyof typeof HOLD_MOVES)[];
  const inputs = Object.keys(say) as HoldInput[];
  const pairs = statuses.flatMap((status) => inputs.map((input) => [status, input] as const));

  it.each(pairs)("stepStock() takes %s by %s where the table says", (status, input) => {
    receive(2);
    arrange[status]();
    const at = () => memory.holds.get(holding(1).holdId)?.status ?? "none";
    expect(at()).toBe(status);
    say[input]();
    const moves: { readonly [Input in HoldInput]?: HoldStatus | "none" } = HOLD_MOVES[status];
    expect(at()).toBe(moves[input] ?? status);
  });
});
