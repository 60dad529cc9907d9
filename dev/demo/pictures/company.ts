/** Which objects stand beside which in a scene, and on what. */
import { hash53 } from "../derive.ts";
import { lookOf } from "./look.ts";
import type { ColourName, ObjectName } from "./names.ts";
import { PALETTE } from "./names.ts";
import type { Shown } from "./picture.ts";

/** A room of the shop: what keeps a thing company there. */
export type Room = "table" | "kitchen" | "living" | "desk" | "garden" | "bath" | "away" | "play";

const ROOMS: Readonly<Record<Room, readonly ObjectName[]>> = {
  table: [
    "mug",
    "espresso-cup",
    "teacup",
    "tumbler",
    "teapot",
    "bowl",
    "serving-bowl",
    "plate",
    "pitcher",
    "vase",
    "bud-vase",
    "butter-dish",
    "cake-stand",
    "pour-over",
    "carafe",
    "glass",
    "french-press",
    "coaster",
    "napkin",
    "table-runner",
    "candle",
    "candle-holder",
    "tray",
  ],
  kitchen: [
    "jar",
    "canister",
    "kettle",
    "grinder",
    "scale",
    "whisk",
    "pan",
    "pot",
    "knife",
    "board",
    "spoon",
    "rolling-pin",
    "tin",
    "mortar",
    "apron",
    "towel",
    "oven-mitt",
    "paper-bag",
  ],
  living: [
    "blanket",
    "throw",
    "cushion",
    "pillow",
    "rug",
    "table-lamp",
    "floor-lamp",
    "pendant",
    "string-lights",
    "clock",
    "frame",
    "mirror",
    "basket",
    "stool",
    "shelf",
    "doormat",
    "wreath",
    "hooks",
    "crate",
    "incense",
    "matches",
    "lantern",
    "bell",
    "bulb",
  ],
  desk: [
    "notebook",
    "pen",
    "pencils",
    "bookend",
    "calendar",
    "letter-set",
    "book",
    "desk-pad",
    "tape",
    "desk-lamp",
  ],
  garden: [
    "planter",
    "watering-can",
    "trowel",
    "secateurs",
    "seed-tin",
    "bird-feeder",
    "terrarium",
    "gloves",
  ],
  bath: ["soap", "soap-dish", "bottle", "brush", "sponge", "bath-mat", "comb"],
  away: [
    "tote",
    "backpack",
    "pouch",
    "wallet",
    "flask",
    "umbrella",
    "key-ring",
    "scarf",
    "socks",
    "parcel",
  ],
  play: ["puzzle", "cards", "dominoes", "dice", "blocks", "kite", "top"],
};

/** Companions that stand, taller ones first, and companions that lie. */
const COMPANY: Readonly<
  Record<
    Room,
    { tall: readonly ObjectName[]; low: readonly ObjectName[]; flat: readonly ObjectName[] }
  >
> = {
  table: {
    tall: ["vase", "pitcher", "candle-holder", "carafe"],
    low: ["bowl", "book", "teacup"],
    flat: ["napkin", "spoon", "coaster", "board"],
  },
  kitchen: {
    tall: ["pitcher", "vase", "canister", "grinder"],
    low: ["bowl", "tin", "mortar"],
    flat: ["spoon", "whisk", "napkin", "coaster", "board"],
  },
  living: {
    tall: ["vase", "table-lamp", "planter"],
    low: ["book", "basket", "bowl"],
    flat: ["notebook", "matches", "letter-set", "socks"],
  },
  desk: {
    tall: ["planter", "vase", "table-lamp"],
    low: ["book", "mug", "tin"],
    flat: ["pen", "pencils", "coaster", "letter-set", "tape", "notebook"],
  },
  garden: {
    tall: ["planter", "watering-can", "bird-feeder"],
    low: ["seed-tin", "crate"],
    flat: ["gloves", "trowel", "secateurs", "notebook"],
  },
  bath: {
    tall: ["bottle", "bud-vase", "planter"],
    low: ["soap-dish", "candle", "basket"],
    flat: ["soap", "comb", "matches", "napkin"],
  },
  away: {
    tall: ["planter", "flask", "vase"],
    low: ["book", "stool", "tin"],
    flat: ["notebook", "key-ring", "pen", "scarf", "letter-set"],
  },
  play: {
    tall: ["planter", "table-lamp", "vase"],
    low: ["mug", "book", "tin"],
    flat: ["coaster", "pencils", "cards", "dominoes", "puzzle"],
  },
};

const WOODEN: readonly ObjectName[] = [
  "spoon",
  "crate",
  "stool",
  "board",
  "grinder",
  "comb",
  "basket",
  "whisk",
];
const QUIET: readonly ColourName[] = [
  "oat",
  "sage",
  "clay",
  "fog",
  "tide",
  "cream",
  "rose",
  "stone",
  "moss",
];

/** The room that an object belongs to. */
export function roomOf(object: string): Room {
  const rooms = Object.keys(ROOMS) as Room[];
  return rooms.find((room) => (ROOMS[room] as readonly string[]).includes(object)) ?? "away";
}

/** An object in a quiet colour that suits its kind. */
export function quietly(object: ObjectName, seed: number, colour?: ColourName): Shown {
  const word = WOODEN.includes(object) ? "oak" : (colour ?? QUIET[seed % QUIET.length] ?? "oat");
  const material = WOODEN.includes(object) ? "oak" : object === "planter" ? "terracotta" : "";
  return {
    object,
    look: lookOf(PALETTE[object === "planter" ? (colour ?? "terracotta") : word], {
      material,
      seed,
    }),
    stretch: 1,
  };
}

function one(list: readonly ObjectName[], not: readonly string[], seed: number): ObjectName {
  const others = list.filter((name) => !not.includes(name));
  return others[seed % others.length] ?? "vase";
}

/** What stands or lies beside an object, never of its own kind, never twice the same. */
export function companyOf(
  object: string,
  handle: string,
): { tall: Shown; low: Shown; flat: Shown; other: Shown } {
  const seed = hash53(`company:${handle}`) % 9973;
  const { tall, low, flat } = COMPANY[roomOf(object)];
  const lying = one(flat, [object], seed >> 1);
  return {
    tall: quietly(one(tall, [object], seed), seed),
    low: quietly(one(low, [object], seed >> 2), seed + 4),
    flat: quietly(lying, seed + 2),
    other: quietly(one(flat, [object, lying], seed >> 3), seed + 5),
  };
}
