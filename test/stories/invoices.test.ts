import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CheckoutView } from "../../contracts/checkout.ts";
import type { OrderInvoice } from "../../contracts/invoice.ts";
import type { Id } from "../../domain/id.ts";
import { money } from "../../domain/money.ts";
import { priceText } from "../../ui/price.tsx";
import { pdfText } from "../pdf-text.ts";
import { add, look, pay, product, readyToPay } from "../purchase.ts";
import { startShop, type TestShop } from "../shop.ts";
import type { Shopper } from "../shopper.ts";
import { asStaff } from "../staff.ts";

const PATIENCE = { timeout: 15_000, interval: 50 } as const;

let shop: TestShop;
let tumbler: string;
beforeAll(async () => {
  shop = await startShop();
  tumbler = (await product(shop.shopper(), "low-tide-tumbler")).variants[0]!.id;
});
afterAll(() => shop.dispose());

/** Two tumblers, paid for. */
async function bought(ada: Shopper): Promise<CheckoutView> {
  await add(ada, tumbler);
  const placed = await readyToPay(ada, tumbler);
  await pay(ada, placed);
  await expect.poll(async () => (await look(ada, placed)).status, PATIENCE).toBe("completed");
  return placed;
}

async function refundOne(order: CheckoutView, key: string): Promise<void> {
  const lineId = order.lines[0]!.id as Id<"line">;
  await shop.core.ORDER.getByName(order.id).refund(
    { lines: [{ lineId, quantity: 1 }], withShipping: false, withRestock: true, reason: "Chipped" },
    { key, fingerprint: key },
  );
}

/** The documents of an order, as whoever holds its link reads them. */
async function documentsOf(order: CheckoutView): Promise<OrderInvoice[]> {
  const { search } = new URL(order.orderUrl!, shop.origin);
  const { invoices } = await shop
    .shopper()
    .json<{ invoices: OrderInvoice[] }>(`/api/orders/${order.id}/invoices${search}`);
  return invoices;
}

function linksIn(html: string, ending: string): string[] {
  return [...html.matchAll(/href="([^"]+)"/g)]
    .map(([, href = ""]) => href.replaceAll("&amp;", "&"))
    .filter((href) => href.includes(`${ending}?token=`));
}

describe("an invoice", () => {
  it("is a page and a PDF with number, total and tax, linked from the order and from the letter", async () => {
    const ada = shop.shopper();
    const order = await bought(ada);
    const letter = await letterOf(order);
    const [fromLetter] = linksIn(letter.html, ".pdf");
    const [href] = linksIn(await (await ada.open(order.orderUrl!)).text(), ".pdf");
    expect(new URL(fromLetter!).pathname).toBe(new URL(href!, shop.origin).pathname);

    const file = await shop.shopper().fetch(href!);
    expect(file.status).toBe(200);
    expect(file.headers.get("content-type")).toBe("application/pdf");
    expect(file.headers.get("cache-control")).toBe("private, no-store");
    const [invoice] = await documentsOf(order);
    const { number, total, tax } = invoice!;
    expect(number).toMatch(/^INV-\d{4}-\d{5}$/);
    expect(total.minor).toBe(order.totals.find(({ type }) => type === "total")!.amount.minor);
    expect(file.headers.get("content-disposition")).toBe(`attachment; filename="${number}.pdf"`);
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect(new TextDecoder().decode(bytes.slice(0, 5))).toBe("%PDF-");
    const [text = ""] = await pdfText(bytes);
    for (const word of [number, priceText(total), priceText(tax), "Ada Lovelace", order.number]) {
      expect(text).toContain(word);
    }

    const page = await shop.shopper().open(invoice!.htmlUrl);
    expect(page.headers.get("content-security-policy")).toMatch(/style-src 'sha256-[\w+/=]+'/);
    const html = await page.text();
    for (const word of [number, priceText(total), priceText(tax)]) expect(html).toContain(word);
  });

  it("opens for nobody without the order's link, and no order's link opens another's", async () => {
    const [order, other] = [await bought(shop.shopper()), await bought(shop.shopper())];
    const [invoice] = await documentsOf(order);
    const [path = ""] = invoice!.pdfUrl.split("?");
    expect((await shop.shopper().fetch(path)).status).toBe(404);
    const { search } = new URL(other.orderUrl!, shop.origin);
    expect((await shop.shopper().fetch(`${path}${search}`)).status).toBe(404);
    const foreign = path.replace(order.id, other.id);
    expect((await shop.shopper().fetch(`${foreign}${search}`)).status).toBe(404);
  });

  it("is numbered without a gap, and stays what it was", async () => {
    const order = await bought(shop.shopper());
    const [invoice] = await documentsOf(order);
    const viewer = asStaff(shop, "viewer", "vera");
    const { invoices } = await viewer<{ invoices: { number: string | null }[] }>(
      "GET",
      "/invoices?kind=invoice&limit=100",
    );
    const numbers = invoices.flatMap(({ number }) => number ?? []).toSorted();
    expect(numbers.map((number) => Number(number.slice(-5)))).toEqual(
      numbers.map((_, at) => at + 1),
    );
    const read = async () => (await shop.shopper().fetch(invoice!.pdfUrl)).arrayBuffer();
    const before = Buffer.from(await read());
    const staff = asStaff(shop, "owner", "olga");
    const settings = await staff<{ version: number; seller: object }>("GET", "/invoice-settings");
    const seller = { ...settings.seller, email: "new@tidewick.example" };
    await staff("PATCH", "/invoice-settings", { ...settings, seller });
    expect(Buffer.compare(Buffer.from(await read()), before)).toBe(0);
  });
});

describe("a credit note", () => {
  it("takes back exactly what was refunded, names its invoice, and is linked from the order", async () => {
    const ada = shop.shopper();
    const order = await bought(ada);
    await refundOne(order, "one");
    await expect.poll(async () => (await documentsOf(order)).length, PATIENCE).toBe(2);
    const [invoice, note] = await documentsOf(order);
    const { refunded } = await look(ada, order);
    expect(note).toMatchObject({ kind: "credit_note", total: refunded });
    expect(note!.net.minor + note!.tax.minor).toBe(refunded.minor);
    const [text = ""] = await pdfText(
      new Uint8Array(await (await shop.shopper().fetch(note!.pdfUrl)).arrayBuffer()),
    );
    expect(text).toContain(`Corrects invoice ${invoice!.number}`);
    expect(text).toContain(priceText(refunded));
    const page = await (await ada.open(order.orderUrl!)).text();
    expect(page).toContain(`Credit note ${note!.number}`);

    const told = async () => (await letters(order)).find(({ subject }) => /refund/.test(subject));
    await expect.poll(told, PATIENCE).toBeDefined();
    const letter = await told();
    expect(letter!.text).toContain(priceText(refunded));
    const [href] = linksIn(letter!.html, ".pdf");
    expect(new URL(href!).pathname).toBe(new URL(note!.pdfUrl, shop.origin).pathname);
    expect((await shop.shopper().fetch(href!)).headers.get("content-type")).toBe("application/pdf");
  });

  it("comes once for each refund; together they are the invoice", async () => {
    const ada = shop.shopper();
    const order = await bought(ada);
    await refundOne(order, "one");
    await shop.core.ORDER.getByName(order.id).cancel("shop", { key: "all", fingerprint: "all" });
    await expect.poll(async () => (await documentsOf(order)).length, PATIENCE).toBe(3);
    const [invoice, ...notes] = await documentsOf(order);
    const sum = (part: "net" | "tax" | "total") =>
      notes.reduce((minor, note) => minor + note[part].minor, 0);
    expect([sum("net"), sum("tax"), sum("total")]).toEqual([
      invoice!.net.minor,
      invoice!.tax.minor,
      invoice!.total.minor,
    ]);
    expect(priceText(money(sum("total"), "EUR"))).toBe(priceText(invoice!.total));
  });
});

describe("staff", () => {
  it("find documents by order and number and have them as files", async () => {
    const order = await bought(shop.shopper());
    const [invoice] = await documentsOf(order);
    const staff = asStaff(shop, "viewer", "vera");
    const byOrder = await staff<{ invoices: { id: string }[] }>(
      "GET",
      `/invoices?order=${order.id}`,
    );
    const byNumber = await staff<typeof byOrder>("GET", `/invoices?number=${invoice!.number}`);
    for (const { invoices } of [byOrder, byNumber]) {
      expect(invoices.map(({ id }) => id)).toEqual([invoice!.id]);
    }
    const facts = await staff("GET", `/invoices/${invoice!.id}/file?format=json`);
    expect(facts).toMatchObject({ number: invoice!.number, kind: "invoice", orderId: order.id });
  });
});

/** Waits for the letter that confirms the order. */
async function letterOf(order: CheckoutView) {
  await expect.poll(async () => (await letters(order)).length, PATIENCE).toBe(1);
  const [letter] = await letters(order);
  return letter!;
}

async function letters({ number }: CheckoutView) {
  return (await shop.inbox()).filter(({ subject }) => subject.includes(number));
}
