import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Id, mintId } from "../domain/id.ts";

const NOW = Date.UTC(2030, 0, 1);
const orderId = mintId("order", NOW, new Uint8Array(10).fill(1));
const refundRequest = {
  key: "ord:1:refund_intent:a",
  intentId: "pi_1",
  amountMinor: 500,
  isRest: false,
  askedAt: NOW,
};

interface Reply {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body: unknown;
}

/** Stripe in a few lines: what `answer` says, and under which keys it was asked. */
function fakeStripe(answer: (path: string, key: string) => Reply) {
  const keys: string[] = [];
  vi.spyOn(globalThis, "fetch").mockImplementation(async (target, init) => {
    const { pathname, search } = new URL(String(target));
    const key = new Headers(init?.headers).get("Idempotency-Key") ?? "";
    if (key !== "") keys.push(key);
    const { status = 200, headers, body } = answer(`${pathname}${search}`, key);
    return Response.json(body, { status, headers: { ...headers, "request-id": "req_1" } });
  });
  return keys;
}

const stored = { "idempotent-replayed": "true" };
const fault = { error: { type: "api_error", message: "Something went wrong" } };
const nothing = { object: "list", data: [], has_more: false };

function intent(id: string, order: Id<"order">) {
  return {
    id,
    object: "payment_intent",
    status: "requires_payment_method",
    amount: 500,
    amount_received: 0,
    currency: "eur",
    metadata: { order_id: order },
  };
}

/** A gateway whose circuits remember nothing of other tests. */
async function gateway() {
  vi.resetModules();
  const { stripeProvider } = await import("./stripe.ts");
  return stripeProvider("sk_test_1");
}

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ["Date"] });
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("refundIntent()", () => {
  it("leaves every key behind that only replays a failure, one with each call", async () => {
    const failed = new Set<string>();
    const keys = fakeStripe((path, key) => {
      if (path.startsWith("/v1/refunds?")) return { body: nothing };
      if (failed.has(key)) return { status: 500, headers: stored, body: fault };
      if (failed.size === 3) {
        return { body: { id: "re_1", object: "refund", status: "succeeded", amount: 500 } };
      }
      failed.add(key);
      return { status: 500, body: fault };
    });
    const { refundIntent } = await gateway();
    for (let call = 1; call <= 3; call += 1) {
      expect(await refundIntent(refundRequest)).toMatchObject({ outcome: "unknown" });
      expect(new Set(keys).size).toBe(call);
      vi.setSystemTime(NOW + call * 60_000);
    }
    expect(await refundIntent(refundRequest)).toMatchObject({
      outcome: "done",
      value: { refundId: "re_1", status: "succeeded" },
    });
  });

  it("finds the refund that a failure had made, and asks for no second one", async () => {
    const made = { id: "re_1", object: "refund", status: "succeeded", amount: 500 };
    const past = { ...made, metadata: { key: refundRequest.key } };
    const keys = fakeStripe((path) =>
      path.startsWith("/v1/refunds?")
        ? { body: { ...nothing, data: [past] } }
        : { status: 500, body: fault },
    );
    const { refundIntent } = await gateway();
    expect(await refundIntent(refundRequest)).toMatchObject({ outcome: "done" });
    expect(keys).toEqual([refundRequest.key]);
  });

  it("looks for a refund of yesterday before it sends a key that may be forgotten", async () => {
    const made = { id: "re_1", object: "refund", status: "succeeded", amount: 500 };
    const past = { ...made, metadata: { key: refundRequest.key } };
    const keys = fakeStripe((path) =>
      path.startsWith("/v1/refunds?")
        ? { body: { ...nothing, data: [past] } }
        : { body: { ...made, id: "re_2" } },
    );
    const { refundIntent } = await gateway();
    const askedAt = NOW - 24 * 60 * 60 * 1000;
    expect(await refundIntent({ ...refundRequest, askedAt })).toMatchObject({
      outcome: "done",
      value: { refundId: "re_1" },
    });
    expect(keys).toEqual([]);
  });
});

describe("refundIntent() of all that is left", () => {
  const refusal = { error: { type: "invalid_request_error", message: "Greater than unrefunded" } };

  /** A charge of 500 of which somebody gave `byHand` back in the dashboard. */
  function charged(byHand: number) {
    const asked: string[] = [];
    fakeStripe((path, key) => {
      if (path.startsWith("/v1/payment_intents/pi_1")) {
        const charge = { id: "ch_1", amount_captured: 500, amount_refunded: byHand };
        return { body: { ...intent("pi_1", orderId), latest_charge: charge } };
      }
      asked.push(key);
      if (!key.includes(":rest:")) return { status: 400, body: refusal };
      const amount = 500 - byHand;
      return { body: { id: "re_1", object: "refund", status: "succeeded", amount } };
    });
    return asked;
  }

  it("gives back what nobody gave back by hand", async () => {
    const asked = charged(200);
    const { refundIntent } = await gateway();
    expect(await refundIntent({ ...refundRequest, isRest: true })).toMatchObject({
      outcome: "done",
      value: { status: "succeeded", amountMinor: 300 },
    });
    expect(asked).toEqual([refundRequest.key, `${refundRequest.key}:rest:300`]);
  });

  it("is done where everything was given back by hand", async () => {
    charged(500);
    const { refundIntent } = await gateway();
    expect(await refundIntent({ ...refundRequest, isRest: true })).toMatchObject({
      outcome: "done",
      value: { status: "succeeded", amountMinor: 0 },
    });
  });

  it("stays refused where it is for another reason, or for a part that staff chose", async () => {
    charged(0);
    const { refundIntent } = await gateway();
    const refused = { outcome: "refused" };
    expect(await refundIntent({ ...refundRequest, isRest: true })).toMatchObject(refused);
    charged(200);
    expect(await refundIntent(refundRequest)).toMatchObject(refused);
  });
});

describe("createIntent()", () => {
  it("looks for the intent of yesterday before it sends a key that may be forgotten", async () => {
    const request = { key: "k", orderId, orderNumber: "TEST-0001", amountMinor: 500 };
    const keys = fakeStripe(() => ({ body: { ...nothing, data: [intent("pi_old", orderId)] } }));
    const { createIntent } = await gateway();
    const askedAt = NOW - 24 * 60 * 60 * 1000;
    expect(await createIntent({ ...request, currency: "EUR", askedAt })).toMatchObject({
      outcome: "done",
      value: { intentId: "pi_old" },
    });
    expect(keys).toEqual([]);
  });

  it("looks for the intent where its key belongs to other words, such as an older program's", async () => {
    fakeStripe(() => ({
      status: 400,
      body: { error: { type: "idempotency_error", message: "Keys can only be used …" } },
    }));
    const { createIntent } = await gateway();
    const request = { key: "k", orderId, orderNumber: "TEST-0001", amountMinor: 500 } as const;
    expect(await createIntent({ ...request, currency: "EUR", askedAt: NOW })).toMatchObject({
      outcome: "unknown",
    });
  });
});

describe("findIntent()", () => {
  const foreign = mintId("order", NOW, new Uint8Array(10).fill(2));
  const page = {
    object: "list",
    has_more: true,
    data: Array.from({ length: 100 }, (_, at) => intent(`pi_${at}`, foreign)),
  };

  it("looks further back than asked, because clocks differ", async () => {
    const looked: number[] = [];
    fakeStripe((path) => {
      looked.push(Number(new URLSearchParams(path.split("?")[1]).get("created[gte]")));
      return { body: nothing };
    });
    const { findIntent } = await gateway();
    expect(await findIntent({ orderId, createdAfter: NOW })).toEqual({ outcome: "absent" });
    expect(looked).toEqual([NOW / 1000 - 15 * 60]);
  });

  it("searches by the order's id where a rush buries its intent", async () => {
    fakeStripe((path) =>
      path.startsWith("/v1/payment_intents/search")
        ? { body: { object: "search_result", has_more: false, data: [intent("pi_own", orderId)] } }
        : { body: page },
    );
    const { findIntent } = await gateway();
    expect(await findIntent({ orderId, createdAfter: NOW })).toMatchObject({
      outcome: "done",
      value: { intentId: "pi_own" },
    });
  });

  it("believes that there is none only when the search has had time to see it", async () => {
    fakeStripe((path) => ({
      body: path.startsWith("/v1/payment_intents/search") ? nothing : page,
    }));
    const { findIntent } = await gateway();
    const isAskedAgain = { outcome: "busy", code: "too_many_intents" };
    expect(await findIntent({ orderId, createdAfter: NOW })).toEqual({
      ...isAskedAgain,
      retryAfterMs: 30_000,
    });
    expect(await findIntent({ orderId, createdAfter: NOW - 110_000 })).toEqual({
      ...isAskedAgain,
      retryAfterMs: 10_000,
    });
    expect(await findIntent({ orderId, createdAfter: NOW - 180_000 })).toEqual({
      outcome: "absent",
    });
  });
});
