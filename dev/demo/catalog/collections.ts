/** The collections of the demo shop: three put together by hand, three found by their rules. */

/** What every collection has. */
interface CollectionTexts {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  readonly seo: { readonly title: string; readonly description: string };
  readonly formerly?: readonly string[];
}

/** A collection that staff chose by hand. */
export interface ManualCollection extends CollectionTexts {
  /** Handles, in the order of the page. */
  readonly products: readonly string[];
}

/** Every collection that was put together by hand. */
export const MANUAL_COLLECTIONS: readonly ManualCollection[] = [
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
    products: [
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
    products: [
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
    products: [
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
];
