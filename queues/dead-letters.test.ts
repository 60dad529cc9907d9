import { env } from "cloudflare:workers";
import { beforeEach, describe, expect, it } from "vitest";
import { deadLetter, listDeadLetters, markReplayed } from "../db/dead-letters.ts";
import { decodeTimeCursor } from "../db/time-cursor.ts";
import { deliver } from "./batch-builders.ts";

const QUEUE = "kiosk-notices-dlq";

beforeEach(async () => {
  await env.ORDERS.exec("DELETE FROM dead_letters");
});

describe("consumeDeadLetters()", () => {
  it("keeps each message once, under the queue that it came from", async () => {
    const bodies = [{ a: 1 }, "text", null];
    await deliver(env, QUEUE, bodies);
    expect(await deliver(env, QUEUE, bodies)).toMatchObject({ acked: ["m0", "m1", "m2"] });
    const { rows, nextCursor } = await listDeadLetters(env.ORDERS, { limit: 10 });
    expect(rows.map(({ body }) => body)).toEqual(expect.arrayContaining(bodies));
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatchObject({ queue: "kiosk-notices", reason: "tries used up" });
    expect(nextCursor).toBeNull();
  });

  it("keeps letters of different queues apart that share a message's id", async () => {
    await deliver(env, QUEUE, [1]);
    await deliver(env, "kiosk-order-events-dlq", [1]);
    expect((await listDeadLetters(env.ORDERS, { limit: 10 })).rows).toHaveLength(2);
  });

  it("lets letters come again while they cannot be kept", async () => {
    const broken = { ...env, ORDERS: { ...env.ORDERS, prepare: failing } as unknown as D1Database };
    const outcome = await deliver(broken, QUEUE, [1, 2]);
    expect(outcome).toEqual({ acked: [], retried: ["m0", "m1"] });
  });
});

describe("listDeadLetters()", () => {
  it("pages without a gap or a repetition", async () => {
    await deliver(env, QUEUE, [1, 2, 3, 4, 5]);
    const first = await listDeadLetters(env.ORDERS, { limit: 3 });
    const cursor = decodeTimeCursor(first.nextCursor ?? "") ?? undefined;
    const second = await listDeadLetters(env.ORDERS, { limit: 3, cursor });
    const ids = [...first.rows, ...second.rows].map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(second.nextCursor).toBeNull();
  });
});

describe("markReplayed()", () => {
  it("names the first who did it", async () => {
    await deliver(env, QUEUE, [1]);
    const id = (await listDeadLetters(env.ORDERS, { limit: 1 })).rows[0]!.id;
    await markReplayed(env.ORDERS, id, { actor: "ada", now: 5 }).run();
    await markReplayed(env.ORDERS, id, { actor: "bob", now: 6 }).run();
    expect(await deadLetter(env.ORDERS, id)).toMatchObject({ replayedAt: 5, replayedBy: "ada" });
  });
});

function failing(): never {
  throw new Error("D1 is down");
}
