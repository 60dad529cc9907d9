/** The words of the picture library: which objects, colours and materials a product may name. */

/** Every object that can be drawn; any other word becomes a parcel. */
export const OBJECTS = [
  // The table.
  "mug", "espresso-cup", "teacup", "tumbler", "teapot", "bowl", "serving-bowl", "plate", "pitcher",
  "vase", "bud-vase", "jar", "canister", "butter-dish", "cake-stand",
  // The kitchen.
  "pour-over", "kettle", "carafe", "glass", "french-press", "grinder", "scale", "whisk", "pan",
  "pot", "knife", "board", "spoon", "rolling-pin", "tin", "coaster", "mortar",
  // Cloth.
  "apron", "towel", "napkin", "table-runner", "oven-mitt", "blanket", "throw", "cushion", "pillow",
  "rug", "scarf", "socks",
  // Light.
  "table-lamp", "desk-lamp", "floor-lamp", "pendant", "lantern", "candle", "candle-holder",
  "string-lights", "matches",
  // Paper.
  "notebook", "pen", "pencils", "tray", "bookend", "calendar", "letter-set", "book", "desk-pad",
  "tape",
  // The garden.
  "planter", "watering-can", "trowel", "secateurs", "seed-tin", "bird-feeder", "terrarium", "gloves",
  // The bath.
  "soap", "soap-dish", "bottle", "brush", "sponge", "bath-mat", "comb",
  // Going out.
  "tote", "backpack", "pouch", "wallet", "flask", "umbrella", "key-ring",
  // Rooms.
  "clock", "frame", "mirror", "basket", "stool", "shelf", "doormat", "wreath", "bell", "hooks",
  "crate", "incense",
  // Play.
  "puzzle", "cards", "dominoes", "dice", "blocks", "kite", "top",
  // Anything else.
  "parcel",
] as const;

/** The name of an object that can be drawn. */
export type ObjectName = (typeof OBJECTS)[number];

/** Every colour, glaze, wood and metal by its word; option values may write it with a capital. */
export const PALETTE = {
  sand: "#c9ac7f",
  oat: "#dccdb2",
  chalk: "#eee8dc",
  cream: "#efe2c6",
  butter: "#e6c878",
  ochre: "#c9913c",
  mustard: "#c79a34",
  apricot: "#dda06c",
  clay: "#b8714f",
  rust: "#a4502f",
  terracotta: "#c0714d",
  brick: "#8f4332",
  rose: "#d3a196",
  blush: "#e2c1b4",
  berry: "#8c3f55",
  plum: "#6e4256",
  heather: "#9a8aa3",
  lilac: "#b9acc4",
  dusk: "#7c8299",
  indigo: "#3d4a78",
  tide: "#7f9ca6",
  sky: "#a9c0cb",
  sea: "#5f8f91",
  harbour: "#3f5f73",
  navy: "#2c3a55",
  ink: "#333c4c",
  mint: "#b5cdb8",
  sage: "#8fa486",
  moss: "#6d7c4f",
  olive: "#7f7a4a",
  forest: "#37513f",
  pine: "#3d5a4b",
  fog: "#b9bcb8",
  pebble: "#bdb3a6",
  stone: "#a39c91",
  mushroom: "#a08f80",
  slate: "#5e666b",
  charcoal: "#42403f",
  cocoa: "#6a4a3a",
  chestnut: "#7e4a2e",
  natural: "#d2bc94",
  oak: "#c79c66",
  ash: "#dcc49a",
  beech: "#d3a877",
  walnut: "#7b5237",
  cherry: "#a9653f",
  olivewood: "#b08445",
  bamboo: "#d9b978",
  cork: "#b98a5a",
  brass: "#c39a4c",
  copper: "#bf7650",
  steel: "#b3b6b8",
  iron: "#3b3a3a",
  clear: "#d6e2df",
  smoke: "#8b8a88",
  amber: "#b9742c",
  honey: "#d29a3f",
  tan: "#b07a4c",
  cognac: "#96562d",
  kraft: "#c4a27a",
  bone: "#e6dcc8",
  ivory: "#f1e8d6",
  white: "#f7f3ea",
  black: "#2b2929",
} as const;

/** The word for a colour of the demo shop. */
export type ColourName = keyof typeof PALETTE;

/** Every colour word. */
export const COLOURS: readonly string[] = Object.keys(PALETTE);

/** Every material that changes how an object is drawn; any other word is ignored. */
export const MATERIALS = [
  "stoneware", "speckled stoneware", "porcelain", "terracotta", "enamel", "glass", "marble",
  "concrete", "oak", "walnut", "ash", "beech", "cherry", "bamboo", "olive wood", "cork", "brass",
  "copper", "steel", "iron", "linen", "cotton", "wool", "waffle", "knit", "canvas", "felt", "terry",
  "corduroy", "stripe", "check", "herringbone", "leather", "paper", "wax", "willow", "jute",
] as const;
