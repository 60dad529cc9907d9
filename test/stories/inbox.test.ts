import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { startShop, type TestShop } from "../shop.ts";

const MESSAGE = {
  from: { name: "Tidewick", email: "orders@tidewick.example" },
  to: "ada@example.com",
  subject: "Your order <K-1>",
  html: "<h1>Thank you</h1><script>alert(1)</script>",
  text: "Thank you",
};

let shop: TestShop;

beforeAll(async () => {
  shop = await startShop();
});

beforeEach(async () => {
  await fetch(`${shop.origin}/dev/inbox.json`, { method: "DELETE" });
});

afterAll(() => shop.dispose());

describe("the local inbox", () => {
  it("keeps what the shop sends, newest first", async () => {
    await shop.core.EMAIL.send({ ...MESSAGE, subject: "first" });
    await shop.core.EMAIL.send({ ...MESSAGE, subject: "second" });
    const messages = await shop.inbox();
    expect(messages.map(({ subject }) => subject)).toEqual(["second", "first"]);
    expect(messages[0]).toMatchObject({
      from: "Tidewick <orders@tidewick.example>",
      to: "ada@example.com",
      text: "Thank you",
    });
  });

  it("shows a message as text of its own page and as a document that runs nothing", async () => {
    await shop.core.EMAIL.send(MESSAGE);
    const [message] = await shop.inbox();
    const developer = shop.shopper();
    const page = await developer.fetch(`/dev/inbox/${message?.id}`);
    expect(await page.text()).toContain("Your order &lt;K-1&gt;");
    const document = await developer.fetch(`/dev/inbox/${message?.id}/html`);
    expect(document.headers.get("content-security-policy")).toContain("default-src 'none'");
    expect(await document.text()).toContain("<h1>Thank you</h1>");
  });

  it("says so when it is empty and when a message is unknown", async () => {
    const developer = shop.shopper();
    expect(await (await developer.fetch("/dev/inbox")).text()).toContain("Nothing here yet");
    expect((await developer.fetch("/dev/inbox/999999")).status).toBe(404);
  });
});

describe("a local shop", () => {
  it("applies every migration once, in the table that wrangler reads", async () => {
    for (const database of [shop.core.CATALOG, shop.core.ORDERS]) {
      const query = "SELECT COUNT(*) AS rows, COUNT(DISTINCT name) AS names FROM d1_migrations";
      const counts = await database.prepare(query).first<{ rows: number; names: number }>();
      expect(counts?.rows).toBeGreaterThan(0);
      expect(counts?.names).toBe(counts?.rows);
    }
  });
});
