import { describe, expect, it } from "vitest";
import { complaints, fixture, readFile, SETTINGS } from "./import-builders.ts";
import { detectFormat } from "./import-formats.ts";
import type { ImportedProduct } from "./import-product.ts";

function product(pieces: ReturnType<typeof readFile>, source: string): ImportedProduct {
  const found = pieces.find(({ read }) => read.source === source)?.read.product;
  if (found == null) throw new Error(`Expected ${source}`);
  return found;
}

describe("detectFormat()", () => {
  const formatOf = (text: string | Uint8Array) => {
    const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
    const found = detectFormat(bytes, true);
    return found.ok ? found.value.format : found.problem.detail;
  };

  it.each([
    ["Handle,Title,Body (HTML)\n", "shopify"],
    ["\ufeffHandle;Title;Variant Price\n", "shopify"],
    ["Title\tURL handle\n", "shopify-2024"],
    ["Title,Vendor,Price\nx,y,1\n", "shopify-2024"],
    ["slug,sku,name,price\n", "spree"],
    ["slug,locale,name\n", "spree-translations"],
    ["Product Handle;Product Title;Variant Option 1 Name\n", "medusa"],
    ["Product Handle,Product Title,Option 1 Name\n", "medusa-v1"],
    ['[{"model":"product.product","pk":1,"fields":{}}]', "saleor"],
    ['[{"id":1,"title":"x","price":1}]', "dummyjson"],
    ['{"products":[{"id":1,"title":"x","price":1}],"total":1}', "dummyjson"],
    ['{"type":"catalog","version":1}\n{"type":"product"}', "kiosk"],
    ['\n\n"Handle","Title","Image Src"\n', "shopify"],
  ])("%j is %s", (text, format) => {
    expect(formatOf(text)).toBe(format);
  });

  it.each([
    ["", "empty"],
    ["   \n", "empty"],
    ["email,first_name\n", "Expected the columns"],
    ["just a line", "Expected a table"],
    ["Handle,Title,Variant Price\rmug,Mug,1.00\rbowl,Bowl,2.00\r", "carriage returns alone"],
    ["Handle,Title,Variant Price,variant price\nmug,Mug,1.00,2.00\n", "twice"],
    ["[1,2]", "Expected lines of Kiosk"],
    ["{}", "Expected lines of Kiosk"],
    ["\u0000\u0001\u0002", "empty"],
  ])("%j is none, in a sentence", (text, sentence) => {
    expect(formatOf(text)).toContain(sentence);
  });

  it("says that UTF-16 is not read", () => {
    expect(formatOf(new Uint8Array([0xff, 0xfe, 0x48, 0]))).toContain("UTF-16");
  });
});

describe("ShopifyReader", () => {
  const pieces = readFile(fixture("shopify-quirks.csv"), { chunk: 13 });
  const lamp = product(pieces, "harbour-lamp");

  it("reads texts, terms and the way of the category", () => {
    expect(lamp).toMatchObject({
      title: "Harbour Lamp",
      description: "Brass & glass.\n\n• Dimmable\n• 2 m cord",
      brand: { handle: "tide-co", title: "Tide & Co" },
      productType: { title: "Lamp" },
      tags: ["brass", "new"],
      status: "published",
      options: ["Colour", "Size"],
    });
    expect(lamp.categories?.[0]?.map(({ title }) => title)).toEqual([
      "Home & Garden",
      "Lighting",
      "Lamps",
    ]);
  });

  it("reads variants whose SKU is shared or blank, prices exactly, weights in grams", () => {
    const [first, second, third] = lamp.variants;
    expect(lamp.variants).toHaveLength(3);
    expect(first).toMatchObject({
      optionValues: ["Sage", "S"],
      sku: "LAMP",
      barcode: "4006381333931",
      weightGrams: 454,
      content: { milli: 350_000, unit: "ml", baseMilli: 1_000_000 },
      prices: [{ currency: "EUR", amountMinor: 129_950, compareAtMinor: 149_900 }],
      stock: { "": 7 },
    });
    expect(second).toMatchObject({ sku: "LAMP", stock: { "": 0 } });
    expect(second?.prices[0]?.compareAtMinor).toBeNull();
    expect(third).toMatchObject({ sku: "", prices: [{ amountMinor: 0, compareAtMinor: null }] });
  });

  it("keeps what the model has no place for, where it belongs", () => {
    expect(lamp.customFields).toMatchObject({
      "Google Shopping / MPN": "HL-1",
      "Gift Card": "false",
    });
    expect(lamp.variants[0]?.customFields).toMatchObject({
      "Variant Grams": "453.59237",
      "Variant Weight Unit": "lb",
      "Cost per item": "400.00",
      "Price / Europe": "1199.00",
    });
    expect(lamp.customFields).toHaveProperty(["Included / Europe"], "true");
  });

  it("reads rows that are only a picture, and pictures that only a variant has", () => {
    expect(lamp.pictures.map(({ url, alt, variants }) => [url, alt, variants])).toEqual([
      ["https://pictures.shop.net/lamp-1.jpg", "A lamp", []],
      ["https://pictures.shop.net/lamp-2.jpg", "", []],
      ["https://pictures.shop.net/lamp-3.jpg", "From below", []],
      ["https://pictures.shop.net/lamp-sage.jpg", "", [["Sage", "S"]]],
    ]);
  });

  it("reads combining characters, apostrophes, what is archived or hidden", () => {
    expect(product(pieces, "cafe\u0301-tasse")).toMatchObject({ options: [], status: "published" });
    const formula = product(pieces, "formula");
    expect(formula.title).toBe('=HYPERLINK("https://evil.example")');
    expect([formula.description, formula.variants[0]?.sku]).toEqual(["+1 more", "00123"]);
    expect(formula.status).toBe("draft");
    expect(product(pieces, "archived").status).toBe("retired");
  });

  it("says of every row what is wrong with it", () => {
    expect(complaints(pieces)).toEqual([
      "3 Variant Compare At Price compare_at_dropped",
      "3 Variant Inventory Qty stock_negative",
      "4 Variant Price price_zero",
      "9 Variant Price !price_invalid",
      "10 Variant Price !price_invalid",
      "12  !variant_repeated",
      "13 Option1 Value !option_missing",
      "15  !handle_missing",
    ]);
    expect(product(pieces, "wrong").variants.map(({ optionValues }) => optionValues)).toEqual([
      ["L"],
    ]);
  });

  it("reads the header of 2024 the same way", () => {
    const [title, mug] = readFile(fixture("shopify-2024.csv"));
    expect(title?.read.product).toMatchObject({ source: "only-a-title", title: "Only a title" });
    expect(mug?.read.product).toMatchObject({ source: "mug", description: "Holds coffee." });
    expect(
      mug?.read.product?.variants.map(({ optionValues, weightGrams }) => [
        optionValues,
        weightGrams,
      ]),
    ).toEqual([
      [["Sage"], 350],
      [["Sand"], 1],
    ]);
    expect(mug?.read.product?.variants[0]?.customFields).toMatchObject({
      "Variant Taxable": "true",
      "Variant Inventory Policy": "deny",
    });
  });

  it("goes on where any product ended", () => {
    const bytes = fixture("shopify-quirks.csv");
    for (const [index, { next }] of pieces.entries()) {
      const rest = readFile(bytes, { place: next });
      expect(rest.map(({ read }) => read)).toEqual(pieces.slice(index + 1).map(({ read }) => read));
    }
  });

  it("takes a hundred variants and fifty columns that nobody knows", () => {
    const names = Array.from(
      { length: 50 },
      (_, at) => `Field ${at} (product.metafields.my.f${at})`,
    );
    const rows = Array.from({ length: 100 }, (_, at) =>
      [
        "big",
        at === 0 ? "Big" : "",
        at === 0 ? "Size" : "",
        `S${at}`,
        "1.00",
        ...names.map(() => "x"),
      ].join(","),
    );
    const header = ["Handle", "Title", "Option1 Name", "Option1 Value", "Variant Price", ...names];
    const [big] = readFile([header.join(","), ...rows].join("\n"));
    expect(big?.read.messages).toEqual([]);
    expect(big?.read.product?.variants).toHaveLength(100);
    expect(Object.keys(big?.read.product?.customFields ?? {})).toHaveLength(50);
  });

  it("survives what is made to hurt it", () => {
    const header = "Handle,Title,Variant Price,__proto__,constructor\n";
    const texts = [
      `${header}a,"open,1,,\nb,B,1,x,y\n`,
      `${header}\u0000,\u0000,1,,\n`,
      `${header}a,A,1,x,y,too,many,cells\n`,
      `${header}a,${"A".repeat(5_000)},1,,\n`,
      `${header}a,"${"x".repeat(2_000_000)}",1,,\nb,B,1,,\n`,
      `${header}${'"'.repeat(1_001)}\n`,
    ];
    const seen = texts.map((text) => complaints(readFile(text)));
    expect(seen).toEqual([
      ["2  !quote_open"],
      ["2  !handle_missing"],
      ["2  !cells_extra"],
      ["2 Title text_cut"],
      ["2  !quote_open"],
      ["2  !quote_open"],
    ]);
  });
});

describe("SpreeReader", () => {
  const pieces = readFile(fixture("spree.csv"));

  it("reads options of rows, weights of any unit, prices of rows of their own", () => {
    const shirt = product(pieces, "shirt");
    expect(shirt.options).toEqual(["Color", "Size"]);
    expect(shirt.categories?.map((path) => path.map(({ title }) => title))).toEqual([
      ["Men", "Shirts"],
      ["Sale"],
    ]);
    expect(
      shirt.variants.map(({ weightGrams, prices }) => [weightGrams, prices[0]?.amountMinor]),
    ).toEqual([
      [454, 6299],
      [454, 6299],
    ]);
    expect(shirt.attributes).toEqual([
      { handle: "fit", label: "Fit", kind: "text", unit: null, value: "Loose" },
    ]);
    const last = pieces.at(-1)?.read.product;
    expect(last?.variants.map(({ isBySku, sku }) => [isBySku, sku])).toEqual([
      [true, "SHIRT-S"],
      [true, "NONE"],
    ]);
  });

  it("leaves out prices in a currency that the shop has not", () => {
    expect(complaints(pieces)).toContain("5 currency currency_unknown");
    expect(product(pieces, "cap").variants[0]).toMatchObject({ prices: [], weightGrams: 250 });
  });

  it("reads translations of what is there", () => {
    const texts = readFile(fixture("spree-translations.csv"));
    expect(product(texts, "shirt").translations).toEqual({
      de: { title: "Hemd", description: "Ein Hemd." },
      fr: { title: "Chemise", seo_title: "Chemise" },
    });
    expect(complaints(texts)).toEqual(["4 locale !locale_unknown"]);
  });
});

describe("readKioskRecord()", () => {
  it("points at what is wrong in a line", () => {
    const lines = [
      { type: "catalog", version: 1 },
      { type: "product", handle: "Not A Handle" },
      {
        type: "product",
        handle: "a",
        title: "A",
        variants: [{ prices: { GBP: { amountMinor: 1 } } }],
      },
      { type: "product", handle: "a", title: "A", options: ["X"], variants: [{ options: [] }] },
      { type: "brand", handle: "b", title: "B", extra: 1 },
      { type: "nonsense" },
    ];
    const text = lines.map((line) => JSON.stringify(line)).join("\n");
    const pieces = readFile(`${text}\nnot json\n`, { settings: SETTINGS });
    expect(complaints(pieces)).toEqual([
      "2 handle !line_invalid",
      "3 variants.0.prices !line_invalid",
      "4 variants.0.options !line_invalid",
      "5  !line_invalid",
      "6 type !line_invalid",
      "7  !not_json",
    ]);
  });
});
