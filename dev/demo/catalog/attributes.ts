/** What can be said of a product in one word or number: the typed attributes and their choices. */

/** An attribute's definition. */
export interface DemoAttribute {
  readonly handle: string;
  readonly label: string;
  readonly kind: "number" | "choice" | "boolean" | "text";
  /** Of numbers. */
  readonly unit?: string;
  /** Of choices. */
  readonly choices?: readonly string[];
}

/** Every attribute, in the order of the product page. */
export const ATTRIBUTES: readonly DemoAttribute[] = [
  choice("material", "Material", [
    "Stoneware",
    "Porcelain",
    "Terracotta",
    "Enamelled steel",
    "Borosilicate glass",
    "Recycled glass",
    "Marble",
    "Concrete",
    "Solid wood",
    "Oak",
    "Walnut",
    "Ash",
    "Beech",
    "Cherry",
    "Bamboo",
    "Olive wood",
    "Cork",
    "Brass",
    "Copper",
    "Stainless steel",
    "Carbon steel",
    "Cast iron",
    "Linen",
    "Cotton",
    "Organic cotton",
    "Wool",
    "Alpaca",
    "Waffle cotton",
    "Canvas",
    "Felt",
    "Leather",
    "Paper",
    "Soy wax",
    "Beeswax",
    "Willow",
    "Jute",
    "Coir",
    "Sea sponge",
    "Plant oils",
    "Recycled nylon",
    "Mixed",
  ]),
  choice("finish", "Finish", [
    "Matt glaze",
    "Gloss glaze",
    "Unglazed",
    "Oiled",
    "Waxed",
    "Brushed",
    "Polished",
    "Painted",
    "Enamelled",
    "Washed",
    "Natural",
  ]),
  choice("origin", "Made in", [
    "Portugal",
    "Denmark",
    "Germany",
    "Italy",
    "Japan",
    "Sweden",
    "Scotland",
    "Ireland",
    "Lithuania",
    "France",
    "Netherlands",
    "Spain",
    "Finland",
    "India",
  ]),
  number("capacity", "Capacity", "ml"),
  number("volume", "Volume", "l"),
  number("height", "Height", "mm"),
  number("width", "Width", "mm"),
  number("depth", "Depth", "mm"),
  number("diameter", "Diameter", "mm"),
  number("length", "Length", "mm"),
  number("weight", "Weight", "g"),
  number("pieces", "Pieces", "pieces"),
  number("pages", "Pages", "pages"),
  number("paper-weight", "Paper", "g/m²"),
  number("fabric-weight", "Cloth", "g/m²"),
  number("burn-time", "Burns for", "h"),
  number("brightness", "Brightness", "lm"),
  number("colour-temperature", "Colour temperature", "K"),
  number("cable", "Cable", "mm"),
  number("players", "Players up to", "players"),
  number("age", "From age", "years"),
  number("playing-time", "One round takes", "min"),
  number("guarantee", "Guarantee", "years"),
  choice("ruling", "Ruling", ["Plain", "Lined", "Dotted", "Squared", "Dated"]),
  choice("heat-source", "Hobs", ["All hobs", "All but induction", "Open fire too", "Not for hobs"]),
  choice("light-source", "Bulb", ["LED built in", "E27, included", "E14, included", "Flame"]),
  choice("place", "Place", ["Indoors", "Outdoors", "Both"]),
  choice("fits", "Fits", ["One person", "Two people", "A full table"]),
  choice("closure", "Closes with", ["Zip", "Button", "Drawstring", "Roll top", "Lid", "Snap"]),
  boolean("dishwasher-safe", "Dishwasher safe"),
  boolean("microwave-safe", "Microwave safe"),
  boolean("oven-safe", "Oven safe"),
  boolean("machine-washable", "Machine washable"),
  boolean("frost-proof", "Frost proof"),
  boolean("waterproof", "Waterproof"),
  boolean("dimmable", "Dimmable"),
  boolean("handmade", "Made by hand"),
  boolean("refillable", "Refillable"),
  boolean("repairable", "We repair it"),
  boolean("vegan", "Vegan"),
  text("care", "Care"),
  text("scent-notes", "Smells of"),
  text("contents", "In the box"),
];

function choice(handle: string, label: string, choices: readonly string[]): DemoAttribute {
  return { handle, label, kind: "choice", choices };
}

function number(handle: string, label: string, unit: string): DemoAttribute {
  return { handle, label, kind: "number", unit };
}

function boolean(handle: string, label: string): DemoAttribute {
  return { handle, label, kind: "boolean" };
}

function text(handle: string, label: string): DemoAttribute {
  return { handle, label, kind: "text" };
}
