import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import type { StockEvent } from "../contracts/events.ts";
import { type Id, toId } from "../domain/id.ts";
import { idOf } from "../domain/order-builders.ts";
import { deliver } from "./batch-builders.ts";

const QUEUE = "kiosk-stock-events";
const HARBOUR = toId("location", "loc_harbour");
const MILL = toId("location", "loc_mill");

function eventOf(version: number, onHand: Partial<Record<"harbour" | "mill", number>>): StockEvent {
  const itemId = idOf("stockItem", 1);
  const at = (location: Id<"location">, units: number | undefined) =>
    units === undefined ? [] : [{ location, onHand: units, held: 0, allocated: 0 }];
  const locations = [...at(HARBOUR, onHand.harbour), ...at(MILL, onHand.mill)];
  const sum = locations.reduce((total, level) => total + level.onHand, 0);
  const data = { itemId, version, onHand: sum, held: 0, allocated: 0, available: sum, locations };
  const id = `${itemId}:${version}`;
  return { id, type: "stock.level_changed", version: 1, at: 1, subject: itemId, data };
}

async function levels() {
  const { results } = await env.CATALOG.prepare(
    "SELECT location_id, on_hand, version FROM stock_levels ORDER BY location_id",
  ).all<{ location_id: string; on_hand: number; version: number }>();
  return results.map((row) => [row.location_id, row.on_hand, row.version]);
}

beforeEach(async () => {
  await env.CATALOG.exec("DELETE FROM stock_levels");
  await env.CATALOG.exec("DELETE FROM consumed_events");
});

describe("consumeStockEvents()", () => {
  it("projects a level once, however often it is told", async () => {
    const event = eventOf(3, { harbour: 4, mill: 9 });
    await deliver(env, QUEUE, [event, event]);
    expect(await deliver(env, QUEUE, [event])).toEqual({ acked: ["m0"], retried: [] });
    expect(await levels()).toEqual([
      ["loc_harbour", 4, 3],
      ["loc_mill", 9, 3],
    ]);
  });

  it("keeps the newest level in whatever order they come", async () => {
    await deliver(env, QUEUE, [eventOf(7, { harbour: 1 }), eventOf(5, { harbour: 8, mill: 2 })]);
    expect(await levels()).toEqual([["loc_harbour", 1, 7]]);
    await deliver(env, QUEUE, [eventOf(8, { harbour: 0, mill: 6 })]);
    expect(await levels()).toEqual([
      ["loc_harbour", 0, 8],
      ["loc_mill", 6, 8],
    ]);
  });

  it("writes the others when one level is impossible", async () => {
    const held = eventOf(2, { harbour: 3 });
    const broken = {
      ...eventOf(9, {}),
      data: {
        ...eventOf(9, {}).data,
        locations: [{ location: HARBOUR, onHand: -1, held: 0, allocated: 0 }],
      },
    };
    const outcome = await deliver(env, QUEUE, [held, broken]);
    expect(outcome.retried).toEqual([]);
    expect(outcome.acked.toSorted()).toEqual(["m0", "m1"]);
    expect(await levels()).toEqual([["loc_harbour", 3, 2]]);
  });
});
