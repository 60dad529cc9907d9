/** The collections of the demo shop: three put together by hand, three found by their rules. */

import type { CollectionRules } from "../../../domain/collection-rules.ts";
import { toId } from "../../../domain/id.ts";
import { demoId } from "../derive.ts";

/** A collection: chosen by hand, or found by its rules. */
export interface DemoCollection {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly seo: { readonly title: string; readonly description: string };
  readonly formerly?: readonly string[];
  readonly sort: "manual" | "featured" | "newest" | "price_asc" | "price_desc";
  /** Handles in the order of the page; or what products must fulfil. */
  readonly holds: readonly string[] | CollectionRules;
}

/** Every collection, in the order of the shop. */
export const COLLECTIONS: readonly DemoCollection[] = [
  {
    handle: "gifts-under-30",
    title: "Gifts under 30",
    description: "Small enough for a coat pocket, good enough to be remembered by.",
    seo: {
      title: "Gifts under 30 euros",
      description:
        "Mugs, soap, games and brass: presents for less than 30 euros, wrapped if you ask.",
    },
    formerly: ["small-gifts"],
    sort: "manual",
    holds: [
      "harbour-mug",
      "weather-candle",
      "one-stem-vase",
      "harbour-soap",
      "patience-cards",
      "brass-key-ring",
      "spinning-top",
      "zip-pouch",
      "cork-coasters",
      "beach-kite",
      "long-matches",
      "olive-wood-comb",
    ],
  },
  {
    handle: "new-from-the-pottery",
    title: "New from the pottery",
    description: "Still a little warm: what Pebblewright took out of the kiln this season.",
    seo: {
      title: "New stoneware from the pottery",
      description: "Vases, pitchers and planters in new glazes, thrown and fired by Pebblewright.",
    },
    sort: "manual",
    holds: [
      "one-stem-vase",
      "gull-pitcher",
      "flour-canister",
      "windowsill-trough",
      "estuary-vase",
      "pebble-teacup",
      "winter-harbour-mug",
    ],
  },
  {
    handle: "a-slow-morning",
    title: "A slow morning",
    description: "Everything between the alarm and the first sentence.",
    seo: {
      title: "Coffee, tea and breakfast things for a slow morning",
      description: "Kettle, dripper, beans, bowls and a blanket: what a slow morning is made of.",
    },
    sort: "manual",
    holds: [
      "swan-kettle",
      "slow-drip-cone",
      "harbour-roast",
      "paper-filters",
      "harbour-mug",
      "porridge-bowl",
      "butter-dish-with-a-roof",
      "first-watch-tea",
      "glass-towel",
      "armchair-throw",
    ],
  },
  {
    handle: "made-by-hand",
    title: "Made by hand",
    description: "No two quite alike, and all of them here. Who made them is written beside.",
    seo: {
      title: "Made by hand: pottery, wood, leather and wool",
      description:
        "Thrown, carved, sewn and woven by hand: everything handmade that is in stock right now.",
    },
    sort: "featured",
    holds: {
      match: "all",
      conditions: [
        { field: "attribute", attributeId: attribute("handmade"), operator: "is", values: [true] },
        { field: "stock", is: "in_stock" },
      ],
    },
  },
  {
    handle: "reduced",
    title: "Reduced",
    description: "Last colours and old packaging. Nothing is wrong with the things themselves.",
    seo: {
      title: "Things for the house at a lower price",
      description: "Everything that costs less at the moment, the lowest price first.",
    },
    formerly: ["sale"],
    sort: "price_asc",
    holds: { match: "all", conditions: [{ field: "reduced", currency: "EUR" }] },
  },
  {
    handle: "in-green",
    title: "In green",
    description: "Sage, moss, pine and sea: everything that comes in one green or another.",
    seo: {
      title: "Things in green: sage, moss, olive and forest",
      description: "Pottery, textiles and tools in every green that we have.",
    },
    sort: "newest",
    holds: {
      match: "all",
      conditions: [
        {
          field: "attribute",
          attributeId: attribute("colour-family"),
          operator: "is",
          values: ["Green"],
        },
        { field: "price", currency: "EUR", operator: "at_most", minor: 10_000 },
      ],
    },
  },
];

function attribute(handle: string) {
  return toId("attribute", demoId("atr", handle));
}
