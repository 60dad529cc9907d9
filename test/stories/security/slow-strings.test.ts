/** Strings made to be slow cost about as much as any other of their length. */
import { describe, expect, it } from "vitest";
import { catalogApi } from "../../../contracts/api-catalog.ts";
import { addressSchema, emailSchema } from "../../../contracts/checkout.ts";
import { createProductSchema, staffProductQuerySchema } from "../../../contracts/staff-catalog.ts";
import { staffOrderQuerySchema } from "../../../contracts/staff-orders.ts";
import { parseId } from "../../../domain/id.ts";
import { readStripeEvent } from "../../../gateways/stripe-webhook.ts";
import { parseJsonText } from "../../../http/body.ts";
import { STAFF_NAME } from "../../../http/staff-token.ts";
import { verifyToken } from "../../../http/tokens.ts";
import { formatLine } from "../../../runtime/log.ts";
import { SLOW } from "./payloads.ts";

const LENGTH = 50_000;
const RUNS = 3;
/** How many times as long as a plain string of the same length. */
const RATIO_MAX = 50;
/** Below this a clock measures noise, in milliseconds. */
const NOISE_MS = 1;
const SECRET = "A".repeat(43);

type Reader = (text: string) => unknown;

/** Everything that looks at a text from outside. */
const READERS: Readonly<Record<string, Reader>> = {
  email: (text) => emailSchema.safeParse(text),
  "address line": (text) => addressSchema.safeParse({ name: text, line1: text, city: text }),
  "product's handle": (text) => catalogApi.readProduct.params.safeParse({ handle: text }),
  "product's fields": (text) =>
    createProductSchema.safeParse({
      handle: text,
      title: text,
      description: text,
      media: [{ key: text }],
    }),
  "product's cursor": (text) => staffProductQuerySchema.safeParse({ cursor: text, limit: text }),
  "order search": (text) => staffOrderQuerySchema.safeParse({ status: text, search: text }),
  id: (text) => parseId("order", text),
  "JSON text": (text) => parseJsonText(text),
  "staff's name": (text) => STAFF_NAME.test(text),
  token: (text) => verifyToken(SECRET, text, { type: "cart+jwt", now: 0 }),
  "webhook's signature": (text) =>
    readStripeEvent({ body: "{}", signature: text }, { secrets: "whsec_x", now: 0 }),
  "line of the log": (text) => formatLine("error", "x", { message: text, error: new Error(text) }),
};

async function bestOf(reader: Reader, text: string): Promise<number> {
  let bestMs = Number.POSITIVE_INFINITY;
  for (let run = 0; run < RUNS; run += 1) {
    const from = performance.now();
    await reader(text);
    bestMs = Math.min(bestMs, performance.now() - from);
  }
  return bestMs;
}

describe("S36: slow strings", () => {
  it.each(Object.entries(READERS))("%s", async (_, reader) => {
    const plainMs = Math.max(NOISE_MS, await bestOf(reader, "b".repeat(LENGTH)));
    for (const make of SLOW) {
      const text = make(LENGTH);
      const ratio = (await bestOf(reader, text)) / plainMs;
      expect(ratio, `${text.slice(0, 20)} (${text.length})`).toBeLessThan(RATIO_MAX);
    }
  });
});
