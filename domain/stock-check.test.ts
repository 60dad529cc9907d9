import { describe, expect, it } from "vitest";
import { holdIdOf } from "./id.ts";
import { levelOf, type StockLevel } from "./inventory.ts";
import { auditPage, LEDGER_START, type StockAudit } from "./inventory-audit.ts";
import { HARBOUR, holding, itemIdOf, StockMemory } from "./inventory-builders.ts";
import type { Order } from "./order.ts";
import { LINES, NOW, Story } from "./order-builders.ts";
import { auditFindings, checkPromise, checkShownLevel, orphanFindings } from "./stock-check.ts";

const LATER = NOW + 60 * 60 * 1000;
const [LINE] = LINES;
const ITEM = LINE!.itemId;

const CONFIRMED = new Story().confirmed().order;
const CANCELLED = new Story()
  .payable()
  .tell({ type: "cancel", by: "shopper" })
  .intent({ status: "canceled" })
  .givenBack().order;
const RETURNED = new Story().confirmed().tell(
  {
    type: "refund",
    key: "r",
    lines: [{ lineId: LINE!.lineId, quantity: 1 }],
    withShipping: false,
    withRestock: true,
    reason: "Chipped",
  },
  { type: "refund_settled", key: "r", status: "succeeded" },
).order;

/** An item with a ledger of every kind of movement, three of its units promised. */
function busyItem(): StockMemory {
  const memory = new StockMemory();
  memory.run({ type: "receive", location: HARBOUR, quantity: 10 });
  for (const serial of [1, 2, 3]) memory.run({ type: "hold", ...holding(serial) });
  memory.run({ type: "commit", ...holding(1) });
  memory.run({ type: "release", holdId: holding(2).holdId });
  return memory;
}

function audit(memory: StockMemory, { pageRows = 100, promised = { held: 1, allocated: 1 } } = {}) {
  const level = levelOf(memory.stock);
  let from = LEDGER_START;
  for (;;) {
    const entries = memory.ledger.filter(({ seq }) => seq > from.after).slice(0, pageRows);
    const page = { entries, isLast: entries.length < pageRows, level, promised };
    const end: StockAudit = auditPage(from, page);
    if (end.next === null) return end;
    from = end.next;
  }
}

describe("auditPage()", () => {
  it.each([1, 2, 100])("agrees with a whole ledger in pages of %s", (pageRows) => {
    const end = audit(busyItem(), { pageRows });
    expect(end).toMatchObject({ brokenAt: null, next: null, contradictions: [] });
    expect(auditFindings(end)).toEqual([]);
  });

  it.each([1, 2, 100])("finds an entry that was changed, in pages of %s", (pageRows) => {
    const memory = busyItem();
    memory.ledger[3] = { ...memory.ledger[3]!, held: 7 };
    expect(audit(memory, { pageRows })).toMatchObject({ brokenAt: 4, next: null });
  });

  it.each([1, 2, 100])("finds an entry that is gone, in pages of %s", (pageRows) => {
    const memory = busyItem();
    memory.ledger.splice(2, 1);
    expect(audit(memory, { pageRows })).toMatchObject({ brokenAt: 4, next: null });
  });

  it("finds levels and holds that the ledger does not lead to", () => {
    const memory = busyItem();
    const [level] = memory.stock.locations;
    memory.stock = { ...memory.stock, locations: [{ ...level!, onHand: 11 }] };
    const end = audit(memory, { promised: { held: 2, allocated: 1 } });
    expect(end.contradictions).toEqual(["levels", "held"]);
    expect(auditFindings(end)).toMatchObject([{ type: "ledger_broken", remedy: "none" }]);
  });
});

describe("checkPromise()", () => {
  const promise = (status: "held" | "committed", patch = {}) => ({
    holdId: holdIdOf(CONFIRMED.id, 1),
    orderId: CONFIRMED.id,
    status,
    left: 1,
    ...patch,
  });
  const why = (of: ReturnType<typeof promise>, order: Order | null, now = LATER) =>
    checkPromise(of, { order, itemId: ITEM }, now)?.why ?? null;

  it("stands by what an order has or is on its way to", () => {
    expect(why(promise("committed"), CONFIRMED)).toBeNull();
    expect(why(promise("held"), new Story().payable().order)).toBeNull();
    expect(why(promise("held"), CONFIRMED, CONFIRMED.confirmedAt ?? 0)).toBeNull();
  });

  it("finds units of orders that are unknown, over, or have other units", () => {
    expect(why(promise("held"), null)).toBe("order_unknown");
    expect(why(promise("committed"), null)).toBe("order_unknown");
    expect(why(promise("held"), CANCELLED)).toBe("order_over");
    expect(why(promise("held"), CONFIRMED)).toBe("order_over");
    expect(why(promise("committed"), CANCELLED)).toBe("order_over");
    const earlier = { holdId: holdIdOf(CONFIRMED.id, 2) };
    expect(why(promise("committed", earlier), CONFIRMED)).toBe("other_attempt");
    expect(why(promise("committed", { left: 2 }), CONFIRMED)).toBe("other_quantity");
  });

  it("gives a refund time to put its units back", () => {
    expect(why(promise("committed"), RETURNED, NOW + 61_000)).toBeNull();
    expect(why(promise("committed"), RETURNED)).toBe("other_quantity");
  });

  it("makes one finding of all orphans of a kind", () => {
    const orphan = checkPromise(promise("held"), { order: null, itemId: ITEM }, LATER);
    const found = orphanFindings(
      ITEM,
      Array.from({ length: 30 }, () => orphan!),
    );
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ type: "hold_orphaned", details: { count: 30 } });
    expect(found[0]?.details.promises).toHaveLength(10);
  });
});

describe("checkShownLevel()", () => {
  const level: StockLevel = levelOf(busyItem().stock);
  const shown = { version: level.version, locations: level.locations };

  it("finds nothing where listings show the level, or there is none", () => {
    expect(checkShownLevel(level, shown)).toEqual([]);
    const untouched = { itemId: itemIdOf(9), version: 0, locations: [] };
    expect(checkShownLevel(levelOf(untouched), null)).toEqual([]);
  });

  it("has a level told again that listings missed", () => {
    const [finding] = checkShownLevel(level, { version: 2, locations: [] });
    expect(finding).toMatchObject({ type: "stock_projection", remedy: "republish" });
    expect(checkShownLevel(level, null)).toMatchObject([{ remedy: "republish" }]);
  });

  it("leaves rows to a person that refuse to be written", () => {
    const ahead = { ...shown, version: level.version + 1 };
    expect(checkShownLevel(level, ahead)).toMatchObject([{ remedy: "none" }]);
    const wrong = { ...shown, locations: [] };
    expect(checkShownLevel(level, wrong)).toMatchObject([{ remedy: "none" }]);
  });
});
