/** Every route of the shop and who may use it: the one table that the security suite walks. */
import type { Permission } from "../../../contracts/permissions.ts";
import { PLACES } from "../../../domain/place.ts";
import { type PathPrefix, placePrefix } from "../../../http/links.ts";

/**
 * Who gets an answer.
 * - public: everybody the same one
 * - cart: everybody, each about the cart of the own cookie
 * - checkout: the shopper with the cart that the checkout came from
 * - order-link: whoever holds the order's signed link
 * - webhook: the payment provider, by its signature
 * - a permission: staff whose role has it
 */
export type Caller = "public" | "cart" | "checkout" | "order-link" | "webhook" | Permission;

/** Who may keep a copy: any cache for a while, any cache for good, nobody. */
export type Keeping = "shared" | "for-good" | "never";

/** How a command's content is sent; what only reads has none. */
export type Sent = "json" | "form" | "bytes" | "nothing";

/** The part that owns a route; `assets` are files that the platform serves without a Worker. */
export type Owner = "storefront" | "api" | "checkout" | "admin" | "assets";

/** A route. */
export interface RouteRow {
  /** "GET /api/products/{handle}" */
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly owner: Owner;
  readonly caller: Caller;
  readonly keeping: Keeping;
  /** Null for what changes nothing. */
  readonly sent: Sent | null;
  /** The status for who may, with a proper request. */
  readonly own: number;
  /**
   * The status of the same request for who may not, or whose own cart is empty; of staff's requests
   * without an id in the address, the status where what they name is missing.
   */
  readonly stranger: number;
}

type Line = readonly [
  name: `${"GET" | "POST" | "PUT" | "PATCH" | "DELETE"} /${string}`,
  caller: Caller,
  keeping: Keeping,
  sent: Sent | null,
  own?: number,
  stranger?: number,
];

function rows(owner: Owner, lines: readonly Line[]): RouteRow[] {
  return lines.map(([name, caller, keeping, sent, own = 200, stranger = own]) => {
    const [method = "", path = ""] = name.split(" ");
    return { name, method, path, owner, caller, keeping, sent, own, stranger };
  });
}

function catalogPages(prefix: PathPrefix): Line[] {
  return [
    [`GET ${prefix || "/"}`, "public", "shared", null],
    [`GET ${prefix}/products`, "public", "shared", null],
    [`GET ${prefix}/search`, "public", "shared", null],
    [`GET ${prefix}/c/{handle}`, "public", "shared", null],
    [`GET ${prefix}/collections`, "public", "shared", null],
    [`GET ${prefix}/collections/{handle}`, "public", "shared", null],
    [`GET ${prefix}/brands/{handle}`, "public", "shared", null],
    [`GET ${prefix}/p/{handle}`, "public", "shared", null],
    [`GET ${prefix}/feeds/google.xml`, "public", "shared", null],
  ];
}

function records(plural: string): Line[] {
  return [
    [`GET /admin/api/${plural}`, "catalog.read", "never", null],
    [`POST /admin/api/${plural}`, "catalog.write", "never", "json", 201],
    [`GET /admin/api/${plural}/{id}`, "catalog.read", "never", null],
    [`PATCH /admin/api/${plural}/{id}`, "catalog.write", "never", "json"],
    [`DELETE /admin/api/${plural}/{id}`, "catalog.write", "never", "nothing"],
  ];
}

/** Every route that a Worker of the shop serves; those of the local stand-ins are no part of it. */
export const ROUTES: readonly RouteRow[] = [
  ...rows("storefront", [
    ...PLACES.flatMap((place) => catalogPages(placePrefix(place))),
    ["GET /robots.txt", "public", "shared", null],
    ["GET /sitemap.xml", "public", "shared", null],
    ["GET /sitemaps/shelves.xml", "public", "shared", null],
    ["GET /sitemaps/products/{part}", "public", "shared", null],
    ["GET /media/{key}", "public", "for-good", null],
    ["GET /cart", "cart", "never", null],
    ["POST /cart/lines", "cart", "never", "form", 303],
    ["POST /cart/lines/{id}", "cart", "never", "form", 303, 404],
    ["POST /cart/codes", "cart", "never", "form", 303],
    ["POST /cart/gifts", "cart", "never", "form", 303],
    ["POST /cart/undo", "cart", "never", "nothing", 303, 409],
    ["POST /cart/notices", "cart", "never", "nothing", 303],
    ["POST /cart/currency", "cart", "never", "form", 303],
  ]),
  ...rows("api", [
    ["GET /api/products", "public", "shared", null],
    ["GET /api/products/{handle}", "public", "shared", null],
    ["GET /api/products/{handle}/related", "public", "shared", null],
    ["GET /api/categories", "public", "shared", null],
    ["GET /api/collections", "public", "shared", null],
    ["GET /api/collections/{handle}", "public", "shared", null],
    ["GET /api/search", "public", "shared", null],
    ["GET /api/search/suggest", "public", "shared", null],
    ["GET /api/cart", "cart", "never", null],
    ["PATCH /api/cart", "cart", "never", "json"],
    ["DELETE /api/cart", "cart", "never", "nothing"],
    ["POST /api/cart/lines", "cart", "never", "json"],
    ["PATCH /api/cart/lines/{lineId}", "cart", "never", "json", 200, 404],
    ["DELETE /api/cart/lines/{lineId}", "cart", "never", "nothing", 200, 404],
    ["POST /api/cart/codes", "cart", "never", "json"],
    ["DELETE /api/cart/codes/{code}", "cart", "never", "nothing"],
    ["POST /api/cart/undo", "cart", "never", "nothing", 200, 409],
    ["DELETE /api/cart/notices", "cart", "never", "nothing"],
    ["GET /api/health", "public", "never", null],
    ["GET /openapi.json", "public", "shared", null],
    ["GET /docs", "public", "shared", null],
    ["GET /docs/problems", "public", "shared", null],
  ]),
  ...rows("checkout", [
    ["POST /api/checkouts", "cart", "never", "json", 201, 422],
    ["GET /api/checkouts/{id}", "checkout", "never", null, 200, 404],
    ["PATCH /api/checkouts/{id}", "checkout", "never", "json", 200, 404],
    ["POST /api/checkouts/{id}/complete", "checkout", "never", "json", 200, 404],
    ["POST /api/checkouts/{id}/cancel", "checkout", "never", "nothing", 200, 404],
    ["GET /api/orders/{id}", "order-link", "never", null, 200, 404],
    ["GET /api/orders/{id}/invoices", "order-link", "never", null, 200, 404],
    ["POST /checkout", "cart", "never", "form", 303],
    ["GET /checkout/{id}", "checkout", "never", null, 303, 404],
    ["GET /checkout/{id}/information", "checkout", "never", null, 200, 404],
    ["POST /checkout/{id}/information", "checkout", "never", "form", 303, 404],
    ["GET /checkout/{id}/shipping", "checkout", "never", null, 200, 404],
    ["POST /checkout/{id}/shipping", "checkout", "never", "form", 303, 404],
    ["GET /checkout/{id}/review", "checkout", "never", null, 200, 404],
    ["POST /checkout/{id}/review", "checkout", "never", "form", 303, 404],
    ["POST /checkout/{id}/codes", "checkout", "never", "form", 303, 404],
    ["GET /checkout/{id}/payment", "checkout", "never", null, 303, 404],
    ["GET /checkout/{id}/return", "checkout", "never", null, 303, 404],
    ["POST /checkout/{id}/back", "checkout", "never", "nothing", 303, 404],
    ["GET /orders/{id}", "order-link", "never", null, 200, 404],
    ["GET /orders/{id}/invoices/{file}", "order-link", "never", null, 200, 404],
    ["POST /webhooks/stripe", "webhook", "never", "json", 200, 400],
  ]),
  ...rows("admin", [
    ["GET /admin/api/products", "catalog.read", "never", null],
    ["POST /admin/api/products", "catalog.write", "never", "json", 201],
    ["GET /admin/api/products/{id}", "catalog.read", "never", null],
    ["PATCH /admin/api/products/{id}", "catalog.write", "never", "json"],
    ["POST /admin/api/products/{id}/publish", "catalog.publish", "never", "nothing"],
    ["POST /admin/api/products/{id}/unpublish", "catalog.publish", "never", "nothing"],
    ["POST /admin/api/products/{id}/retire", "catalog.publish", "never", "nothing"],
    ["POST /admin/api/products/{id}/schedule", "catalog.publish", "never", "json"],
    ["PUT /admin/api/products/{id}/variants", "catalog.write", "never", "json"],
    ["PUT /admin/api/products/{id}/media", "catalog.write", "never", "json"],
    ["PUT /admin/api/products/{id}/links", "catalog.write", "never", "json"],
    ["GET /admin/api/products/{id}/price-history", "catalog.read", "never", null],
    ...["categories", "brands", "attributes", "product-types", "collections"].flatMap(records),
    ["PUT /admin/api/collections/{id}/products", "catalog.write", "never", "json"],
    ["GET /admin/api/translations/{subjectId}", "catalog.read", "never", null],
    ["PUT /admin/api/translations/{subjectId}/{locale}", "catalog.write", "never", "json"],
    ["PUT /admin/api/media", "catalog.write", "never", "bytes"],
    ["GET /admin/api/openapi.json", "catalog.read", "never", null],
    ["GET /admin/api/stock/{itemId}", "stock.read", "never", null],
    ["POST /admin/api/stock/{itemId}/receive", "stock.write", "never", "json"],
    ["POST /admin/api/stock/{itemId}/adjust", "stock.write", "never", "json"],
    ["POST /admin/api/stock/{itemId}/transfer", "stock.write", "never", "json"],
    ["GET /admin/api/orders", "order.read", "never", null],
    ["GET /admin/api/orders/{id}", "order.read", "never", null],
    ["POST /admin/api/orders/{id}/cancel", "order.cancel", "never", "nothing"],
    ["POST /admin/api/orders/{id}/refund", "order.refund", "never", "json"],
    ["GET /admin/api/invoices", "invoice.read", "never", null],
    ["GET /admin/api/invoices/{invoiceId}", "invoice.read", "never", null],
    ["GET /admin/api/invoices/{invoiceId}/file", "invoice.read", "never", null],
    ["GET /admin/api/invoice-settings", "invoice.read", "never", null],
    ["PATCH /admin/api/invoice-settings", "invoice.write", "never", "json"],
    ["GET /admin/api/dead-letters", "letter.read", "never", null],
    ["POST /admin/api/dead-letters/{id}/replay", "letter.replay", "never", "nothing"],
    ["GET /admin/api/reconciliation", "reconciliation.read", "never", null],
    ["POST /admin/api/reconciliation/run", "reconciliation.run", "never", "nothing"],
    ["POST /admin/api/reconciliation/{id}/resolve", "reconciliation.resolve", "never", "json"],
    ["GET /admin/api/search/index", "search.read", "never", null],
    ["POST /admin/api/search/rebuild", "search.write", "never", "nothing", 202],
    ["GET /admin/api/search/synonyms", "search.read", "never", null],
    ["POST /admin/api/search/synonyms", "search.write", "never", "json"],
    ["DELETE /admin/api/search/synonyms/{synonymId}", "search.write", "never", "nothing"],
    ["GET /admin/api/promotions", "pricing.read", "never", null],
    ["POST /admin/api/promotions", "pricing.write", "never", "json", 201],
    ["GET /admin/api/promotions/{promotionId}", "pricing.read", "never", null],
    ["PATCH /admin/api/promotions/{promotionId}", "pricing.write", "never", "json"],
    ["POST /admin/api/promotions/{promotionId}/start", "pricing.write", "never", "json"],
    ["POST /admin/api/promotions/{promotionId}/stop", "pricing.write", "never", "json"],
    ["POST /admin/api/promotions/{promotionId}/codes", "pricing.write", "never", "json", 201],
    ["GET /admin/api/promotions/{promotionId}/codes", "pricing.write", "never", null],
    ["GET /admin/api/promotions/{promotionId}/uses", "pricing.read", "never", null],
    ["POST /admin/api/pricing/simulate", "pricing.read", "never", "json"],
    ["GET /admin/api/price-lists", "pricing.read", "never", null],
    ["POST /admin/api/price-lists", "pricing.write", "never", "json", 201],
    ["GET /admin/api/price-lists/{priceListId}", "pricing.read", "never", null],
    ["PATCH /admin/api/price-lists/{priceListId}", "pricing.write", "never", "json"],
    ["POST /admin/api/price-lists/{priceListId}/start", "pricing.write", "never", "json"],
    ["POST /admin/api/price-lists/{priceListId}/stop", "pricing.write", "never", "json"],
    ["GET /admin/api/price-lists/{priceListId}/prices", "pricing.read", "never", null],
    ["PATCH /admin/api/price-lists/{priceListId}/prices", "pricing.write", "never", "json"],
    ["GET /admin/api/dynamic-prices", "pricing.read", "never", null],
    ["PUT /admin/api/dynamic-prices/{variantId}/{currency}", "pricing.write", "never", "json"],
    [
      "DELETE /admin/api/dynamic-prices/{variantId}/{currency}",
      "pricing.write",
      "never",
      "nothing",
    ],
    ["POST /admin/api/dynamic-prices/preview", "pricing.read", "never", "json", 200, 404],
    ["GET /admin/api/taxes", "pricing.read", "never", null],
    ["PATCH /admin/api/taxes", "pricing.write", "never", "json"],
    ["GET /admin/api/shipping-zones", "pricing.read", "never", null],
    ["PATCH /admin/api/shipping-zones", "pricing.write", "never", "json"],
    ["GET /admin/api/currencies", "pricing.read", "never", null],
    ["PATCH /admin/api/currencies/{code}", "pricing.write", "never", "json"],
    ["POST /admin/api/exchange-rates/import", "pricing.write", "never", "json"],
    ["GET /admin/api/delivery", "pricing.read", "never", null],
    ["PATCH /admin/api/delivery", "pricing.write", "never", "json"],
    ["GET /admin/api/search/pins", "search.read", "never", null],
    ["POST /admin/api/search/pins", "search.write", "never", "json", 200, 422],
    ["DELETE /admin/api/search/pins/{pinId}", "search.write", "never", "nothing"],
    ["GET /admin/api/search/report", "search.read", "never", null],
    ["GET /admin/api/imports", "catalog.read", "never", null],
    ["POST /admin/api/imports", "catalog.import", "never", "bytes", 202],
    ["GET /admin/api/imports/{id}", "catalog.read", "never", null],
    ["GET /admin/api/imports/{id}/rows", "catalog.read", "never", null],
    ["GET /admin/api/export", "catalog.read", "never", null],
    ["GET /admin/api/audit", "audit.read", "never", null],
  ]),
  ...rows("assets", [
    ["GET /assets/{file}", "public", "for-good", null],
    ["GET /favicon.svg", "public", "shared", null],
    ["GET /500", "public", "shared", null],
    ["GET /500.css", "public", "shared", null],
  ]),
];

/** @returns whether the route takes a body and changes nothing: reading is what it asks for */
export function isQuestion({ sent, caller }: RouteRow): boolean {
  return sent !== null && caller.endsWith(".read");
}

/** Routes that take more than an address: all that change something are among them. */
export const COMMANDS: readonly RouteRow[] = ROUTES.filter(({ sent }) => sent !== null);

/** Routes that only read. */
export const READS: readonly RouteRow[] = ROUTES.filter(({ sent }) => sent === null);

/** @returns whether staff are who may */
export function isForStaff({ owner }: RouteRow): boolean {
  return owner === "admin";
}
