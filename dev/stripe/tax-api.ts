/** `POST /v1/tax/calculations`: what tax is due on some lines at some address. Nothing is stored. */
import type * as z from "zod";
import { type ApiAnswer, answer, refuse, type Wire } from "./api-answer.ts";
import type { Call } from "./call.ts";
import { CURRENCIES } from "./currency.ts";
import { type Operation, operation } from "./operation.ts";
import { taxCalculation } from "./parameters.ts";
import { type PlaceTax, TAX_CODES, type TaxedGoods, taxesOf } from "./tax-rates.ts";

const GENERAL_CODE = "txcd_99999999";
const SHIPPING_CODE = "txcd_92010001";
/** The member states whose buyers with a number owe the tax themselves, where they are not at home. */
const HOME = "DE";
const EXPANDABLE = new Set([
  "line_items",
  "line_items.data.tax_breakdown",
  "shipping_cost.tax_breakdown",
]);
const LIFE_SECONDS = 90 * 24 * 60 * 60;

type Asked = z.infer<typeof taxCalculation>;

/** Every operation on tax. */
export const TAX_OPERATIONS: readonly Operation[] = [
  operation({
    name: "tax.calculations.create",
    method: "POST",
    path: "/v1/tax/calculations",
    shape: taxCalculation,
    check: (_, asked) => check(asked),
    run: calculate,
  }),
];

function check(asked: Asked): ApiAnswer | null {
  const { currency, expand = [], line_items: lines, shipping_cost: shipping } = asked;
  if (!CURRENCIES.includes(currency.toLowerCase())) {
    return refuse(400, { message: `Invalid currency: ${currency}.`, param: "currency" });
  }
  const unknown = expand.find((each) => !EXPANDABLE.has(each));
  if (unknown !== undefined) {
    const message = `This property cannot be expanded (${unknown}).`;
    return refuse(400, { message, param: "expand" });
  }
  const codes = [...lines.map(({ tax_code }) => tax_code), shipping?.tax_code];
  const wrong = codes.find((code) => code !== undefined && !Object.hasOwn(TAX_CODES, code));
  if (wrong !== undefined) {
    const message = `No such tax code: '${wrong}'`;
    return refuse(400, { code: "resource_missing", message, param: "tax_code" });
  }
  const references = lines.map(({ reference }, index) => reference ?? String(index));
  if (new Set(references).size !== references.length) {
    const message = "Each line item's reference must be unique.";
    return refuse(400, { message, param: "line_items" });
  }
  if (taxesOf(placeOf(asked)) !== null) return null;
  return refuse(400, {
    code: "customer_tax_location_invalid",
    message:
      "The customer's location isn't recognized. Set a valid customer address in order to automatically calculate tax.",
    param: "customer_details[address]",
  });
}

function calculate(call: Call, asked: Asked): ApiAnswer {
  const { expand = [], line_items: lines, shipping_cost: shipping } = asked;
  const isExpanded = (path: string) => expand.some((each) => each.startsWith(path));
  const items = lines.map((line, index) => {
    const taxes = breakdown(asked, line.amount, line.tax_code ?? GENERAL_CODE);
    return {
      id: call.mint("tax_li"),
      object: "tax.calculation_line_item",
      amount: line.amount,
      amount_tax: sum(taxes),
      livemode: false,
      metadata: null,
      product: null,
      quantity: line.quantity ?? 1,
      reference: line.reference ?? String(index),
      tax_behavior: line.tax_behavior ?? "exclusive",
      ...(isExpanded("line_items.data.tax_breakdown") ? { tax_breakdown: taxes } : {}),
      tax_code: line.tax_code ?? GENERAL_CODE,
    };
  });
  const shippingTaxes =
    shipping === undefined
      ? []
      : breakdown(asked, shipping.amount, shipping.tax_code ?? SHIPPING_CODE);
  const taxMinor = sum(shippingTaxes) + items.reduce((all, item) => all + item.amount_tax, 0);
  const goodsMinor = lines.reduce((all, { amount }) => all + amount, shipping?.amount ?? 0);
  const id = call.mint("taxcalc");
  const seconds = Math.floor(call.now / 1000);
  return answer({
    id,
    object: "tax.calculation",
    amount_total: goodsMinor + taxMinor,
    currency: asked.currency.toLowerCase(),
    customer: null,
    customer_details: {
      taxability_override: "none",
      tax_ids: [],
      ip_address: null,
      ...asked.customer_details,
    },
    expires_at: seconds + LIFE_SECONDS,
    ...(isExpanded("line_items") ? { line_items: listOf(id, items) } : {}),
    livemode: false,
    ship_from_details: null,
    shipping_cost:
      shipping === undefined
        ? null
        : {
            amount: shipping.amount,
            amount_tax: sum(shippingTaxes),
            tax_behavior: shipping.tax_behavior ?? "exclusive",
            ...(isExpanded("shipping_cost.tax_breakdown") ? { tax_breakdown: shippingTaxes } : {}),
            tax_code: shipping.tax_code ?? SHIPPING_CODE,
          },
    tax_amount_exclusive: taxMinor,
    tax_amount_inclusive: 0,
    tax_breakdown: [],
    tax_date: seconds,
  });
}

function listOf(id: string, data: readonly Wire[]): Wire {
  return {
    object: "list",
    data,
    has_more: false,
    total_count: data.length,
    url: `/v1/tax/calculations/${id}/line_items`,
  };
}

interface WireTax extends Wire {
  readonly amount: number;
}

function breakdown(asked: Asked, amount: number, code: string): WireTax[] {
  const goods: TaxedGoods | undefined = Object.entries(TAX_CODES).find(
    ([key]) => key === code,
  )?.[1];
  const taxes = taxesOf(placeOf(asked)) ?? [];
  if (taxes.length === 0) return [notCollected(asked, amount)];
  return taxes.map((tax) => wireTax(tax, { amount, goods, isReversed: isReversed(asked) }));
}

function wireTax(
  { jurisdiction, name, type, percentage, others }: PlaceTax,
  given: { readonly amount: number; readonly goods: TaxedGoods | undefined; isReversed: boolean },
): WireTax {
  const { amount, goods, isReversed: isFree } = given;
  const own = goods === undefined ? undefined : others?.[goods];
  const rate = own === undefined ? percentage : own;
  const isImposed = rate !== null && !isFree;
  return {
    amount: isImposed ? Math.round((amount * Number(rate)) / 100) : 0,
    jurisdiction,
    sourcing: "destination",
    tax_rate_details:
      rate === null
        ? null
        : { display_name: name, percentage_decimal: isFree ? "0.0" : rate, tax_type: type },
    taxability_reason: reasonOf(rate, { isFree, isOwn: own !== undefined }),
    taxable_amount: isImposed ? amount : 0,
  };
}

function reasonOf(
  rate: string | null,
  { isFree, isOwn }: { readonly isFree: boolean; readonly isOwn: boolean },
): string {
  if (isFree) return "reverse_charge";
  if (rate === null) return "product_exempt";
  return isOwn ? "reduced_rated" : "standard_rated";
}

function notCollected({ customer_details: { address } }: Asked, amount: number): WireTax {
  return {
    amount: 0,
    jurisdiction: {
      country: address.country,
      display_name: address.country,
      level: "country",
      state: address.state ?? null,
    },
    sourcing: "destination",
    tax_rate_details: null,
    taxability_reason: "not_collecting",
    taxable_amount: amount,
  };
}

/** A buyer of another member state with a number of that state. */
function isReversed({ customer_details: { address, tax_ids: ids = [] } }: Asked): boolean {
  return (
    address.country !== HOME &&
    ids.some(({ type, value }) => type === "eu_vat" && value.startsWith(address.country))
  );
}

function placeOf({ customer_details: { address } }: Asked) {
  const { country, state = "", postal_code: postalCode = "" } = address;
  return { country, state, postalCode };
}

function sum(taxes: readonly WireTax[]): number {
  return taxes.reduce((all, { amount }) => all + amount, 0);
}
