import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import type { NoticeEvent } from "../contracts/events.ts";
import { listAudit } from "../db/audit.ts";
import { claimNotice, releaseNotice } from "../db/notices.ts";
import { projectOrder } from "../db/orders.ts";
import { idOf } from "../domain/order-builders.ts";
import { snapshotOf } from "./batch-builders.ts";
import { CONSUMED_EVENT_KEEP_MS, IDEMPOTENCY_KEY_KEEP_MS, onSchedule } from "./scheduled.ts";

const NOW = 1_800_000_000_000;

async function claim(db: D1Database, count: number, at: number) {
  await db
    .prepare("INSERT INTO consumed_events SELECT 'c', value || ':' || ?1, ?1 FROM json_each(?2)")
    .bind(at, JSON.stringify(Array.from({ length: count }, (_, index) => index)))
    .run();
}

function count(db: D1Database, table: string) {
  return db.prepare(`SELECT count(*) AS rows FROM ${table}`).first<number>("rows");
}

describe("onSchedule()", () => {
  it("forgets what is old in both databases and keeps what is not", async () => {
    const old = NOW - CONSUMED_EVENT_KEEP_MS - 1;
    for (const db of [env.CATALOG, env.ORDERS]) {
      await claim(db, 1203, old);
      await claim(db, 7, old + 1);
    }
    const insert = "INSERT INTO idempotency_keys VALUES ('ada', ?, 'f', 200, '{}', ?)";
    await env.ORDERS.batch([
      env.ORDERS.prepare(insert).bind("old", NOW - IDEMPOTENCY_KEY_KEEP_MS - 1),
      env.ORDERS.prepare(insert).bind("new", NOW - IDEMPOTENCY_KEY_KEEP_MS),
    ]);
    await onSchedule({ scheduledTime: NOW }, env);
    expect(await count(env.CATALOG, "consumed_events")).toBe(7);
    expect(await count(env.ORDERS, "consumed_events")).toBe(7);
    expect(await count(env.ORDERS, "idempotency_keys")).toBe(1);
  });

  it("carries entries of the catalog's audit into the log, each once", async () => {
    const entry = {
      id: idOf("audit", 1),
      at: NOW,
      actor: "ada",
      role: "owner",
      action: "product.create",
      subjectId: idOf("product", 1),
      requestId: "req_1",
      before: null,
      after: { version: 1 },
    };
    await env.CATALOG.prepare("INSERT INTO audit_outbox VALUES (?, ?)")
      .bind(entry.id, JSON.stringify(entry))
      .run();
    await Promise.all([1, 2].map(() => onSchedule({ scheduledTime: NOW }, env)));
    expect((await listAudit(env.ORDERS, { limit: 10 })).rows).toEqual([entry]);
    expect(await count(env.CATALOG, "audit_outbox")).toBe(0);
  });

  it("asks again for confirmations that a queue lost, and for no other", async () => {
    const confirmedAt = NOW - 60 * 60 * 1000;
    const orders = [1, 2, 3, 4, 5].map((number) =>
      snapshotOf({
        id: idOf("order", number),
        number: `TEST-000${number}`,
        placedAt: number === 5 ? NOW - 9 * 24 * 60 * 60 * 1000 : confirmedAt,
        confirmedAt: number === 4 ? NOW - 1000 : confirmedAt,
      }),
    );
    await env.ORDERS.batch(orders.flatMap((order) => projectOrder(env.ORDERS, order, NOW)));
    const notice = (number: number) => ({
      kind: "order_confirmation",
      subjectId: idOf("order", number),
    });
    const claim = { now: confirmedAt, leaseMs: 1000 };
    // The first was never asked for, the second's sender vanished, the third was given back.
    await claimNotice(env.ORDERS, notice(2), claim);
    const given = await claimNotice(env.ORDERS, notice(3), claim);
    if (given.status === "claimed") await releaseNotice(env.ORDERS, given.id);
    const asked: string[] = [];
    const NOTICES = {
      async sendBatch(messages: Iterable<{ body: NoticeEvent }>) {
        asked.push(...[...messages].map(({ body }) => body.data.orderId));
      },
    } as unknown as Queue;
    await onSchedule({ scheduledTime: NOW }, { ...env, NOTICES });
    expect(asked.toSorted()).toEqual([idOf("order", 1), idOf("order", 2)].toSorted());
  });
});
