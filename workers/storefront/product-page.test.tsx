import { describe, expect, test } from "vitest";
import type { Product, Variant } from "../../contracts/catalog.ts";
import { mintId } from "../../domain/id.ts";
import { money } from "../../domain/money.ts";
import { frameOf } from "./frame.ts";
import { ProductPage } from "./product-page.tsx";

const random = new Uint8Array(10);

function variant(moment: number, changes: Partial<Variant>): Variant {
  return {
    id: mintId("variant", moment, random),
    sku: "",
    barcode: "",
    optionValues: [],
    price: money(2400, "EUR"),
    compareAt: null,
    lowestPrior: null,
    unitPrice: null,
    quantityPrices: [],
    pictures: [],
    availability: { status: "in_stock", left: null },
    ...changes,
  };
}

const sage = variant(1, { optionValues: ["Sage"] });
const ink = variant(2, {
  optionValues: ["Ink"],
  price: money(1900, "EUR"),
  compareAt: money(2400, "EUR"),
  availability: { status: "sold_out", left: null },
});

const product: Product = {
  id: mintId("product", 0, random),
  handle: "mug",
  title: 'Mug </script><script>alert("x")</script>',
  subtitle: "",
  description: "Heavy.\n\nKind.",
  seo: { title: "Mug", description: "A mug" },
  brand: null,
  productType: null,
  optionNames: ["Colour"],
  variants: [sage, ink],
  pictures: ["Sage", "Ink"].map((optionValue) => ({
    src: `/media/${optionValue}.svg`,
    alt: `Mug in ${optionValue}`,
    width: 10,
    height: 10,
    optionValue,
  })),
  attributes: [],
  tags: [],
  breadcrumbs: [],
  collections: [],
  pricesIncludeTax: true,
  version: 1,
};

function pageOf(chosen: Variant): string {
  const frame = frameOf({
    shopName: "Shop",
    locale: "en",
    currency: "EUR",
    categories: [],
    inPlace: ({ currency }) => `/${currency}`,
  });
  const content = { frame, origin: "https://shop.example", product, chosen };
  return String(
    <ProductPage {...content} shipping={[]} beside={{ related: [], complementary: [] }} />,
  );
}

describe("ProductPage", () => {
  test("renders the chosen variant's price, stock and pictures without any script", () => {
    const page = pageOf(ink);
    expect(page).toMatch(/data-price[^>]*>€19\.00</);
    expect(page).toMatch(/data-was[^>]*>€24\.00</);
    expect(page).toContain('data-status="sold_out"');
    expect(page).toMatch(/<button[^>]*disabled[^>]*>Sold out</);
    expect(page).toMatch(/<ul class="shots"[^>]*><li id="picture-2" data-shot="1"/);
    expect(page).toMatch(/<li id="picture-1" hidden[^>]*data-shot="0"/);
  });

  test("never lets the catalog's words become markup", () => {
    const page = pageOf(sage);
    expect(page).not.toContain("<script>alert");
    const blocks = [...page.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)];
    const [group] = blocks.map(([, json = ""]) => JSON.parse(json));
    expect(group.name).toBe(product.title);
    expect(group.hasVariant[1].offers).toMatchObject({
      price: "19.00",
      priceCurrency: "EUR",
      availability: "https://schema.org/OutOfStock",
    });
  });

  test("needs no inline style and no inline handler, for the policy forbids both", () => {
    expect(pageOf(sage)).not.toMatch(/\s(?:style|on[a-z]+)="/);
  });
});
