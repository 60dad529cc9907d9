import { describe, expect, it } from "vitest";
import { type MerchantExport, merchantHead, merchantItems } from "./export-merchant.ts";
import { sitemap, sitemapIndex } from "./export-sitemap.ts";
import { readFile } from "./import-builders.ts";
import { planProduct } from "./import-plan.ts";
import type { StoredProduct } from "./import-stored.ts";
import { TermBook } from "./import-terms.ts";

const CONTEXT: MerchantExport = {
  place: { locale: "de", currency: "EUR" },
  shopName: "Tide & Co",
  home: "https://shop.example/de",
  linkOf: ({ handle }, { id }) => `https://shop.example/de/p/${handle}?variant=${id}&x=1`,
  pictureOf: (key) => `https://shop.example/media/${key}`,
  titleOf: (_, handle) => handle,
  pathOf: (category) => ["Home", category],
};

function mug(): StoredProduct {
  let minted = 0;
  const [piece] = readFile(
    [
      "Handle,Title,Body (HTML),Vendor,Type,Option1 Name,Option1 Value,Variant SKU,Variant Price,Variant Compare At Price,Variant Barcode",
      'mug,"Mug <b>""&""",Holds \u0007coffee,Tide,Cups,Colour,Sage,MUG,12.00,15.00,4006381333931',
      "mug,,,,,,Sand,MUG,11.00,,4006381333932",
      "mug,,,,,,Clay,,,,",
    ].join("\n"),
  );
  if (piece === undefined) throw new Error("Expected a product");
  const plan = planProduct(piece.read, {
    present: () => null,
    terms: new TermBook([]),
    currencies: new Set(["EUR"]),
    locations: [],
    takesStock: false,
    mint: (kind) => `${kind}-${++minted}`,
    now: 0,
  });
  if (plan.after === null) throw new Error("Expected a product");
  const picture = {
    id: "m",
    isStored: true,
    key: "a.png",
    url: null,
    alt: "",
    width: 1,
    height: 1,
  };
  const all = { ...picture, option: null, variants: [], translations: {} };
  const sand = { ...all, id: "n", key: "sand.png", option: "Sand" };
  const translations = { de: { title: "Becher", "value:Sage": "Salbei" } };
  return { ...plan.after, translations, pictures: [all, sand] };
}

describe("merchantItems()", () => {
  const text = merchantItems(mug(), CONTEXT);
  const items = text.split("<item>").slice(1);

  it("has an entry for each variant with a price", () => {
    expect(items).toHaveLength(2);
    expect(items[0]).toContain("<g:price>15.00 EUR</g:price>");
    expect(items[0]).toContain("<g:sale_price>12.00 EUR</g:sale_price>");
    expect(items[1]).toContain("<g:price>11.00 EUR</g:price>");
    expect(items[1]).not.toContain("sale_price");
  });

  it("speaks the feed's language, and has no sign that breaks it", () => {
    expect(items[0]).toContain("<g:title>Becher, Salbei</g:title>");
    expect(items[0]).toContain("<g:description>Holds coffee</g:description>");
    expect(items[0]).toContain("&amp;x=1</g:link>");
    expect(merchantHead(CONTEXT)).toContain("<title>Tide &amp; Co</title>");
    expect(
      merchantItems(mug(), { ...CONTEXT, place: { locale: "en", currency: "EUR" } }),
    ).toContain("<g:title>Mug &lt;b&gt;&quot;&amp;&quot;, Sage</g:title>");
  });

  it("tells a code only where its check digit is right", () => {
    expect(items[0]).toContain("<g:gtin>4006381333931</g:gtin>");
    expect(items[1]).not.toContain("gtin");
    expect(items[1]).toContain("<g:mpn>MUG</g:mpn>");
  });

  it("shows a variant's own pictures first, and none of another choice", () => {
    expect(items[0]).not.toContain("sand.png");
    expect(items[1]).toMatch(/<g:image_link>[^<]*sand\.png/);
    expect(items[1]).toMatch(/<g:additional_image_link>[^<]*a\.png/);
  });

  it("has nothing in a currency without prices, or without a picture", () => {
    const place = { locale: "en", currency: "JPY" } as const;
    expect(merchantItems(mug(), { ...CONTEXT, place })).toBe("");
    expect(merchantItems({ ...mug(), pictures: [] }, CONTEXT)).toBe("");
  });
});

describe("sitemap()", () => {
  it("has every language of a page, each with all the others", () => {
    const addressIn = (locale: string) => `https://shop.example/${locale}?a=1&b=2`;
    const text = sitemap([{ addressIn, updatedAt: 0 }]);
    expect(text.match(/<url>/g)).toHaveLength(3);
    expect(text.match(/hreflang="x-default"/g)).toHaveLength(3);
    expect(text).toContain("<lastmod>1970-01-01T00:00:00.000Z</lastmod>");
    expect(text).toContain("&amp;b=2");
    expect(sitemapIndex(["https://shop.example/a&b"])).toContain("a&amp;b");
  });
});
