import { beforeEach, describe, expect, it } from "vitest";
import {
  emptyShop,
  exported,
  exportedForShopify,
  imported,
  openShop,
  tableOf,
} from "./import-builders.ts";

beforeEach(async () => {
  await openShop();
  await emptyShop();
});

describe("the way back", () => {
  const shirt = {
    type: "product",
    handle: "shirt",
    status: "published",
    title: "Shirt — “café”",
    subtitle: "Linen",
    description: "Two\n\nparagraphs",
    seoTitle: "Shirt",
    seoDescription: "",
    rank: 7,
    tags: ["a", "b"],
    options: ["Colour", "Size"],
    brand: "tide",
    productType: "garment",
    taxClass: "reduced",
    categories: ["men-shirts"],
    collections: [{ handle: "summer", position: 3 }],
    related: [],
    complementary: [],
    attributes: { fit: "Loose", weight: 120, washable: true, care: ["Wash", "Iron"] },
    translations: { de: { title: "Hemd" }, fr: { title: "Chemise", description: "Deux" } },
    customFields: { "a b": "c", z: "=1+1" },
    publishAt: null,
    retireAt: "2030-01-01T00:00:00.000Z",
    createdAt: "2024-05-06T07:08:09.000Z",
    variants: [
      {
        options: ["Blue", "S"],
        sku: "S",
        barcode: "4006381333931",
        weightGrams: 200,
        longestMm: 300,
        content: { milli: 350_000, unit: "ml", baseMilli: 1_000_000 },
        prices: {
          EUR: { amountMinor: 1000, compareAtMinor: 1200 },
          JPY: { amountMinor: 1500, compareAtMinor: null },
        },
        stock: {},
        customFields: { x: "y" },
      },
      {
        options: ["Blue", "M"],
        sku: "",
        barcode: "",
        weightGrams: 0,
        longestMm: 0,
        content: null,
        prices: {},
        stock: {},
        customFields: {},
      },
    ],
    pictures: [
      {
        key: null,
        url: "https://pictures.shop.net/shirt.jpg",
        alt: "A shirt",
        width: null,
        height: null,
        option: "Blue",
        variants: [["Blue", "S"]],
        translations: { de: "Ein Hemd" },
      },
    ],
  };
  const shown = { description: "", imageKey: null, imageAlt: "", seoTitle: "", seoDescription: "" };
  const terms = [
    {
      type: "attribute",
      handle: "care",
      title: "Care",
      kind: "choice",
      unit: null,
      choices: ["Wash", "Iron"],
      swatches: null,
      isFilter: true,
      isSearchable: false,
      position: 1,
      translations: {},
    },
    {
      type: "attribute",
      handle: "fit",
      title: "Fit",
      kind: "text",
      unit: null,
      choices: null,
      swatches: null,
      isFilter: false,
      isSearchable: true,
      position: 0,
      translations: { de: { label: "Passform" } },
    },
    {
      type: "attribute",
      handle: "washable",
      title: "Washable",
      kind: "boolean",
      unit: null,
      choices: null,
      swatches: null,
      isFilter: true,
      isSearchable: true,
      position: 2,
      translations: {},
    },
    {
      type: "attribute",
      handle: "weight",
      title: "Weight",
      kind: "number",
      unit: "g",
      choices: null,
      swatches: null,
      isFilter: true,
      isSearchable: true,
      position: 3,
      translations: {},
    },
    {
      type: "productType",
      handle: "garment",
      title: "Garment",
      attributes: [{ handle: "fit", isRequired: true }],
      translations: {},
    },
    { type: "brand", handle: "tide", title: "Tide", description: "Makers", translations: {} },
    {
      type: "category",
      handle: "men",
      title: "Men",
      ...shown,
      position: 0,
      translations: { de: { title: "Herren" } },
      parent: null,
    },
    {
      type: "category",
      handle: "men-shirts",
      title: "Shirts",
      ...shown,
      position: 1,
      translations: {},
      parent: "men",
    },
    {
      type: "collection",
      handle: "summer",
      title: "Summer",
      ...shown,
      position: 0,
      translations: {},
      kind: "manual",
      rules: null,
      sort: "newest",
      status: "published",
    },
  ];

  it("through Kiosk's own lines is the same, byte for byte", async () => {
    const file = [...terms, shirt].map((line) => JSON.stringify(line)).join("\n");
    const first = await imported(file);
    expect(first.results.flatMap(({ messages }) => messages)).toEqual([]);
    const before = await exported();
    await emptyShop();
    await imported(before);
    expect(await exported()).toBe(before);
    const told = before
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(told).toEqual([...terms, shirt]);
    const again = await imported(before);
    expect(again.results.map(({ outcome }) => outcome)).toEqual(Array(10).fill("unchanged"));
  });

  it("through Shopify's columns gives every cell back", async () => {
    const lines = [
      "Handle,Title,Body (HTML),Vendor,Product Category,Type,Tags,Published,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant SKU,Variant Grams,Variant Inventory Tracker,Variant Inventory Qty,Variant Inventory Policy,Variant Price,Variant Compare At Price,Variant Requires Shipping,Variant Taxable,Variant Barcode,Image Src,Image Position,Image Alt Text,Gift Card,SEO Title,SEO Description,Google Shopping / MPN,My field (product.metafields.my.field),Variant Image,Variant Weight Unit,Cost per item,Price / Europe,Status",
      'lamp,Lamp,"<p>Brass &amp; <b>glass</b></p>",Tide,Home > Lamps,Lamp,"a, b",true,Colour,Sage,Size,S,SKU,453.59,shopify,0,deny,12.50,15.00,true,true,123,https://pictures.shop.net/1.jpg,1,One,false,T,D,M,"=1+1, ""x""",https://pictures.shop.net/sage.jpg,lb,4.00,11.00,active',
      "lamp,,,,,,,,,Sage,,M,SKU,500,shopify,0,continue,13.00,,true,false,,https://pictures.shop.net/2.jpg,2,,,,,,,,kg,,,",
      "lamp,,,,,,,,,,,,,,,,,,,,,,https://pictures.shop.net/3.jpg,3,Three,,,,,,,,,,",
      "plain,Plain,No markup,,,,,false,Title,Default Title,,,,0,,0,deny,9.00,,true,true,,,,,false,,,,,,kg,,,active",
    ];
    const { job } = await imported(`${lines.join("\n")}\n`);
    expect(job).toMatchObject({ rowsRejected: 0, createdCount: 2 });
    const first = tableOf(lines.join("\n"));
    const back = tableOf(await exportedForShopify());
    for (const [index, row] of first.entries()) {
      for (const [column, cell] of Object.entries(row)) {
        expect(back[index]?.[column], `${row.Handle} ${index} ${column}`).toBe(cell);
      }
    }
    await emptyShop();
    await imported(await shopifyExportOf(lines));
  });

  /** What is exported, imported and exported again is the same text. */
  async function shopifyExportOf(lines: readonly string[]): Promise<string> {
    await imported(`${lines.join("\n")}\n`);
    const once = await exportedForShopify();
    await emptyShop();
    await imported(once);
    expect(await exportedForShopify()).toBe(once);
    return once;
  }
});
