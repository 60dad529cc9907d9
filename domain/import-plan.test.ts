import { describe, expect, it } from "vitest";
import { fixture, readFile, spelled } from "./import-builders.ts";
import { type PlannedProduct, planProduct } from "./import-plan.ts";
import type { PlanContext } from "./import-plan-parts.ts";
import type { StoredProduct } from "./import-stored.ts";
import { TermBook } from "./import-terms.ts";
import { CURRENCIES } from "./money.ts";

const NOW = Date.UTC(2026, 10, 20);

/** A shop in memory. */
function shop() {
  const products = new Map<string, StoredProduct>();
  const terms = new TermBook([]);
  let minted = 0;
  const context: PlanContext = {
    present: (handle) => products.get(handle) ?? null,
    terms,
    currencies: new Set(CURRENCIES),
    locations: ["loc_harbour", "loc_mill"],
    takesStock: true,
    mint: (kind) => `${kind}-${++minted}`,
    now: NOW,
  };
  return {
    products,
    terms,
    bring(file: string | Uint8Array): PlannedProduct[] {
      return readFile(file).map(({ read }) => {
        const plan = planProduct(read, context);
        if (plan.after !== null) {
          const version = plan.outcome === "changed" ? plan.after.version + 1 : plan.after.version;
          products.set(plan.handle, { ...plan.after, version });
        }
        return plan;
      });
    },
  };
}

const outcomes = (plans: readonly PlannedProduct[]) => plans.map(({ outcome }) => outcome);
const csv = (...rows: string[]) =>
  [
    "Handle,Title,Option1 Name,Option1 Value,Variant Price,Variant Inventory Qty,Tags",
    ...rows,
  ].join("\n");

describe("planProduct()", () => {
  it("makes what is new, and changes nothing the second time", () => {
    for (const name of ["shopify-quirks.csv", "shopify-2024.csv", "spree.csv"]) {
      const { bring } = shop();
      bring(fixture(name));
      const again = bring(fixture(name));
      expect(
        outcomes(again).filter((outcome) => outcome === "created" || outcome === "changed"),
      ).toEqual([]);
    }
  });

  it("tells what changes, field by field, before and after", () => {
    const { bring } = shop();
    bring(csv("mug,Mug,Colour,Sage,12.00,3,a", "mug,,,Sand,12.00,3,"));
    const [plan] = bring(csv("mug,Big mug,Colour,Sage,13.00,9,a", "mug,,,Clay,14.00,2,"));
    expect(plan?.outcome).toBe("changed");
    expect(plan?.changes).toContainEqual({ field: "title", before: "Mug", after: "Big mug" });
    expect(plan?.changes).toContainEqual({
      field: "variants[Sage].prices.EUR",
      before: { amountMinor: 1200, compareAtMinor: null },
      after: { amountMinor: 1300, compareAtMinor: null },
    });
    // A variant that the file does not have stays, behind those that it has.
    expect(plan?.after?.variants.map(({ options }) => options)).toEqual([
      ["Sage"],
      ["Clay"],
      ["Sand"],
    ]);
    expect(plan?.messages.map(spelled)).toEqual(["2  variants_kept"]);
  });

  it("takes units in for new variants alone", () => {
    const { bring } = shop();
    const [first] = bring(csv("mug,Mug,Colour,Sage,12.00,3,"));
    expect(first?.stock.map(({ location, quantity }) => [location, quantity])).toEqual([
      ["loc_harbour", 3],
    ]);
    const [second] = bring(csv("mug,Mug,Colour,Sage,12.00,9,", "mug,,,Sand,12.00,4,"));
    expect(second?.stock.map(({ quantity }) => quantity)).toEqual([4]);
  });

  it("keeps ids, prices of other currencies and texts that the file does not tell", () => {
    const { bring, products } = shop();
    const [first] = bring(fixture("spree.csv"));
    bring(fixture("spree-translations.csv"));
    const shirt = products.get("shirt");
    expect(shirt?.id).toBe(first?.after?.id);
    expect(shirt?.variants[0]?.prices).toEqual({
      USD: { amountMinor: 6299, compareAtMinor: null },
      EUR: { amountMinor: 5500, compareAtMinor: null },
    });
    expect(shirt?.translations).toMatchObject({ de: { title: "Hemd" }, fr: { title: "Chemise" } });
    expect(shirt?.description).toBe("A shirt.");
  });

  it("rejects what cannot be, with the reason", () => {
    const { bring } = shop();
    const text = csv("untitled,,,,1.00,,", "a,A,Colour,Sage,1.00,,", "b,B,Colour,Sage,x,,");
    const plans = bring(text);
    expect(outcomes(plans)).toEqual(["rejected", "created", "rejected"]);
    expect(plans.flatMap(({ messages }) => messages.map(spelled))).toEqual([
      "2 Title !title_missing",
      "4 Variant Price !price_invalid",
      "4  !variant_missing",
    ]);
    const other = bring(
      "Handle,Title,Option1 Name,Option1 Value,Option2 Name,Option2 Value,Variant Price\na,A,Colour,Sage,Size,S,1.00",
    );
    expect(other.flatMap(({ messages }) => messages.map(spelled))).toEqual(["2  !options_differ"]);
    const unknown = bring("slug,locale,name\nnowhere,de,Nichts");
    expect(unknown[0]?.messages.map(spelled)).toEqual(["2  !product_unknown"]);
  });

  it("leaves a product without a price a draft", () => {
    const { bring, products } = shop();
    const [plan] = bring(csv("a,A,,,,,"));
    expect([plan?.outcome, products.get("a")?.status]).toEqual(["created", "draft"]);
    expect(plan?.messages.map(spelled)).toEqual(["2  price_missing"]);
  });

  it("keeps two names apart that fold into one handle, whatever comes first", () => {
    const { bring, products } = shop();
    const text = csv("café,Two,,,1.00,,", "cafe,One,,,1.00,,", "cafe\u0301,Again two,,,1.00,,");
    expect(outcomes(bring(text))).toEqual(["created", "created", "changed"]);
    expect([...products.values()].map(({ title }) => title).toSorted()).toEqual([
      "Again two",
      "One",
    ]);
    expect(outcomes(bring(csv("cafe,One,,,1.00,,", "café,Again two,,,1.00,,")))).toEqual([
      "unchanged",
      "unchanged",
    ]);
  });

  it("lets rows that go on with a product change nothing but what they say", () => {
    const { bring, products } = shop();
    bring(csv("a,A,Colour,Sage,1.00,,tag", "b,B,,,1.00,,", "a,,,Sand,2.00,,"));
    expect(products.get("a")).toMatchObject({ title: "A", tags: ["tag"], options: ["Colour"] });
    expect(products.get("a")?.variants.map(({ options }) => options)).toEqual([["Sage"], ["Sand"]]);
  });
});

describe("TermBook", () => {
  it("makes each way through the tree once, under handles that follow from it", () => {
    const { terms } = shop();
    const step = (title: string) => ({ handle: title.toLowerCase(), title });
    expect(terms.category([step("Men"), step("Shirts")])).toBe("men-shirts");
    expect(terms.category([step("Women"), step("Shirts")])).toBe("women-shirts");
    expect(terms.category([step("MEN"), step("shirts")])).toBe("men-shirts");
    expect(terms.takeChanged().map(({ handle }) => handle)).toEqual([
      "men",
      "women",
      "men-shirts",
      "women-shirts",
    ]);
    expect(terms.takeChanged()).toEqual([]);
  });

  it("adds what a choice did not have, and drops what does not fit its kind", () => {
    const { terms } = shop();
    const messages: Parameters<typeof terms.attribute>[1]["messages"] = [];
    const place = { row: 2, column: "Glaze" };
    const glaze = { handle: "glaze", label: "Glaze", kind: "choice", unit: null } as const;
    terms.attribute({ ...glaze, value: "Matt" }, { place, messages });
    terms.attribute({ ...glaze, value: "Gloss" }, { place, messages });
    expect(terms.find("attribute", "glaze")?.choices).toEqual(["Matt", "Gloss"]);
    const volume = { handle: "volume", label: "Volume", kind: "number", unit: "ml" } as const;
    expect(terms.attribute({ ...volume, value: 350 }, { place, messages })).toBe(350);
    expect(terms.attribute({ ...volume, value: "much" }, { place, messages })).toBeNull();
    expect(messages.map(spelled)).toEqual(["2 Glaze attribute_kept"]);
  });
});
