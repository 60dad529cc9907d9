/** Webhooks that the provider did not send, or sent before: refused, or answered without an effect. */
import { createHmac } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Id } from "../../../domain/id.ts";
import { add, look, place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { intentsOf } from "../../stand-in.ts";
import { ADA, buyAs, type Fixtures, fillAs, makeFixtures } from "./world.ts";

const NEXT_SECRET = `whsec_${"n".repeat(64)}`;

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
/** An order that waits for its payment: what a forged event would confirm. */
let waiting: CheckoutView;
let intentId: string;
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  ada = shop.shopper();
  await add(ada, fixtures.variantId);
  waiting = (await place(ada, await fillAs(ada, ADA))).body;
  intentId = (await intentsOf(shop, waiting.id))[0]?.id ?? "";
});
afterAll(() => shop.dispose());

function eventOf(orderId: string, extra: Record<string, unknown> = {}): Record<string, unknown> {
  const object = {
    id: intentId,
    object: "payment_intent",
    status: "succeeded",
    amount_received: 1,
    metadata: { order_id: orderId },
  };
  return {
    id: `evt_${crypto.randomUUID().replaceAll("-", "")}`,
    object: "event",
    type: "payment_intent.succeeded",
    data: { object },
    ...extra,
  };
}

function hmac(payload: string, { at, secret }: { at: string | number; secret: string }): string {
  return createHmac("sha256", secret).update(`${at}.${payload}`).digest("hex");
}

function secretOf(): string {
  return shop.secrets.STRIPE_WEBHOOK_SECRET ?? "";
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

function sign(payload: string, { at = nowSeconds(), secret = secretOf() } = {}): string {
  return `t=${at},v1=${hmac(payload, { at, secret })}`;
}

async function post(
  signature: string | null,
  body: string,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(`${shop.origin}/webhooks/stripe`, {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      ...(signature === null ? {} : { "stripe-signature": signature }),
      ...headers,
    },
  });
}

async function statusOf(signature: string | null, body: string): Promise<number> {
  const answer = await post(signature, body);
  await answer.arrayBuffer();
  return answer.status;
}

async function versionOf(orderId: string): Promise<number> {
  const order = await shop.core.ORDER.getByName(orderId as Id<"order">).view("shop");
  return order.ok ? order.value.version : 0;
}

describe("S23: a forged webhook (F46)", () => {
  it("is refused in every way that it may be forged, and moves nothing", async () => {
    const body = JSON.stringify(eventOf(waiting.id));
    const good = sign(body);
    const [time = "", v1 = ""] = good.split(",");
    const at = nowSeconds();
    const forged: [string, string | null, string][] = [
      ["without a signature", null, body],
      ["with an empty one", "", body],
      ["with another secret", sign(body, { secret: NEXT_SECRET }), body],
      ["with an empty secret", sign(body, { secret: "" }), body],
      ["with a time of its own", good.replace(time, `t=${at - 1}`), body],
      ["without a time", v1, body],
      ["without a scheme", time, body],
      ["with the old scheme", `${time},v0=${v1.slice(3)}`, body],
      ["with both times", `t=${at - 9999},${good}`, body],
      [
        "with a time that is none",
        `t=NaN,v1=${hmac(body, { at: "NaN", secret: secretOf() })}`,
        body,
      ],
      ["with a negative time", `t=-1,v1=${hmac(body, { at: -1, secret: secretOf() })}`, body],
      ["with a time of zero", sign(body, { at: 0 }), body],
      ["with a signature cut short", good.slice(0, -1), body],
      ["with a longer one", `${good}0`, body],
      ["with the signature in capitals of nothing", `${time},v1=${"Z".repeat(64)}`, body],
      ["with an array's name", `${time},v1[]=${v1.slice(3)}`, body],
      [
        "signed over the body alone",
        `${time},v1=${createHmac("sha256", secretOf()).update(body).digest("hex")}`,
        body,
      ],
      ["signed without a key", `${time},v1=${"0".repeat(64)}`, body],
      ["from 301 seconds ago", sign(body, { at: at - 302 }), body],
      ["from 302 seconds ahead", sign(body, { at: at + 304 }), body],
      ["with one more space", good, `${body} `],
      ["written anew with spaces", good, JSON.stringify(JSON.parse(body), null, 1)],
      [
        "with its keys in another order",
        good,
        JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(body)).toReversed())),
      ],
      ["with an escaped letter", good, body.replace("payment_intent", "\\u0070ayment_intent")],
      ["with another order's id", good, body.replace(waiting.id, `ord_${"0".repeat(26)}`)],
      ["with a mark before it", good, `\ufeff${body}`],
      ["with no body", good, ""],
    ];
    const version = await versionOf(waiting.id);
    for (const [what, signature, text] of forged) {
      expect(await statusOf(signature, text), what).toBe(400);
    }
    expect(await versionOf(waiting.id)).toBe(version);
    expect((await look(ada, waiting)).status).toBe("requires_payment");
  });

  it("tells a forger nothing but that it is refused", async () => {
    const body = JSON.stringify(eventOf(waiting.id));
    const answers = await Promise.all(
      [sign(body, { secret: "x" }), sign(body, { at: 1 }), "t=1", ""].map(async (signature) => {
        const answer = await post(signature, body);
        return (await answer.text()).replace(/req_\w+/, "req");
      }),
    );
    expect(new Set(answers).size).toBe(1);
  });
});

describe("S23: a signed webhook", () => {
  it("decides nothing: an order whose payment the provider does not know stays unpaid", async () => {
    const body = JSON.stringify(eventOf(waiting.id));
    expect(await statusOf(sign(body), body)).toBe(200);
    const seen = async () => {
      const order = await shop.core.ORDER.getByName(waiting.id).view("shop");
      return order.ok ? order.value.seenEvents.length : 0;
    };
    await expect.poll(seen).toBeGreaterThan(0);
    expect((await look(ada, waiting)).status).toBe("requires_payment");
    expect((await intentsOf(shop, waiting.id))[0]?.amount_received).toBe(0);
  });

  it("that is played again, also many times at once, is answered 200 and changes nothing", async () => {
    const bob = shop.shopper();
    const paid = await buyAs(bob, ADA, fixtures.variantId);
    const body = JSON.stringify(eventOf(paid.id));
    const signature = sign(body);
    const version = await versionOf(paid.id);
    const level = await shop.stock(fixtures.itemId).level();
    const statuses = await Promise.all(Array.from({ length: 20 }, () => statusOf(signature, body)));
    expect(statuses).toEqual(Array(20).fill(200));
    const mails = async () =>
      (await shop.inbox()).filter(({ text }) => text.includes(paid.number)).length;
    await expect.poll(mails).toBe(1);
    expect(await versionOf(paid.id)).toBe(version);
    expect(await shop.stock(fixtures.itemId).level()).toEqual(level);
    expect(await intentsOf(shop, paid.id)).toHaveLength(1);
  });

  it("about nobody's order, or about none, is answered 200 and makes no order", async () => {
    const unknown = `ord_${"7".repeat(26)}` as Id<"order">;
    const bodies = [
      eventOf(unknown),
      eventOf("ord_x"),
      eventOf("__proto__"),
      eventOf(waiting.id, { data: {} }),
      eventOf(waiting.id, { data: null }),
      eventOf(waiting.id, { type: 7 }),
      { id: 1 },
      { id: "evt_1", type: "balance.available", data: { object: { object: "balance" } } },
    ];
    for (const event of bodies) {
      const body = JSON.stringify(event);
      expect(await statusOf(sign(body), body), body).toBe(200);
    }
    for (const body of ["[]", "null", "1", '"x"', `{"a":${"[".repeat(300)}${"]".repeat(300)}}`]) {
      expect(await statusOf(sign(body), body), body).toBe(200);
    }
    expect(await statusOf(sign("{"), "{")).toBe(400);
    expect((await shop.core.ORDER.getByName(unknown).view("shop")).ok).toBe(false);
  });

  it("is taken under both secrets while one replaces the other, and under neither of the others", async () => {
    const rotating = await startShop({
      vars: { STRIPE_WEBHOOK_SECRET: `${NEXT_SECRET},${secretOf()}` },
    });
    try {
      const body = JSON.stringify(eventOf("ord_x"));
      const send = async (secret: string) => {
        const answer = await fetch(`${rotating.origin}/webhooks/stripe`, {
          method: "POST",
          body,
          headers: {
            "stripe-signature": sign(body, { secret }),
            "content-type": "application/json",
          },
        });
        return answer.status;
      };
      expect(await send(NEXT_SECRET)).toBe(200);
      expect(await send(secretOf())).toBe(200);
      for (const secret of ["", ",", `${NEXT_SECRET},${secretOf()}`, "whsec_x"]) {
        expect(await send(secret), secret).toBe(400);
      }
    } finally {
      await rotating.dispose();
    }
  });
});
