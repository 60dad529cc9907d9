/** A shop in which something of everything is there, and the people who may or may not touch it. */
import { createHash } from "node:crypto";
import { vi } from "vitest";
import type { CartView } from "../../../contracts/cart.ts";
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { Role } from "../../../contracts/permissions.ts";
import type { StaffProduct } from "../../../contracts/staff-catalog.ts";
import { type Id, idFromBytes } from "../../../domain/id.ts";
import { signStaffToken } from "../../../http/staff-token.ts";
import { ASSETS } from "../../../ui/assets.gen.ts";
import { add, command, look, pay, place, product } from "../../purchase.ts";
import type { TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { asStaff } from "../../staff.ts";
import type { Subjects } from "./requests.ts";

const PATIENCE = { timeout: 10_000, interval: 20 } as const;

/** What sells in plenty. */
export const HANDLE = "low-tide-tumbler";

/** Somebody with words that nobody else uses, so that they can be looked for. */
export interface Person {
  readonly email: string;
  readonly name: string;
  readonly line1: string;
}

export const ADA: Person = {
  email: "ada.canary@example.com",
  name: "Ada Kanarienvogel",
  line1: "Kanalinsel 4711",
};

/** The words by which a person's data is recognised, wherever it turns up. */
export function canariesOf({ email, name, line1 }: Person): string[] {
  return [email, name, line1];
}

/** Opens the cart's checkout and fills it in with the person's data. */
export async function fillAs(
  shopper: Shopper,
  { email, name, line1 }: Person,
): Promise<CheckoutView> {
  const opened = await command<CheckoutView>(shopper, "POST", "/api/checkouts", {});
  if (opened.status !== 201) throw new Error(`No checkout: ${JSON.stringify(opened.body)}`);
  const address = { name, line1, city: "Hamburg", postalCode: "20457", country: "DE" };
  const parts = { email, address, shippingMethod: "standard" };
  const path = `/api/checkouts/${opened.body.id}`;
  const filled = await command<CheckoutView>(shopper, "PATCH", path, parts);
  if (filled.status !== 200) throw new Error(`Not filled: ${JSON.stringify(filled.body)}`);
  return filled.body;
}

/** Buys one unit and waits until the order is confirmed. */
export async function buyAs(
  shopper: Shopper,
  person: Person,
  variantId: string,
): Promise<CheckoutView> {
  await add(shopper, variantId);
  const placed = (await place(shopper, await fillAs(shopper, person))).body;
  await pay(shopper, placed);
  return confirmed(shopper, placed);
}

/** Waits until the order is confirmed. */
export async function confirmed(shopper: Shopper, placed: CheckoutView): Promise<CheckoutView> {
  return vi.waitFor(async () => {
    const order = await look(shopper, placed);
    if (order.status !== "completed") throw new Error(`Order ${placed.id} is ${order.status}`);
    return order;
  }, PATIENCE);
}

/** @returns the token of an order's link */
export function tokenOf({ orderUrl }: CheckoutView): string {
  return new URL(orderUrl ?? "", "http://shop.example").searchParams.get("token") ?? "";
}

/** @returns the header with which a member of the staff asks */
export async function staffHeader(shop: TestShop, role: Role): Promise<{ authorization: string }> {
  const options = { ttlMs: 600_000, now: Date.now() };
  const staff = { name: `${role}-sam`, role };
  const token = await signStaffToken(shop.secrets.STAFF_KEY ?? "", staff, options);
  return { authorization: `Bearer ${token}` };
}

/** What lasts: a product, its stock, a letter that died, a picture. */
export type Fixtures = Pick<
  Subjects,
  | "handle"
  | "category"
  | "collection"
  | "brand"
  | "mediaKey"
  | "assetFile"
  | "variantId"
  | "options"
  | "itemId"
  | "productId"
  | keyof Records
  | "letterId"
  | "breakId"
  | "importId"
>;

/** One of each kind that staff write, not used by anything. */
export type Records = Pick<
  Subjects,
  | "categoryId"
  | "brandId"
  | "attributeId"
  | "productTypeId"
  | "collectionId"
  | "promotionId"
  | "priceListId"
  | "pricedVariantId"
>;

/** Makes what every request may be about. */
export async function makeFixtures(shop: TestShop): Promise<Fixtures> {
  const { id, variants, breadcrumbs, brand, pictures } = await product(shop.shopper(), HANDLE);
  const inStock = variants.find(({ availability }) => availability.status === "in_stock");
  const variantId = inStock?.id ?? "";
  const itemId = await itemOf(shop, variantId);
  const location = "loc_mill" as Id<"location">;
  await shop.stock(itemId).receive({ key: "plenty", location, quantity: 500 });
  return {
    handle: HANDLE,
    category: breadcrumbs[0]?.handle ?? "",
    collection: await makeCollection(shop, id),
    brand: brand?.handle ?? "",
    mediaKey: (pictures[0]?.src ?? "").replace(/^\/media\//, ""),
    assetFile: ASSETS["shop.js"].replace("/assets/", ""),
    variantId,
    options: Object.fromEntries(
      (inStock?.optionValues ?? []).map((value, index) => [`option${index}`, value]),
    ),
    itemId,
    productId: id,
    ...(await makeRecords(shop)),
    letterId: await makeLetter(shop),
    breakId: await makeBreak(shop),
    importId: await makeImport(shop),
  };
}

/** @returns the stock item behind a variant */
export async function itemOf(shop: TestShop, variantId: string): Promise<Id<"stockItem">> {
  const id = await shop.core.CATALOG.prepare("SELECT stock_item_id FROM variants WHERE id = ?")
    .bind(variantId)
    .first<Id<"stockItem">>("stock_item_id");
  if (id === null) throw new Error(`Expected a variant, got "${variantId}"`);
  return id;
}

/** A collection with one product. */
async function makeCollection(shop: TestShop, productId: string): Promise<string> {
  const id = `col_${"1".repeat(26)}`;
  const { CATALOG } = shop.core;
  await CATALOG.batch([
    CATALOG.prepare(
      "INSERT INTO collections (id, handle, title, kind, position, updated_at) VALUES (?, 'kept', 'Kept', 'manual', 0, 0)",
    ).bind(id),
    CATALOG.prepare("INSERT INTO collection_products VALUES (?, ?, 0)").bind(id, productId),
  ]);
  return "kept";
}

/** A message that nobody can read, in the drawer of dead letters. */
async function makeLetter(shop: TestShop): Promise<string> {
  await shop.core.STOCK_EVENTS.send({ type: "nonsense" });
  return vi.waitFor(async () => {
    const id = await shop.core.ORDERS.prepare("SELECT id FROM dead_letters").first<string>("id");
    if (id === null) throw new Error("The letter did not die");
    return id;
  }, PATIENCE);
}

/** A difference between books that nobody has settled. */
async function makeBreak(shop: TestShop): Promise<string> {
  const id = `brk_${"1".repeat(26)}`;
  await shop.core.ORDERS.prepare(
    "INSERT INTO reconciliation_breaks VALUES (?, 'paid_without_order', 'pi_1', '{}', 'none', 1, 1, NULL, NULL, NULL)",
  )
    .bind(id)
    .run();
  return id;
}

/** An import that is over. */
async function makeImport(shop: TestShop): Promise<string> {
  const id = `imp_${"1".repeat(26)}`;
  await shop.core.CATALOG.prepare(
    "INSERT INTO imports (id, state, file_key, file_name, bytes, is_dry_run, settings, actor, created_at, updated_at) VALUES (?, 'finished', ?, '', 1, 1, '{}', 'olga', 0, 0)",
  )
    .bind(id, id)
    .run();
  return id;
}

/** A shopper's own things: a cart with a line, a checkout that can be placed, a paid order. */
export async function makeBelongings(
  shopper: Shopper,
  person: Person,
  fixtures: Fixtures,
): Promise<Subjects> {
  const order = await buyAs(shopper, person, fixtures.variantId);
  // Its invoice is issued now, if no queue did so before.
  await shopper.json(`/api/orders/${order.id}/invoices?token=${tokenOf(order)}`);
  return { ...(await reopen(shopper, person, fixtures)), ...orderOf(order) };
}

/** Fills the cart and opens the next checkout; the order of the subjects is a missing one. */
export async function reopen(
  shopper: Shopper,
  person: Person,
  fixtures: Fixtures,
): Promise<Subjects> {
  const { body: cart } = await add(shopper, fixtures.variantId);
  const checkout = await fillAs(shopper, person);
  return {
    ...fixtures,
    productVersion: 1,
    lineId: cart.lines[0]?.id ?? "",
    checkoutId: checkout.id,
    quote: checkout.quote?.token ?? "",
    orderId: `ord_${"0".repeat(26)}`,
    orderLineId: `lin_${"0".repeat(26)}`,
    token: "",
    invoiceId: `inv_${"0".repeat(26)}`,
  };
}

/** @returns the subjects of a paid order */
export function orderOf(
  order: CheckoutView,
): Pick<Subjects, "orderId" | "orderLineId" | "token" | "invoiceId"> {
  const { id: orderId, lines } = order;
  const digest = createHash("sha256").update(`invoice\n${orderId}`).digest();
  const invoiceId = idFromBytes("invoice", digest);
  return { orderId, orderLineId: lines[0]?.id ?? "", token: tokenOf(order), invoiceId };
}

/** Everything that a shopper's requests can change about the own things. */
export async function belongingsNow(
  shopper: Shopper,
  { checkoutId, orderId }: Subjects,
): Promise<unknown> {
  const cart = await shopper.json<CartView>("/api/cart");
  const checkout = await look(shopper, { id: checkoutId as Id<"order"> });
  const order = await look(shopper, { id: orderId as Id<"order"> });
  return { cart, checkout: { ...checkout, quote: null }, order };
}

const OWN_PROMOTION = {
  label: "Own",
  isByCode: true,
  effect: { kind: "discount", scope: {}, benefit: { kind: "percent", bp: 1000 } },
  stacking: { class: "order" },
};

/** Records of staff's own, each of version 1. */
export async function makeRecords(shop: TestShop): Promise<Records> {
  const staff = asStaff(shop, "owner", "olga");
  const make = async (plural: string, fields: Readonly<Record<string, unknown>>) => {
    const body = { handle: `own-${crypto.randomUUID()}`, ...fields };
    return (await staff<{ id: string }>("POST", `/${plural}`, body)).id;
  };
  const { variants } = await makeProduct(shop);
  const list = { label: "Own", kind: "override" };
  return {
    pricedVariantId: variants[0]?.id ?? "",
    priceListId: (await staff<{ id: string }>("POST", "/price-lists", list)).id,
    categoryId: await make("categories", { title: "Own" }),
    brandId: await make("brands", { title: "Own" }),
    attributeId: await make("attributes", { label: "Own", kind: "text" }),
    productTypeId: await make("product-types", { title: "Own" }),
    collectionId: await make("collections", { title: "Own" }),
    promotionId: (await staff<{ id: string }>("POST", "/promotions", OWN_PROMOTION)).id,
  };
}

/** A draft of a product of staff's own, which may be changed and published. */
export async function makeProduct(shop: TestShop): Promise<StaffProduct> {
  const categoryId = await shop.core.CATALOG.prepare(
    "SELECT id FROM categories WHERE parent_id IS NOT NULL LIMIT 1",
  ).first<string>("id");
  return asStaff(shop, "owner", "olga")<StaffProduct>("POST", "/products", {
    handle: `own-${crypto.randomUUID()}`,
    title: "Own",
    categoryIds: [categoryId],
    variants: [{ prices: [{ currency: "EUR", amountMinor: 2400 }] }],
  });
}
