import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import type { PaymentEvent } from "../contracts/events.ts";
import { idOf, Story } from "../domain/order-builders.ts";
import { ORDER_SCHEMA, writeOrder } from "../durable-objects/order-store.ts";
import { orderStub } from "../durable-objects/stubs.ts";
import { migrate } from "../runtime/schema.ts";
import { deliver } from "./batch-builders.ts";

const QUEUE = "kiosk-payment-events";

function eventOf(number: number, name = "evt_1"): PaymentEvent {
  const orderId = idOf("order", number);
  return {
    id: name,
    type: "payment.observed",
    version: 1,
    at: 1,
    subject: orderId,
    data: { provider: "stripe", orderId, intentId: "pi_1", providerType: "any" },
  };
}

function poking(answers: Record<string, "known" | "unknown" | "broken">) {
  const pokes: string[] = [];
  const ORDER = {
    getByName: (name: string) => ({
      async poke(claim: string, eventId: string) {
        pokes.push(`${claim} ${name} ${eventId}`);
        if (answers[name] === "broken") throw new Error("reset");
        return answers[name] === "known"
          ? { ok: true, value: {} }
          : { ok: false, problem: { reason: "not_found" } };
      },
    }),
  };
  return { bindings: { ...env, ORDER: ORDER as unknown as typeof env.ORDER }, pokes };
}

describe("consumePaymentEvents()", () => {
  it("pokes the order that is named, with the event's id", async () => {
    const { bindings, pokes } = poking({ [idOf("order", 1)]: "known" });
    expect(await deliver(bindings, QUEUE, [eventOf(1)])).toEqual({ acked: ["m0"], retried: [] });
    expect(pokes).toEqual([`shop ${idOf("order", 1)} evt_1`]);
  });

  it("lets hints about unknown orders and failures come again, each for itself", async () => {
    const { bindings } = poking({ [idOf("order", 1)]: "known", [idOf("order", 3)]: "broken" });
    const outcome = await deliver(bindings, QUEUE, [eventOf(1), eventOf(2), eventOf(3)]);
    expect(outcome).toEqual({ acked: ["m0"], retried: ["m1", "m2"] });
  });

  it("finds no order in an object that was never opened", async () => {
    expect(await deliver(env, QUEUE, [eventOf(9)])).toEqual({ acked: [], retried: ["m0"] });
  });

  it("leaves an order that is settled as it is", async () => {
    const outbound = vi.spyOn(globalThis, "fetch");
    const { order } = new Story().confirmed();
    const stub = orderStub(env, order.id);
    await runInDurableObject(stub, (_, { storage }) => {
      migrate(storage, ORDER_SCHEMA);
      writeOrder(storage.sql, null, order);
    });
    await evictDurableObject(stub);
    expect(await deliver(env, QUEUE, [eventOf(1), eventOf(1)])).toMatchObject({ retried: [] });
    const view = await orderStub(env, order.id).view("shop");
    expect(view).toMatchObject({ ok: true, value: { status: "confirmed" } });
    expect(outbound).not.toHaveBeenCalled();
  });

  it("parks a hint without an order", async () => {
    const { data, ...rest } = eventOf(1);
    const poison = { ...rest, data: { ...data, orderId: "ord_nope" } };
    expect(await deliver(env, QUEUE, [poison])).toEqual({ acked: ["m0"], retried: [] });
    const reason = await env.ORDERS.prepare("SELECT reason FROM dead_letters").first("reason");
    expect(reason).toBe("unreadable: /data/orderId Expected the id of a order");
  });
});
