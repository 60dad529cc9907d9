/** What the shop tells nobody: a shopper's data in its log, card numbers anywhere, whom a caller claims to be. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ROOT } from "../../../scripts/deployables.ts";
import { add, CARDS, pay, place } from "../../purchase.ts";
import { startShop, type TestShop } from "../../shop.ts";
import type { Shopper } from "../../shopper.ts";
import { behave, misbehave } from "../../stand-in.ts";
import { breakCatalog } from "./break.ts";
import { type Subjects, sampleOf } from "./requests.ts";
import { isForStaff, READS, ROUTES } from "./routes.ts";
import {
  ADA,
  buyAs,
  canariesOf,
  type Fixtures,
  fillAs,
  makeBelongings,
  makeFixtures,
  makeProduct,
  staffHeader,
  tokenOf,
} from "./world.ts";

let shop: TestShop;
let fixtures: Fixtures;
let ada: Shopper;
let adas: Subjects;
let owner: { authorization: string };
beforeAll(async () => {
  shop = await startShop();
  fixtures = await makeFixtures(shop);
  ada = shop.shopper();
  adas = await makeBelongings(ada, ADA, fixtures);
  owner = await staffHeader(shop, "owner");
});
afterAll(() => shop.dispose());

/** Every run of 13 to 19 digits, with spaces or hyphens between, that a card could have. */
function cardNumbersIn(text: string): string[] {
  const runs = text.match(/(?<!\d)\d(?:[ -]?\d){12,18}(?!\d)/g) ?? [];
  return runs.filter((run) => isLuhn(run.replaceAll(/\D/g, "")));
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

describe("S43: the log", () => {
  it("has not a word of a shopper's, a card, a token or a secret, after all that can go wrong", async () => {
    const bob = shop.shopper();
    await add(bob, fixtures.variantId);
    const checkout = await fillAs(bob, ADA);
    const { body: placed } = await place(bob, checkout);
    await pay(bob, placed, CARDS.declined);
    // The provider stumbles, with the words that it was told in its mouth.
    await misbehave(shop, { operation: "*", kind: "error_500_before", times: 3 });
    await bob.open(`/checkout/${placed.id}/return`);
    await behave(shop);
    await pay(bob, placed);
    await bob.open(`/checkout/${placed.id}/return`);
    const made = await makeProduct(shop);
    for (const row of ROUTES) {
      const { path: asked, init } = sampleOf(row, { ...adas, productId: made.id });
      const headers = {
        ...(isForStaff(row) ? owner : {}),
        "user-agent": ADA.name,
        referer: ADA.line1,
      };
      const mark = asked.includes("?") ? "&" : "?";
      const told = `${mark}email=${encodeURIComponent(ADA.email)}&card=${CARDS.good}`;
      const ask = (target: string) => ada.fetch(target, { ...init, headers });
      for (const target of [asked, `${asked}${told}`]) await (await ask(target)).arrayBuffer();
    }
    await shop.core.NOTICES.send({ type: "nonsense", data: { email: ADA.email, name: ADA.name } });
    await shop.core.ORDER_EVENTS.send({ type: "nonsense", data: { email: ADA.email } });
    await shop.runCron();
    await breakCatalog(shop, async () => {
      await (await ada.fetch(`/api/products/${ADA.name}?currency=EUR`)).arrayBuffer();
      await (await ada.fetch(`/orders/${adas.orderId}?token=${adas.token}`)).arrayBuffer();
      await (
        await ada.fetch("/api/cart/lines", {
          method: "POST",
          json: { variantId: fixtures.variantId },
        })
      ).arrayBuffer();
    });
    await expect.poll(() => shop.logs.length).toBeGreaterThan(5);
    const text = shop.logs.map(({ message }) => message).join("\n");
    const { secrets } = shop;
    const forbidden = [
      ...canariesOf(ADA),
      encodeURIComponent(ADA.email),
      ...Object.values(CARDS),
      adas.token,
      adas.quote,
      tokenOf(placed),
      checkout.quote?.token ?? "?",
      placed.payment?.clientSecret ?? "?",
      ada.cookies.get("kiosk_cart") ?? "?",
      owner.authorization.replace("Bearer ", ""),
      ...Object.values(secrets),
    ];
    for (const word of forbidden) {
      expect(word.length).toBeGreaterThan(5);
      expect(text, word.slice(0, 8)).not.toContain(word);
    }
    expect(cardNumbersIn(text)).toEqual([]);
    expect(text).not.toMatch(/eyJ[\w-]{8,}\.|Bearer \S|whsec_|sk_test_|_secret_/);
  });

  it("has one JSON object per line, also where the path would break it", async () => {
    const from = shop.logs.length;
    await breakCatalog(shop, async () => {
      const evil = "/api/products/x%0a%7B%22level%22%3A%22error%22%7D%0d%1b%5B31m";
      await (await ada.fetch(evil)).arrayBuffer();
      await (await ada.fetch(`/p/${"x".repeat(5000)}`)).arrayBuffer();
    });
    await expect.poll(() => shop.logs.length).toBeGreaterThan(from);
    for (const { message } of shop.logs.slice(from)) {
      for (const control of ["\n", "\r", "\u001b"]) expect(message).not.toContain(control);
      expect(message.length).toBeLessThan(2_000);
      expect(JSON.parse(message)).toMatchObject({
        level: expect.any(String),
        event: expect.any(String),
      });
    }
  });
});

describe("S47: addresses of callers", () => {
  it("that a caller may write are read by nobody", () => {
    const files = execFileSync("git", ["ls-files", "*.ts", "*.tsx"], {
      cwd: ROOT,
      encoding: "utf8",
    });
    const sources = files
      .split("\n")
      .filter((file) => file !== "" && !/^test\/|\.test\./.test(file));
    const readers = sources.filter((file) =>
      /x-forwarded|x-real-ip|true-client-ip|["']forwarded["']/i.test(
        readFileSync(path.join(ROOT, file), "utf8"),
      ),
    );
    expect(readers).toEqual([]);
  });

  it("change no answer and no entry of the audit log", async () => {
    const headers = {
      "x-forwarded-for": "1.2.3.4",
      forwarded: "for=1.2.3.4",
      "x-real-ip": "1.2.3.4",
    };
    const { path: asked, init } = sampleOf(
      ROUTES.find(({ name }) => name.endsWith("/adjust"))!,
      adas,
    );
    const answer = await ada.fetch(asked, { ...init, headers: { ...owner, ...headers } });
    expect(answer.status).toBe(200);
    const log = await ada.fetch("/admin/api/audit", { headers: owner });
    expect(await log.text()).not.toContain("1.2.3.4");
  });
});

describe("S32: card numbers", () => {
  it("are in no answer and no stored row after a purchase", async () => {
    const bob = shop.shopper();
    const order = await buyAs(bob, ADA, fixtures.variantId);
    const own = { ...adas, checkoutId: order.id };
    for (const row of READS.filter(
      ({ caller, path: at }) => caller !== "public" && !at.includes("{item"),
    )) {
      const answer = await bob.fetch(sampleOf(row, own).path, {
        headers: isForStaff(row) ? owner : {},
      });
      const text = await answer.text();
      for (const card of Object.values(CARDS)) expect(text, row.name).not.toContain(card);
    }
    const stored = JSON.stringify([
      (await shop.core.ORDERS.prepare("SELECT * FROM orders").all()).results,
      (await shop.core.ORDERS.prepare("SELECT * FROM audit_log").all()).results,
      (await shop.core.ORDERS.prepare("SELECT * FROM dead_letters").all()).results,
      await shop.core.ORDER.getByName(order.id).view("shop"),
    ]);
    for (const card of Object.values(CARDS)) expect(stored).not.toContain(card);
  });
});
