/** Markup in every text that shoppers and staff can store, and every place that shows it: nothing runs. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../../contracts/checkout.ts";
import type { OrderInvoice } from "../../../contracts/invoice.ts";
import type { StaffProduct } from "../../../contracts/staff-catalog.ts";
import type { StaffOrder } from "../../../contracts/staff-orders.ts";
import type { Id } from "../../../domain/id.ts";
import { add, command, pay, place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { type AskAsStaff, asStaff } from "../../staff.ts";
import { MARKUP } from "./payloads.ts";
import { skeletonOf } from "./skeleton.ts";
import { confirmed } from "./world.ts";

const PLAIN = "Plain words";
/** Texts that one purchase carries: each in a product of its own and in a line of the address. */
const GROUP = 5;
/** Purchases at the same time. */
const AT_ONCE = 4;
/** The most characters of each short field. */
const [TITLE, VALUE] = [120, 60];

let shop: TestShop;
let owner: AskAsStaff;
let categoryId: string;
beforeAll(async () => {
  shop = await startShop();
  owner = asStaff(shop, "owner", "olga");
  const row = await shop.core.CATALOG.prepare(
    "SELECT id FROM categories WHERE parent_id IS NOT NULL LIMIT 1",
  ).first<string>("id");
  categoryId = row ?? "";
});
afterAll(() => shop.dispose());

/** What a group of texts was shown in. */
interface Showing {
  readonly payloads: readonly string[];
  /** The page of each text's own product. */
  readonly productPages: readonly string[];
  readonly pages: Readonly<Record<string, string>>;
  readonly products: readonly StaffProduct[];
  readonly order: CheckoutView;
  readonly shopper: Shopper;
}

/** Cuts a payload to a field; what is cut off elsewhere is whole in the longer fields. */
function cut(payload: string, max: number): string {
  return payload.slice(0, max).trim() || PLAIN;
}

async function sell(payload: string): Promise<StaffProduct> {
  const draft = await owner<StaffProduct>("POST", "/products", {
    handle: `markup-${crypto.randomUUID()}`,
    title: cut(payload, TITLE),
    subtitle: payload,
    description: `${payload} And more. ${payload}`,
    optionNames: [cut(payload, 40)],
    tags: [cut(payload, 40)],
    categoryIds: [categoryId],
    variants: [
      {
        optionValues: [cut(payload, VALUE)],
        sku: cut(payload, VALUE),
        prices: [{ currency: "EUR", amountMinor: 2400 }],
      },
    ],
    media: [{ key: "shop/hero.svg", alt: payload, width: 10, height: 10 }],
  });
  const location = "loc_mill" as Id<"location">;
  const item = shop.stock(draft.variants[0]!.stockItemId);
  await item.receive({ key: "markup", location, quantity: 9, reason: payload });
  return owner<StaffProduct>("POST", `/products/${draft.id}/publish`);
}

async function fillWith(shopper: Shopper, payloads: readonly string[]): Promise<CheckoutView> {
  const { body } = await command<CheckoutView>(shopper, "POST", "/api/checkouts", {});
  const [name, line1, line2, city, region] = payloads;
  const filled = await command<CheckoutView>(shopper, "PATCH", `/api/checkouts/${body.id}`, {
    email: "o'brien+x@example.com",
    address: { name, line1, line2, city, region, postalCode: "<b>'\"&</b>", country: "DE" },
    shippingMethod: "standard",
  });
  expect(filled.status, payloads.join(" ")).toBe(200);
  return filled.body;
}

/** Takes texts through the whole shop: products, cart, checkout, order, e-mail. */
async function show(payloads: readonly string[]): Promise<Showing> {
  const products = await Promise.all(payloads.map(sell));
  const shopper = shop.shopper();
  const read = async (path: string, headers = {}) =>
    (await shopper.fetch(path, { headers })).text();
  for (const { variants } of products) await add(shopper, variants[0]!.id);
  const carts = {
    cart: await read("/cart"),
    drawer: await read("/cart", { "x-fragment": "cart" }),
  };
  const checkout = await fillWith(shopper, payloads);
  const at = `/checkout/${checkout.id}`;
  const steps = {
    information: await read(`${at}/information`),
    shipping: await read(`${at}/shipping`),
    review: await read(`${at}/review`),
  };
  const { body: placed } = await place(shopper, checkout);
  const payment = await read(`${at}/payment`);
  await pay(shopper, placed);
  const order = await confirmed(shopper, placed);
  const mail = () =>
    shop.inbox().then((all) => all.find(({ text }) => text.includes(order.number)));
  await expect.poll(mail).toBeDefined();
  const { search } = new URL(order.orderUrl ?? "", shop.origin);
  const documents = `/api/orders/${order.id}/invoices${search}`;
  const { invoices } = await shopper.json<{ invoices: OrderInvoice[] }>(documents);
  return {
    payloads,
    productPages: await Promise.all(products.map(({ handle }) => read(`/p/${handle}`))),
    pages: {
      ...carts,
      ...steps,
      payment,
      order: await read(order.orderUrl ?? ""),
      mail: (await mail())?.html ?? "",
      invoice: await read(invoices[0]?.htmlUrl ?? ""),
    },
    products,
    order,
    shopper,
  };
}

async function showAll(payloads: readonly string[]): Promise<Showing[]> {
  const groups: string[][] = [];
  for (let from = 0; from < payloads.length; from += GROUP) {
    const group = payloads.slice(from, from + GROUP);
    groups.push([...group, ...Array<string>(GROUP - group.length).fill(PLAIN)]);
  }
  const shown: Showing[] = [];
  for (let from = 0; from < groups.length; from += AT_ONCE) {
    shown.push(...(await Promise.all(groups.slice(from, from + AT_ONCE).map(show))));
  }
  return shown;
}

/** The pages show other products too, whose number and words differ from moment to moment. */
function ownPart(html: string): string {
  return html.replace(
    /<section class="section" aria-labelledby="related-title">[\s\S]*?<\/section>/,
    "",
  );
}

describe("S19, S20: markup in stored text", () => {
  it("would show in a page's skeleton, were it not escaped", () => {
    const pageOf = (text: string) => `<p title="${text}">${text}</p><script>"${text}"</script>`;
    const plain = skeletonOf(pageOf(PLAIN));
    const breaking = MARKUP.filter((payload) => /<[a-z/!?]|" /i.test(payload));
    expect(breaking.length).toBeGreaterThan(50);
    for (const payload of breaking) {
      expect(skeletonOf(pageOf(payload)), payload).not.toEqual(plain);
    }
  });

  it("builds the same pages as plain words, in the shop, on the way to the order, by e-mail and on the invoice", async () => {
    const [plain] = await showAll([PLAIN]);
    const shown = await showAll(MARKUP);
    const skeletons = ({ pages }: Showing) =>
      Object.entries(pages).map(([name, html]) => [name, skeletonOf(html)]);
    const expected = skeletons(plain!);
    const expectedProduct = skeletonOf(ownPart(plain!.productPages[0]!));
    for (const [name, tags] of [...expected, ["product", expectedProduct]]) {
      expect(tags?.length, String(name)).toBeGreaterThan(10);
    }
    for (const showing of shown) {
      const { payloads, pages, productPages } = showing;
      expect(skeletons(showing), payloads.join(" ")).toEqual(expected);
      for (const [at, payload] of payloads.entries()) {
        const page = productPages[at] ?? "";
        expect(skeletonOf(ownPart(page)), payload).toEqual(expectedProduct);
        if (!payload.includes("<")) continue;
        for (const html of [page, ...Object.values(pages)]) expect(html).not.toContain(payload);
      }
    }

    const listing = await (await shop.shopper().fetch("/products?sort=newest")).text();
    expect(listing).toContain("markup-");
    expect(listing).not.toMatch(/onerror=alert\(1\)>|<script>alert|<svg[ /]onload/i);
    await expectJson(shown);
  });

  it("in what staff read is JSON that no browser takes for a page", async () => {
    const payload = MARKUP[7]!;
    const [showing] = await showAll([payload]);
    const { order } = showing!;
    await owner("POST", `/orders/${order.id}/refund`, { reason: payload, withShipping: true });
    const seen = await owner<StaffOrder>("GET", `/orders/${order.id}`);
    expect(seen.refunds[0]?.reason).toBe(payload);
    expect(seen.address?.name).toBe(payload);
    const page = await showing!.shopper.fetch(order.orderUrl ?? "");
    expect(await page.text()).not.toContain(payload);
  });

  it("does not get into an e-mail address", async () => {
    const ada = shop.shopper();
    const product = await sell("Plain enough");
    await add(ada, product.variants[0]!.id);
    const { body } = await command<CheckoutView>(ada, "POST", "/api/checkouts", {});
    for (const payload of MARKUP) {
      const tries = [`${payload}@example.com`, `"${payload}"@example.com`, `a@${payload}.com`];
      for (const email of tries) {
        const answer = await command(ada, "PATCH", `/api/checkouts/${body.id}`, { email });
        if (/[<>"\\]/.test(email)) expect(answer.status, email).toBe(422);
      }
    }
    const injections = [
      "a@example.com\r\nBcc: eve@example.com",
      "a@example.com,eve@example.com",
      "a@example.com;b@x.de",
      "<a@example.com>",
      "a@example.com\u0000",
    ];
    for (const email of injections) {
      const answer = await command(ada, "PATCH", `/api/checkouts/${body.id}`, { email });
      expect(answer.status, email).toBe(422);
    }
  });

  it("in a refused form comes back escaped", async () => {
    const ada = shop.shopper();
    const product = await sell("Plain form");
    await add(ada, product.variants[0]!.id);
    const { body } = await command<CheckoutView>(ada, "POST", "/api/checkouts", {});
    const send = async (text: string) => {
      const names = ["email", "name", "line1", "line2", "city", "region", "postalCode", "country"];
      const form = Object.fromEntries(names.map((name) => [name, text]));
      const answer = await ada.fetch(`/checkout/${body.id}/information`, { method: "POST", form });
      expect(answer.status).toBe(422);
      return skeletonOf(await answer.text());
    };
    const long = "x".repeat(200);
    const expected = await send(`Plain${long}`);
    for (const payload of MARKUP) expect(await send(payload + long), payload).toEqual(expected);
  });

  it("in an address that asks for something is not repeated", async () => {
    for (const payload of MARKUP) {
      const text = encodeURIComponent(payload);
      const paths = [
        `/p/${text}`,
        `/c/${text}`,
        `/${text}`,
        `/products?sort=${text}`,
        `/cart?currency=${text}`,
        `/orders/x?token=${text}`,
        `/docs?x=${text}`,
      ];
      for (const path of paths) {
        const answer = await shop.shopper().fetch(path, { headers: { accept: "text/html" } });
        expect(answer.status, path).toBeLessThan(500);
        const html = await answer.text();
        if (/[<"]/.test(payload)) expect(html, path).not.toContain(payload);
      }
    }
  });
});

/** JSON keeps the text as it is; its type and `nosniff` keep it from being a page. */
async function expectJson(shown: readonly Showing[]): Promise<void> {
  for (const { payloads, products, order, shopper } of shown) {
    const answers = [
      await shopper.fetch(`/api/products/${products[0]?.handle}`),
      await shopper.fetch(`/api/checkouts/${order.id}`),
    ];
    for (const answer of answers) {
      expect(answer.headers.get("content-type")).toBe("application/json");
      expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    }
    expect(await answers[0]?.json()).toMatchObject({ title: cut(payloads[0] ?? "", TITLE) });
  }
}
