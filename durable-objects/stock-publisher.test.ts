/** What a stock object tells the world, when, and how often. */
import { evictDurableObject, runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { StockLevel, StockLevelChanged } from "../domain/inventory.ts";
import { HARBOUR, holding, START } from "../domain/inventory-builders.ts";
import { log } from "../runtime/log.ts";
import { deadlinesOf, stocked, wait } from "./stock-builders.ts";
import { PUBLISH_DELAY_MS } from "./stock-publisher.ts";

const HOUR_MS = 60 * 60 * 1000;
const send = vi.fn<(event: StockLevelChanged) => Promise<void>>();
const sentLevels = (): StockLevel[] => send.mock.calls.map(([event]) => event.data);

beforeEach(() => {
  vi.setSystemTime(START);
  send.mockReset().mockResolvedValue();
  vi.spyOn(env.STOCK_EVENTS, "send").mockImplementation(async (event) => {
    await send(event as StockLevelChanged);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  });
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("StockPublisher", () => {
  it("tells at once what shoppers can see, and later what they cannot", async () => {
    const stock = await stocked(10);
    await vi.waitFor(() => expect(sentLevels()).toMatchObject([{ available: 10, version: 1 }]));
    expect(send.mock.calls[0]?.[0]).toMatchObject({
      id: expect.stringMatching(/^evt_/),
      type: "stock.level_changed",
      version: 1,
      at: START,
      subject: (await stock.level()).itemId,
    });
    for (let serial = 1; serial <= 4; serial += 1) await stock.hold(holding(serial));
    expect(await deadlinesOf(stock)).toMatchObject({ publish: PUBLISH_DELAY_MS });
    expect(send).toHaveBeenCalledTimes(1);
    wait(PUBLISH_DELAY_MS);
    await runDurableObjectAlarm(stock);
    expect(sentLevels().slice(1)).toMatchObject([{ available: 6, version: 5 }]);
    await stock.hold(holding(5));
    await vi.waitFor(() => expect(sentLevels().at(-1)).toMatchObject({ available: 5 }));
    expect(await deadlinesOf(stock)).not.toHaveProperty("publish");
  });

  it("sends once, and again until the queue takes them", async () => {
    send
      .mockRejectedValueOnce(new Error("Queue is full"))
      .mockRejectedValueOnce(new Error("Again"));
    const warn = vi.spyOn(log, "warn").mockReturnValue();
    const stock = await stocked(10);
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1));
    expect(await deadlinesOf(stock)).toEqual({ publish: 2 * PUBLISH_DELAY_MS });
    await evictDurableObject(stock);
    wait(2 * PUBLISH_DELAY_MS);
    await runDurableObjectAlarm(stock);
    expect(send).toHaveBeenCalledTimes(2);
    expect(await deadlinesOf(stock)).toEqual({ publish: 4 * PUBLISH_DELAY_MS });
    wait(2 * PUBLISH_DELAY_MS);
    await runDurableObjectAlarm(stock);
    expect(send).toHaveBeenCalledTimes(3);
    expect(new Set(send.mock.calls.map(([{ id }]) => id)).size).toBe(1);
    expect(await deadlinesOf(stock)).toEqual({});
    wait(HOUR_MS);
    await runDurableObjectAlarm(stock);
    expect(send).toHaveBeenCalledTimes(3);
  });

  it("does not lose what changes while a message is under way", async () => {
    const gate = Promise.withResolvers<void>();
    send.mockReturnValueOnce(gate.promise);
    const stock = await stocked(10);
    await vi.waitFor(() => expect(send).toHaveBeenCalledTimes(1));
    await stock.hold(holding(1));
    await stock.receive({ key: "more", location: HARBOUR, quantity: 1 });
    expect(send).toHaveBeenCalledTimes(1);
    gate.resolve();
    await vi.waitFor(() => expect(sentLevels().at(-1)).toMatchObject({ onHand: 11, held: 1 }));
    expect(send).toHaveBeenCalledTimes(2);
    expect(await deadlinesOf(stock)).not.toHaveProperty("publish");
  });
});
