import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { TaxQuestion } from "../../domain/tax-provider.ts";
import { stripeTax } from "../../gateways/stripe-tax.ts";
import { fault, freshAccount, raw, sdk } from "./harness.ts";

const NEW_YORK = {
  country: "US",
  region: "NY",
  postalCode: "10001",
  city: "New York",
  line1: "1 Main St",
};
const QUESTION: TaxQuestion = {
  address: NEW_YORK,
  classes: ["standard"],
  codes: {},
  currency: "USD",
  taxId: null,
};

/** The shop's own gateway with the stand-in in the network's place. */
function ask(parts: Partial<TaxQuestion> = {}) {
  return stripeTax("sk_test_kiosk_1").taxRates({ ...QUESTION, ...parts });
}

function ratesOf(answer: Awaited<ReturnType<typeof ask>>, taxClass = "standard") {
  if (answer.outcome !== "told") throw new Error(JSON.stringify(answer));
  return answer.rules
    .filter((rule) => rule.taxClass === taxClass)
    .map(({ label, rateBp }) => [label, rateBp]);
}

let calls = 0;

beforeEach(async () => {
  await freshAccount();
  calls = 0;
  vi.stubGlobal("fetch", (url: string, init: { body?: string }) => {
    calls += 1;
    return raw(new URL(url).pathname, init);
  });
});
afterEach(() => vi.unstubAllGlobals());

describe("POST /v1/tax/calculations", () => {
  const create = (parts: object = {}) =>
    sdk().tax.calculations.create({
      currency: "usd",
      line_items: [{ amount: 1000, reference: "a", tax_code: "txcd_99999999" }],
      customer_details: {
        address: { country: "US", state: "CA", postal_code: "94103" },
        address_source: "shipping",
      },
      ...parts,
    });

  it("answers a calculation, with its lines and their taxes where they are asked for", async () => {
    const plain = await create();
    expect(plain).toMatchObject({ object: "tax.calculation", tax_amount_exclusive: 73 });
    expect(plain.line_items).toBeUndefined();
    const whole = await create({ expand: ["line_items.data.tax_breakdown"] });
    expect(whole.line_items?.data[0]?.tax_breakdown).toMatchObject([
      { amount: 73, jurisdiction: { level: "state" }, taxability_reason: "standard_rated" },
    ]);
  });

  it.each([
    [{ line_items: [] }, "Missing required param: line_items."],
    [{ colour: "red" }, "Received unknown parameter: colour"],
    [{ line_items: [{ amount: 1000, tax_code: "txcd_1" }] }, "No such tax code: 'txcd_1'"],
    [{ currency: "xxx" }, "Invalid currency: xxx."],
    [{ expand: ["everything"] }, "This property cannot be expanded (everything)."],
    [
      { line_items: ["a", "a"].map((reference) => ({ amount: 1, reference })) },
      "Each line item's reference must be unique.",
    ],
    [
      { line_items: [{ amount: 1000, tax_behavior: "sometimes" }] },
      "Invalid line_items[0][tax_behavior]: must be one of exclusive, inclusive",
    ],
  ])("refuses %j", async (parts, message) => {
    await expect(create(parts)).rejects.toMatchObject({ statusCode: 400, message });
  });
});

describe("stripeTax()", () => {
  it("tells each tax of a place, with fractions, and those of shipping beside it", async () => {
    const answer = await ask();
    expect(ratesOf(answer)).toEqual([
      ["Sales Tax, New York (state)", 400],
      ["Sales Tax, New York (city)", 450],
      ["Sales Tax, Metropolitan Commuter Transportation District (district)", 37.5],
    ]);
    expect(ratesOf(answer, "_shipping")).toHaveLength(3);
    expect(calls).toBe(1);
  });

  it("asks about goods by their code, each class once", async () => {
    const germany = { country: "DE", region: "", postalCode: "20457" };
    const codes = { books: "txcd_35010000" };
    const answer = await ask({ address: germany, classes: ["standard", "books"], codes });
    expect(ratesOf(answer)).toEqual([["VAT", 1900]]);
    expect(ratesOf(answer, "books")).toEqual([["VAT", 700]]);
  });

  it("tells no rate where none is imposed", async () => {
    const food = await ask({ codes: { standard: "txcd_40060003" } });
    expect(ratesOf(food)).toEqual([]);
    expect(ratesOf(await ask({ address: { ...NEW_YORK, country: "JP" } }))).toEqual([]);
  });

  it("tells who owes the tax: a buyer with a number of another member state", async () => {
    const address = { country: "FR", region: "", postalCode: "75011" };
    const taxId = "FR12345678901";
    expect(await ask({ address, taxId })).toMatchObject({ isExempt: true });
    expect(ratesOf(await ask({ address, taxId }))).toEqual([["VAT", 2000]]);
    expect(await ask({ address, taxId: "NL123456789B01" })).toMatchObject({ isExempt: false });
  });

  it("says where a place cannot be found", async () => {
    const address = { ...NEW_YORK, postalCode: "90210" };
    expect(await ask({ address })).toEqual({ outcome: "unknown_place" });
  });

  it.each([["error_500_before"], ["rate_limited_429"], ["timeout_before_effect"]])(
    "tries once more after %s",
    async (kind) => {
      await fault({ operation: "tax.calculations.create", kind, delayMs: 0 });
      expect(await ask()).toMatchObject({ outcome: "told" });
      expect(calls).toBe(2);
    },
  );

  it("is away after a second failure", async () => {
    await fault({ operation: "tax.*", kind: "error_500_before", times: 2 });
    expect(await ask()).toMatchObject({ outcome: "away" });
    expect(calls).toBe(2);
  });

  it.each([
    { body: {} },
    { body: { line_items: { data: [] }, shipping_cost: null } },
    {
      body: {
        line_items: {
          data: [
            {
              reference: "standard",
              tax_breakdown: [
                {
                  jurisdiction: { country: "US", display_name: "NY", level: "state" },
                  tax_rate_details: { display_name: "Tax", percentage_decimal: "-4" },
                  taxability_reason: "standard_rated",
                },
              ],
            },
          ],
        },
        shipping_cost: { tax_breakdown: [] },
      },
    },
  ])("is away where it answers nonsense: %j", async ({ body }) => {
    vi.stubGlobal("fetch", async () => Response.json(body));
    expect(await ask()).toEqual({ outcome: "away", code: "nonsense" });
  });

  interface Answer {
    currency: string;
    customer_details: { address: { country: string } };
    line_items: { data: { reference: string; amount: number }[] };
    shipping_cost: {
      tax_breakdown: {
        taxable_amount: number;
        tax_rate_details: { percentage_decimal: string };
      }[];
    };
  }

  /** What the stand-in would answer, with something else in it. */
  function answering(change: (answer: Answer) => void) {
    vi.stubGlobal("fetch", async (url: string, init: { body?: string }) => {
      calls += 1;
      const answer: Answer = await (await raw(new URL(url).pathname, init)).json();
      change(answer);
      return Response.json(answer);
    });
  }

  const goods = { reference: "standard", amount: 10_000, tax_breakdown: [] };

  it.each<[string, (answer: Answer) => void]>([
    ["a class is missing", ({ line_items }) => line_items.data.pop()],
    ["a class is there twice", ({ line_items }) => line_items.data.push(goods)],
    [
      "it is of other goods",
      ({ line_items }) => Object.assign(line_items.data[0]!, { reference: "books" }),
    ],
    [
      "it is of another amount",
      ({ line_items }) => Object.assign(line_items.data[0]!, { amount: 99 }),
    ],
    [
      "it is of another country",
      ({ customer_details: { address } }) => Object.assign(address, { country: "DE" }),
    ],
    ["it is of another currency", (answer) => Object.assign(answer, { currency: "eur" })],
    [
      "it takes more than all",
      ({ shipping_cost: { tax_breakdown: taxes } }) =>
        Object.assign(taxes[0]!.tax_rate_details, { percentage_decimal: "887.5" }),
    ],
    [
      "it taxes more than there is",
      ({ shipping_cost: { tax_breakdown: taxes } }) =>
        Object.assign(taxes[0]!, { taxable_amount: 10_001 }),
    ],
  ])("is away where %s: nothing is sold untaxed", async (_, change) => {
    answering(change);
    expect(await ask()).toEqual({ outcome: "away", code: "nonsense" });
  });

  it("tells what a tax comes to where only a part of the goods has it", async () => {
    answering(({ shipping_cost: { tax_breakdown: taxes } }) => {
      for (const tax of taxes) tax.taxable_amount = 5_000;
    });
    expect(ratesOf(await ask(), "_shipping").map(([, rateBp]) => rateBp)).toEqual([
      200, 225, 18.75,
    ]);
  });

  it("asks about many classes in parts, because an answer lists ten", async () => {
    const classes = Array.from({ length: 23 }, (_, index) => `class-${index}`);
    answering(({ line_items }) => {
      line_items.data = line_items.data.slice(0, 10);
    });
    const answer = await ask({ classes });
    expect(classes.map((each) => ratesOf(answer, each).length)).toEqual(classes.map(() => 3));
    expect(ratesOf(answer, "_shipping")).toHaveLength(3);
    expect(calls).toBe(3);
  });

  it("is away where the key may not ask", async () => {
    const error = { type: "invalid_request_error", message: "No permission" };
    vi.stubGlobal("fetch", async () => Response.json({ error }, { status: 403 }));
    expect(await ask()).toEqual({ outcome: "away", code: "not_allowed" });
  });
});
