/** A proper request for every route, about given things: what the security suite then bends. */
import type { ShopperInit } from "../../shopper.ts";
import { ROUTES, type RouteRow } from "./routes.ts";

/** The things that requests are about. */
export interface Subjects {
  readonly handle: string;
  readonly category: string;
  readonly collection: string;
  readonly brand: string;
  readonly mediaKey: string;
  readonly assetFile: string;
  readonly variantId: string;
  /** The variant's option values, as the product's form sends them. */
  readonly options: Readonly<Record<`option${number}`, string>>;
  readonly itemId: string;
  readonly productId: string;
  readonly productVersion: number;
  readonly letterId: string;
  readonly breakId: string;
  readonly importId: string;
  readonly categoryId: string;
  readonly brandId: string;
  readonly attributeId: string;
  readonly productTypeId: string;
  readonly collectionId: string;
  readonly promotionId: string;
  readonly priceListId: string;
  /** A variant of 24.00 EUR whose price may be moved. */
  readonly pricedVariantId: string;
  /** A line of the cart. */
  readonly lineId: string;
  /** A checkout that can be placed, and its quote's token. */
  readonly checkoutId: string;
  readonly quote: string;
  /** A paid order, a line of it, and its link's token. */
  readonly orderId: string;
  readonly orderLineId: string;
  readonly token: string;
  /** The invoice of that order. */
  readonly invoiceId: string;
}

/** A request, ready to be sent by a shopper. */
export interface Sample {
  readonly path: string;
  readonly init: ShopperInit & { readonly method: string };
}

type Fields = Readonly<Record<string, string>>;

const PARCEL = {
  name: "Bo Berg",
  line1: "Sund 2",
  line2: "",
  city: "Kiel",
  region: "",
  postalCode: "24103",
  country: "DE",
};

const OWN_LIST = { label: "Own", kind: "override", customerGroups: ["nobody"] };

/** Rules that move nothing. */
const STANDING = {
  rules: [],
  rails: { floorMinor: 1, ceilingMinor: 100_000_00, changePerDayBp: 1_000 },
};

const TEN_PERCENT = {
  label: "Ten percent",
  isByCode: false,
  effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } },
  stacking: { class: "order" },
};

/** What each JSON command says. */
export const JSON_BODIES: Readonly<Record<string, (of: Subjects) => Record<string, unknown>>> = {
  "PATCH /api/cart": () => ({ currency: "EUR" }),
  "POST /api/cart/lines": ({ variantId }) => ({ variantId, quantity: 1 }),
  "POST /api/cart/codes": () => ({ code: "spring" }),
  "PATCH /api/cart/lines/{lineId}": () => ({ quantity: 2 }),
  "POST /api/checkouts": () => ({}),
  "PATCH /api/checkouts/{id}": () => ({ email: "bo@example.com", address: PARCEL }),
  "POST /api/checkouts/{id}/complete": ({ quote }) => ({ quote }),
  "POST /webhooks/stripe": () => ({ id: "evt_1", type: "payment_intent.succeeded" }),
  "POST /admin/api/products": () => ({
    handle: `made-${crypto.randomUUID()}`,
    title: "Made",
    variants: [{ prices: [{ currency: "EUR", amountMinor: 100 }] }],
  }),
  "PATCH /admin/api/products/{id}": ({ productVersion }) => ({
    version: productVersion,
    title: "Changed",
  }),
  "POST /admin/api/products/{id}/schedule": ({ productVersion: version }) => ({
    version,
    publishAt: null,
    retireAt: "2040-01-01T00:00:00Z",
  }),
  "PUT /admin/api/products/{id}/variants": ({ productVersion: version }) => ({
    version,
    optionNames: [],
    variants: [{ prices: [{ currency: "EUR", amountMinor: 100 }] }],
  }),
  "PUT /admin/api/products/{id}/media": ({ productVersion: version }) => ({ version, media: [] }),
  "PUT /admin/api/products/{id}/links": ({ productVersion: version }) => ({
    version,
    related: [],
    complementary: [],
  }),
  "POST /admin/api/categories": () => made({ title: "Made" }),
  "PATCH /admin/api/categories/{id}": () => ({ version: 1, title: "Changed" }),
  "POST /admin/api/brands": () => made({ title: "Made" }),
  "PATCH /admin/api/brands/{id}": () => ({ version: 1, title: "Changed" }),
  "POST /admin/api/attributes": () => made({ label: "Made", kind: "text" }),
  "PATCH /admin/api/attributes/{id}": () => ({ version: 1, label: "Changed" }),
  "POST /admin/api/product-types": () => made({ title: "Made" }),
  "PATCH /admin/api/product-types/{id}": () => ({ version: 1, title: "Changed" }),
  "POST /admin/api/collections": () => made({ title: "Made" }),
  "PATCH /admin/api/collections/{id}": () => ({ version: 1, title: "Changed" }),
  "PUT /admin/api/collections/{id}/products": () => ({ version: 1, productIds: [] }),
  "PUT /admin/api/translations/{subjectId}/{locale}": () => ({
    version: 1,
    texts: { title: "Gemacht" },
  }),
  "POST /admin/api/stock/{itemId}/receive": () => ({ location: "loc_mill", quantity: 1 }),
  "POST /admin/api/stock/{itemId}/adjust": () => ({
    location: "loc_mill",
    delta: 1,
    reason: "Stocktaking",
  }),
  "POST /admin/api/stock/{itemId}/transfer": () => ({
    from: "loc_mill",
    to: "loc_harbour",
    quantity: 1,
  }),
  "POST /admin/api/orders/{id}/refund": ({ orderLineId }) => ({
    lines: [{ lineId: orderLineId, quantity: 1 }],
    reason: "Chipped",
  }),
  "POST /admin/api/promotions": () => TEN_PERCENT,
  "PATCH /admin/api/promotions/{promotionId}": () => ({ version: 1, promotion: TEN_PERCENT }),
  "POST /admin/api/promotions/{promotionId}/start": () => ({ version: 1 }),
  "POST /admin/api/promotions/{promotionId}/stop": () => ({ version: 1 }),
  "POST /admin/api/promotions/{promotionId}/codes": () => ({ count: 2 }),
  "POST /admin/api/price-lists": () => OWN_LIST,
  "PATCH /admin/api/price-lists/{priceListId}": () => ({ version: 1, priceList: OWN_LIST }),
  "POST /admin/api/price-lists/{priceListId}/start": () => ({ version: 1 }),
  "POST /admin/api/price-lists/{priceListId}/stop": () => ({ version: 1 }),
  "PATCH /admin/api/price-lists/{priceListId}/prices": ({ variantId }) => ({
    prices: [{ variantId, currency: "EUR", fromQuantity: 5, amountMinor: 1 }],
  }),
  "PUT /admin/api/dynamic-prices/{variantId}/{currency}": () => ({ version: 0, ...STANDING }),
  "POST /admin/api/dynamic-prices/preview": ({ pricedVariantId: variantId }) => ({
    variantId,
    currency: "EUR",
    ...STANDING,
  }),
  "POST /admin/api/pricing/simulate": ({ variantId }) => ({ lines: [{ variantId, quantity: 1 }] }),
  "PATCH /admin/api/taxes": () => ({
    version: 1,
    rounding: "per_order",
    shippingClass: null,
    exemptCountries: [],
    rules: [{ id: "de", country: "DE", label: "VAT", rateBp: 1900 }],
  }),
  "PATCH /admin/api/shipping-zones": () => ({
    version: 1,
    zones: [
      {
        id: "home",
        label: "Home",
        places: [{ country: "DE" }],
        methods: [
          {
            id: "standard",
            label: "Standard",
            daysMin: 1,
            daysMax: 2,
            rates: [{ price: { EUR: 490 } }],
          },
        ],
      },
    ],
  }),
  "PATCH /admin/api/currencies/{code}": () => ({
    version: 1,
    pricesIncludeTax: true,
    conversion: null,
  }),
  "POST /admin/api/exchange-rates/import": () => ({}),
  "PATCH /admin/api/delivery": () => ({
    version: 1,
    calendar: { timeZone: "Europe/Berlin", cutOffMinute: 840, workingDays: [1, 2], holidays: [] },
    locations: [],
  }),
  "PATCH /admin/api/invoice-settings": () => ({
    version: 1,
    seller: { address: PARCEL, taxId: "DE123456789", email: "bo@example.com" },
    invoiceFormat: "INV-{year}-{number}",
    creditNoteFormat: "CN-{year}-{number}",
    digits: 5,
    timeZone: "Europe/Berlin",
  }),
  "POST /admin/api/search/synonyms": () => ({ locale: "en", terms: ["mug", "cup"] }),
  "POST /admin/api/search/pins": ({ productId }) => ({
    locale: "en",
    query: "present",
    productIds: [productId],
  }),
  "POST /admin/api/reconciliation/{id}/resolve": () => ({ note: "Looked into it" }),
};

function made(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return { handle: `made-${crypto.randomUUID()}`, ...fields };
}

/** The beginning of a PNG of one pixel: as much as the shop looks at. */
const PICTURE = Uint8Array.from([
  0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
  0, 0, 0, 1, 8, 6, 0, 0, 0,
]);

/** A file that the shop would import, if it were no trial. */
const CATALOG = "Handle,Title,Variant Price\nmade-up,Made up,1.00\n";

/** What each other body is. */
export const BYTE_BODIES: Readonly<Record<string, Pick<ShopperInit, "body" | "headers">>> = {
  "PUT /admin/api/media": { body: PICTURE },
  "POST /admin/api/imports": { body: CATALOG, headers: { "content-type": "text/csv" } },
};

/** What each form says. */
export const FORM_BODIES: Readonly<Record<string, (of: Subjects) => Fields>> = {
  "POST /cart/lines": ({ handle, options }) => ({
    product: handle,
    currency: "EUR",
    quantity: "1",
    ...options,
  }),
  "POST /cart/lines/{id}": () => ({ quantity: "2" }),
  "POST /cart/codes": () => ({ add: "spring" }),
  "POST /cart/gifts": ({ variantId }) => ({ variant: variantId }),
  "POST /cart/currency": () => ({ currency: "EUR" }),
  "POST /checkout": () => ({}),
  "POST /checkout/{id}/information": () => ({ email: "bo@example.com", ...PARCEL }),
  "POST /checkout/{id}/shipping": () => ({ method: "standard" }),
  "POST /checkout/{id}/codes": () => ({ add: "spring" }),
  "POST /checkout/{id}/review": ({ quote }) => ({ quote }),
};

/** @returns the proper request for a route */
export function sampleOf(row: RouteRow, subjects: Subjects): Sample {
  const { name, method, sent } = row;
  const path = pathOf(row, subjects);
  if (sent === "json") return { path, init: { method, json: bodyOf(JSON_BODIES, name, subjects) } };
  if (sent === "bytes") return { path, init: { method, ...BYTE_BODIES[name] } };
  if (sent === "form") return { path, init: { method, form: bodyOf(FORM_BODIES, name, subjects) } };
  return { path, init: { method } };
}

/** @returns the table's row with this name */
export function routeNamed(name: string): RouteRow {
  const row = ROUTES.find((each) => each.name === name);
  if (row === undefined) throw new Error(`Expected a route, got "${name}"`);
  return row;
}

function bodyOf<Body>(
  bodies: Readonly<Record<string, (of: Subjects) => Body>>,
  ...[name, subjects]: [string, Subjects]
): Body {
  const body = bodies[name];
  if (body === undefined) throw new Error(`Expected a body for "${name}"`);
  return body(subjects);
}

function pathOf({ name, path, caller }: RouteRow, of: Subjects): string {
  const filled = path
    .replace("/c/{handle}", `/c/${of.category}`)
    .replace("/collections/{handle}", `/collections/${of.collection}`)
    .replace("/brands/{handle}", `/brands/${of.brand}`)
    .replace("{handle}", of.handle)
    .replace("{key}", of.mediaKey)
    .replace("invoices/{file}", `invoices/${of.invoiceId}.html`)
    .replace("{invoiceId}", of.invoiceId)
    .replace("{file}", of.assetFile)
    .replace("{lineId}", of.lineId)
    .replace("{itemId}", of.itemId)
    .replace("/cart/lines/{id}", `/cart/lines/${of.lineId}`)
    .replace("products/{id}", `products/${of.productId}`)
    .replace("categories/{id}", `categories/${of.categoryId}`)
    .replace("brands/{id}", `brands/${of.brandId}`)
    .replace("attributes/{id}", `attributes/${of.attributeId}`)
    .replace("product-types/{id}", `product-types/${of.productTypeId}`)
    .replace("collections/{id}", `collections/${of.collectionId}`)
    .replace("{subjectId}", of.brandId)
    .replace("{locale}", "de")
    .replace("{code}", "EUR")
    .replace("imports/{id}", `imports/${of.importId}`)
    .replace("{code}", "SPRING")
    .replace("{part}", `${of.handle}.xml`)
    .replace("reconciliation/{id}", `reconciliation/${of.breakId}`)
    .replace("dead-letters/{id}", `dead-letters/${of.letterId}`)
    .replace("orders/{id}", `orders/${of.orderId}`)
    .replace("{promotionId}", of.promotionId)
    .replace("{priceListId}", of.priceListId)
    .replace("{variantId}/{currency}", `${of.pricedVariantId}/EUR`)
    .replace("{synonymId}", `syn_${"0".repeat(26)}`)
    .replace("{pinId}", `pin_${"0".repeat(26)}`)
    .replace("{id}", of.checkoutId);
  if (name === "POST /admin/api/imports") return `${filled}?dryRun=true`;
  return caller === "order-link" ? `${filled}?token=${of.token}` : filled;
}
