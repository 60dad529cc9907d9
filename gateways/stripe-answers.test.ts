import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { mintId } from "../domain/id.ts";
import type { Outcome, PaymentProvider } from "../domain/payment.ts";

const orderId = mintId("order", 1, new Uint8Array(10));
const INTENT = {
  id: "pi_1",
  object: "payment_intent",
  status: "requires_capture",
  amount: 500,
  amount_received: 0,
  currency: "eur",
  client_secret: "pi_1_secret_x",
  metadata: { order_id: orderId },
};
const REFUND = { id: "re_1", object: "refund", status: "succeeded", amount: 500, metadata: {} };

type Call = (provider: PaymentProvider) => Promise<Outcome<unknown>>;

const INTENT_CALLS: Readonly<Record<string, Call>> = {
  createIntent: (provider) =>
    provider.createIntent({
      key: "k",
      orderId,
      orderNumber: "ABCD-EFGH",
      amountMinor: 500,
      currency: "EUR",
      askedAt: Date.now(),
    }),
  retrieveIntent: (provider) => provider.retrieveIntent({ intentId: "pi_1" }),
  captureIntent: (provider) =>
    provider.captureIntent({ key: "k", intentId: "pi_1", amountMinor: 500 }),
  cancelIntent: (provider) => provider.cancelIntent({ key: "k", intentId: "pi_1" }),
};
const refundIntent: Call = (provider) =>
  provider.refundIntent({
    key: "k",
    intentId: "pi_1",
    amountMinor: 500,
    isRest: false,
    askedAt: 1,
  });

/** Answers that are JSON of another shape, field by field. */
const WRONG_INTENTS: readonly unknown[] = [
  null,
  [],
  "paid",
  42,
  {},
  ...wrongFields(INTENT, {
    id: [undefined, 1, "x", { a: 1 }],
    status: [undefined, "paid", "SUCCEEDED", 1, null, "__proto__", "constructor"],
    amount: [undefined, "500", -1, 1.5, 2 ** 60, null, [500]],
    amount_received: [undefined, "0", -1, 0.5, null],
    currency: [undefined, "xxx", 1, null, ["eur"]],
    client_secret: [1, {}],
    metadata: [undefined, null, "x", { order_id: 1 }],
    last_payment_error: ["x", { code: 1 }],
  }),
];
const NO_REFUNDS = { object: "list", url: "/v1/refunds", has_more: false, data: [] };
const WRONG_REFUNDS: readonly unknown[] = [
  null,
  [],
  "x",
  {},
  ...wrongFields(REFUND, {
    id: [undefined, 1],
    status: [undefined, "done", null, 1],
    amount: [undefined, "500", -1, 1.5, null],
    metadata: ["x", { key: 1 }],
  }),
];

function wrongFields(good: object, wrong: Readonly<Record<string, readonly unknown[]>>) {
  return Object.entries(wrong).flatMap(([name, values]) =>
    values.map((value) => ({ ...good, [name]: value })),
  );
}

/** Lists are answered as they should be: what is wrong is the one thing that was asked for. */
async function gateway(answer: () => Response): Promise<PaymentProvider> {
  vi.resetModules();
  vi.spyOn(globalThis, "fetch").mockImplementation(async (input) => {
    const isRefunds = String(input instanceof Request ? input.url : input).includes("/refunds?");
    return isRefunds ? Response.json(NO_REFUNDS) : answer();
  });
  const { stripeProvider } = await import("./stripe.ts");
  return stripeProvider("sk_test_1");
}

/** How a call ended: its outcome, or "threw", after which the order tries again under its key. */
async function endOf(call: Call, answer: () => Response): Promise<string> {
  const provider = await gateway(answer);
  return call(provider).then(
    ({ outcome }) => outcome,
    () => "threw",
  );
}

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe("stripeProvider() believes no answer of another shape", () => {
  it.each(Object.entries(INTENT_CALLS))("%s", async (_, call) => {
    expect(await endOf(call, () => Response.json(INTENT))).toBe("done");
    for (const wrong of WRONG_INTENTS) {
      const end = await endOf(call, () => Response.json(wrong));
      expect(end, JSON.stringify(wrong)).not.toBe("done");
    }
  });

  it("refundIntent", async () => {
    expect(await endOf(refundIntent, () => Response.json(REFUND))).toBe("done");
    for (const wrong of WRONG_REFUNDS) {
      const end = await endOf(refundIntent, () => Response.json(wrong));
      expect(end, JSON.stringify(wrong)).not.toBe("done");
    }
  });
});

describe("stripeProvider() believes no page instead of an answer", () => {
  const huge = `{"id":"pi_1","x":"${"x".repeat(5 * 1024 * 1024)}"}`;
  const PAGES: readonly (readonly [string, () => Response])[] = [
    ["a page of a proxy", () => new Response("<html>Bad gateway</html>", { status: 502 })],
    ["a page with 200", () => new Response("<html>Hello</html>")],
    ["nothing", () => new Response("")],
    ["half an answer", () => new Response('{"id":"pi_1","status":"succ')],
    ["five megabytes", () => new Response(huge)],
    ["five megabytes of failure", () => new Response(huge, { status: 500 })],
    [
      "a redirect",
      () => new Response(null, { status: 302, headers: { location: "https://x.de" } }),
    ],
    ["no content", () => new Response(null, { status: 204 })],
    ["an error without a shape", () => Response.json({ error: "no" }, { status: 400 })],
    [
      "an error in another shape",
      () => Response.json({ error: { type: 1, code: {} } }, { status: 402 }),
    ],
    ["a refusal of the key", () => Response.json({ error: { type: "x" } }, { status: 401 })],
  ];

  it.each(PAGES)("%s", async (_, answer) => {
    for (const [name, call] of Object.entries({ ...INTENT_CALLS, refundIntent })) {
      expect(await endOf(call, answer), name).not.toBe("done");
    }
  });

  it("a line that is cut", async () => {
    for (const [name, call] of Object.entries({ ...INTENT_CALLS, refundIntent })) {
      const end = await endOf(call, () => {
        throw new TypeError("Network connection lost");
      });
      expect(end, name).toBe("busy");
    }
  });
});
