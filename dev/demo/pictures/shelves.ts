/** What stands in the picture of each category and each collection. */
import { hash53 } from "../derive.ts";
import { quietly } from "./company.ts";
import type { ColourName, ObjectName } from "./names.ts";
import { OBJECTS } from "./names.ts";
import type { Shown } from "./picture.ts";

type Thing = readonly [object: ObjectName, colour: ColourName, seed?: number];
type Trio = readonly [behind: Thing, beside: Thing, front: Thing];

/** By the handle of a category or a collection: the thing behind, the one beside, the one in front. */
const STANDING: Readonly<Record<string, Trio>> = {
  table: [
    ["pitcher", "cream", 0],
    ["bowl", "tide"],
    ["mug", "sage"],
  ],
  cups: [
    ["tumbler", "oat", 1],
    ["espresso-cup", "clay"],
    ["mug", "sage"],
  ],
  plates: [
    ["serving-bowl", "oat"],
    ["bowl", "clay"],
    ["plate", "tide", 2],
  ],
  serving: [
    ["vase", "oat"],
    ["bud-vase", "rust"],
    ["pitcher", "sage", 0],
  ],
  "coffee-tea": [
    ["pour-over", "cream"],
    ["espresso-cup", "clay"],
    ["teapot", "sage", 1],
  ],
  coffee: [
    ["french-press", "copper"],
    ["grinder", "oak"],
    ["pour-over", "cream"],
  ],
  tea: [
    ["kettle", "tide"],
    ["tin", "moss", 1],
    ["teapot", "clay", 3],
  ],
  kitchen: [
    ["canister", "cream"],
    ["mortar", "stone"],
    ["pot", "sage"],
  ],
  "pots-pans": [
    ["kettle", "cream"],
    ["mortar", "stone"],
    ["pot", "rust"],
  ],
  pantry: [
    ["canister", "oat", 2],
    ["tin", "rust"],
    ["jar", "sage"],
  ],
  light: [
    ["table-lamp", "clay"],
    ["candle", "oat", 1],
    ["lantern", "charcoal"],
  ],
  lamps: [
    ["table-lamp", "sage"],
    ["candle", "oat"],
    ["desk-lamp", "rust"],
  ],
  candles: [
    ["candle-holder", "brass", 1],
    ["candle", "clay"],
    ["candle", "oat", 1],
  ],
  lanterns: [
    ["planter", "terracotta", 1],
    ["candle", "oat"],
    ["lantern", "moss"],
  ],
  textiles: [
    ["throw", "oat"],
    ["basket", "natural"],
    ["cushion", "rust", 2],
  ],
  blankets: [
    ["throw", "sage"],
    ["basket", "natural"],
    ["blanket", "oat"],
  ],
  "cushions-rugs": [
    ["pillow", "oat"],
    ["basket", "natural"],
    ["cushion", "tide", 1],
  ],
  desk: [
    ["desk-lamp", "sage"],
    ["mug", "clay", 3],
    ["bookend", "harbour"],
  ],
  "desk-things": [
    ["calendar", "tide"],
    ["mug", "oat"],
    ["desk-lamp", "rust"],
  ],
  garden: [
    ["planter", "terracotta", 2],
    ["seed-tin", "sage"],
    ["watering-can", "moss"],
  ],
  pots: [
    ["planter", "terracotta", 1],
    ["planter", "clay", 2],
    ["planter", "terracotta", 0],
  ],
  wildlife: [
    ["bird-feeder", "sage"],
    ["planter", "clay", 2],
    ["seed-tin", "butter"],
  ],
  bath: [
    ["bottle", "amber"],
    ["soap-dish", "oat"],
    ["brush", "oak", 1],
  ],
  soap: [
    ["bottle", "amber"],
    ["candle", "oat"],
    ["soap-dish", "sage"],
  ],
  "bath-things": [
    ["planter", "clay", 1],
    ["sponge", "natural"],
    ["brush", "oak", 1],
  ],
  bags: [
    ["backpack", "moss"],
    ["flask", "rust"],
    ["tote", "oat"],
  ],
  carry: [
    ["backpack", "sage"],
    ["flask", "cream"],
    ["tote", "natural"],
  ],
  "on-the-way": [
    ["backpack", "slate"],
    ["flask", "rust", 1],
    ["flask", "sage"],
  ],
  play: [
    ["blocks", "rust"],
    ["dice", "sage"],
    ["top", "tide"],
  ],
  toys: [
    ["blocks", "tide"],
    ["dice", "oat"],
    ["top", "rust"],
  ],
  "gifts-under-30": [
    ["bud-vase", "rust"],
    ["candle", "oat", 1],
    ["tin", "butter"],
  ],
  "new-from-the-pottery": [
    ["vase", "oat"],
    ["bud-vase", "tide"],
    ["serving-bowl", "sage"],
  ],
  "a-slow-morning": [
    ["french-press", "copper"],
    ["espresso-cup", "clay"],
    ["pour-over", "cream"],
  ],
  "made-by-hand": [
    ["throw", "rust"],
    ["brush", "oak", 1],
    ["basket", "natural"],
  ],
  reduced: [
    ["backpack", "tan"],
    ["bowl", "tide"],
    ["grinder", "oak"],
  ],
  "in-green": [
    ["watering-can", "moss"],
    ["candle", "sage"],
    ["pot", "sage"],
  ],
};

/** Categories whose things are best seen from above. */
const LYING: Readonly<Record<string, Trio>> = {
  "kitchen-tools": [
    ["spoon", "beech", 0],
    ["knife", "walnut", 0],
    ["board", "oak", 0],
  ],
  "kitchen-linen": [
    ["coaster", "clay", 1],
    ["spoon", "beech", 0],
    ["napkin", "sage"],
  ],
  notebooks: [
    ["pen", "brass"],
    ["letter-set", "sage"],
    ["notebook", "rust"],
  ],
  writing: [
    ["notebook", "oat"],
    ["pen", "harbour"],
    ["pencils", "sage"],
  ],
  "garden-tools": [
    ["gloves", "sage"],
    ["secateurs", "rust"],
    ["trowel", "oak"],
  ],
  towels: [
    ["soap", "oat"],
    ["brush", "oak", 0],
    ["bath-mat", "tide"],
  ],
  pockets: [
    ["key-ring", "cognac"],
    ["pen", "brass"],
    ["wallet", "tan"],
  ],
  games: [
    ["cards", "tide"],
    ["puzzle", "sage"],
    ["dominoes", "oak"],
  ],
};

/** The three things of a category, and whether they lie; other handles get three by chance. */
export function shelfOf(handle: string): { things: readonly Shown[]; flat: boolean } {
  const seed = hash53(handle) % 97;
  const any = (step: number): ObjectName => OBJECTS[(seed + step * 13) % 20] ?? "vase";
  const trio = STANDING[handle] ??
    LYING[handle] ?? [
      [any(0), "oat"],
      [any(1), "clay"],
      [any(2), "sage"],
    ];
  const things = trio.map(([object, colour, at = 0]) => quietly(object, at, colour));
  return { things, flat: LYING[handle] !== undefined };
}
