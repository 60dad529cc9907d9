/** The rooms of the demo shop: ten categories and what stands in each. */

/** A category that products are put into. */
export interface DemoShelf {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
  /** What search engines are told; made from title and description unless given. */
  readonly seo?: { readonly title: string; readonly description: string };
}

/** A top-level category with its shelves. */
export interface DemoRoom extends DemoShelf {
  readonly shelves: readonly DemoShelf[];
}

/** What search engines are told of the rooms. */
const SEO: Readonly<Record<string, readonly [title: string, description: string]>> = {
  table: [
    "Stoneware plates, bowls, cups and vases",
    "Handmade stoneware, porcelain and recycled glass for the table. Glazes that stay in the range, so you can add a fifth plate.",
  ],
  "coffee-tea": [
    "Coffee and tea: tools, pots, beans and leaves",
    "Drippers, presses, kettles and teapots, with the coffee and the tea to go in them.",
  ],
  kitchen: [
    "Pans, boards, knives and kitchen tools",
    "Cast iron, carbon steel and oiled wood: kitchen tools that are sharpened, repaired and kept.",
  ],
  light: [
    "Lamps, lanterns and candles",
    "Dimmable lamps with warm light, storm-proof lanterns and candles of soy wax and beeswax.",
  ],
  textiles: [
    "Blankets, cushions, rugs and table linen",
    "Wool, linen and cotton from small European mills, washable or worth airing.",
  ],
  desk: [
    "Notebooks, pens and things for the desk",
    "Lay-flat notebooks, refillable pens and calm trays, clocks and frames for a desk with room.",
  ],
  garden: [
    "Planters, garden tools and bird houses",
    "Frost-proof terracotta, forged tools with spare parts, seeds and a house for songbirds.",
  ],
  bath: [
    "Soap, towels and bathroom things",
    "Handmade soap, waffle and terry towels, brushes and stools for a long bath.",
  ],
  bags: [
    "Bags, backpacks and wallets",
    "Waxed canvas and vegetable-tanned leather, sewn once and repaired as often as it takes.",
  ],
  play: [
    "Games, puzzles and wooden toys",
    "Wooden toys, card games, jigsaws and kites. No batteries, no hurry.",
  ],
};

/** Handles that categories had before. */
export const FORMER_CATEGORIES = [
  { handle: "table", formerly: ["tableware"] },
  { handle: "cups", formerly: ["mugs"] },
] as const;

/** Every room, in the order of the shop. */
export const ROOMS: readonly DemoRoom[] = [
  room(
    "table",
    "Table",
    "Plates, bowls and cups that look right on a weekday. Buy four now; the glaze will still be here for the fifth.",
    [
      shelf(
        "cups",
        "Cups & mugs",
        "Cups with handles you can get a finger through, and some that do without.",
      ),
      shelf(
        "plates",
        "Plates & bowls",
        "For soup, for toast, for the last slice. Everything stacks.",
      ),
      shelf(
        "serving",
        "Serving & vases",
        "What stands in the middle of the table while people talk past it.",
      ),
    ],
  ),
  room("coffee-tea", "Coffee & tea", "Slow tools for the two breaks that hold a day together.", [
    shelf("coffee", "Coffee", "Drippers, presses and grinders: four minutes well spent."),
    shelf("tea", "Tea", "Pots that pour without dripping, cups that keep your fingers cool."),
  ]),
  room(
    "kitchen",
    "Kitchen",
    "Pans, boards and tools that get better the more they are used, and jars for what is left over.",
    [
      shelf("pots-pans", "Pots & pans", "Heavy where it helps, light where you lift."),
      shelf(
        "kitchen-tools",
        "Tools & boards",
        "Things for chopping, stirring, rolling and scraping the bowl.",
      ),
      shelf(
        "pantry",
        "Jars & tins",
        "A place for the flour, and one for the biscuits that is harder to reach.",
      ),
    ],
  ),
  room(
    "light",
    "Light",
    "Lamps for reading, lanterns for the step outside, candles for no reason at all.",
    [
      shelf("lamps", "Lamps", "Warm light, long cables, switches you can find in the dark."),
      shelf("candles", "Candles & scent", "Clean wax and quiet scents, poured in small batches."),
      shelf(
        "lanterns",
        "Lanterns & outdoor light",
        "For balconies, boats and evenings that go on.",
      ),
    ],
  ),
  room("textiles", "Textiles", "Linen, wool and cotton that wash well and age well.", [
    shelf("blankets", "Blankets & throws", "One for the sofa, one for whoever took the first."),
    shelf("cushions-rugs", "Cushions & rugs", "Soft places to sit, stand and drop a book."),
    shelf("kitchen-linen", "Kitchen & table linen", "Cloth that dries a glass in one go."),
  ]),
  room("desk", "Desk & paper", "Paper worth writing on and a desk with room to do it.", [
    shelf("notebooks", "Notebooks & letters", "Blank pages, in the best sense."),
    shelf("writing", "Pens & pencils", "Things that leave a line where you meant it."),
    shelf("desk-things", "On the desk", "Trays, clocks and frames that keep the surface calm."),
  ]),
  room("garden", "Garden", "For a field, a bed or one brave pot on a north-facing sill.", [
    shelf("pots", "Pots & planters", "Clay that breathes and saucers that fit."),
    shelf("garden-tools", "Tools & watering", "Forged, sharpened and easy to find in long grass."),
    shelf("wildlife", "Birds & seeds", "Invitations to the neighbours with wings."),
  ]),
  room("bath", "Bath", "Soap, towels and a stool to put the tea on.", [
    shelf("soap", "Soap & oils", "Short lists of ingredients, long baths."),
    shelf("towels", "Towels & mats", "Waffle and terry that dry you, then themselves."),
    shelf("bath-things", "Around the basin", "Brushes, dishes, mirrors and hooks."),
  ]),
  room("bags", "Bags & travel", "For the train, the market and the long way home.", [
    shelf(
      "carry",
      "Bags & backpacks",
      "Carried empty, they weigh nothing. Carried full, they don't complain.",
    ),
    shelf("pockets", "Wallets & pouches", "Order for small things."),
    shelf("on-the-way", "On the way", "Flasks, umbrellas and what else the weather asks for."),
  ]),
  room("play", "Play", "Games for rainy afternoons and kites for the other kind.", [
    shelf("games", "Games & puzzles", "For one, for two, for the aunt who always wins."),
    shelf("toys", "Toys", "Wood, wind and gravity. No batteries."),
  ]),
];

function shelf(handle: string, title: string, description: string): DemoShelf {
  return { handle, title, description };
}

function room(
  handle: string,
  title: string,
  description: string,
  shelves: readonly DemoShelf[],
): DemoRoom {
  const [seoTitle = title, seoDescription = description] = SEO[handle] ?? [];
  return {
    handle,
    title,
    description,
    shelves,
    seo: { title: seoTitle, description: seoDescription },
  };
}
