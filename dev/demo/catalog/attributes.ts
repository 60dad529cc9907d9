/** What can be said of a product in one word or number: the typed attributes and their choices. */
import { FAMILY_SWATCHES, SHADE_SWATCHES } from "./colours.ts";

/** An attribute's definition. */
export interface DemoAttribute {
  readonly handle: string;
  readonly label: string;
  readonly kind: "number" | "choice" | "boolean" | "text" | "date" | "swatch" | "reference";
  /** Of numbers. */
  readonly unit?: string;
  /** Of choices and swatches. */
  readonly choices?: readonly string[];
  /** The colour of each choice of a swatch. */
  readonly swatches?: Readonly<Record<string, string>>;
  /** Shoppers filter by it unless it says no. */
  readonly isFilter?: false;
  /** Its values are found by full text unless it says no. */
  readonly isSearchable?: false;
}

/** Told on the product's page and nowhere else. */
const ONLY_TOLD = { isFilter: false, isSearchable: false } as const;
/** A number that shoppers filter by, and that nobody types into a search box. */
const ONLY_FILTER = { isSearchable: false } as const;

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
    "Coffee",
    "Tea",
    "Seeds and grain",
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
    "Peru",
  ]),
  swatch("colour-family", "Colour family", FAMILY_SWATCHES),
  { ...swatch("shade", "Shades", SHADE_SWATCHES), ...ONLY_TOLD },
  number("capacity", "Capacity", "ml"),
  number("volume", "Volume", "l"),
  { ...number("height", "Height", "mm"), ...ONLY_FILTER },
  { ...number("width", "Width", "mm"), ...ONLY_TOLD },
  { ...number("depth", "Depth", "mm"), ...ONLY_TOLD },
  { ...number("diameter", "Diameter", "mm"), ...ONLY_FILTER },
  { ...number("length", "Length", "mm"), ...ONLY_FILTER },
  { ...number("weight", "Weight", "g"), ...ONLY_TOLD },
  number("pieces", "Pieces", "pieces"),
  number("pages", "Pages", "pages"),
  number("paper-weight", "Paper", "g/m²"),
  number("fabric-weight", "Cloth", "g/m²"),
  { ...number("burn-time", "Burns for", "h"), ...ONLY_FILTER },
  { ...number("brightness", "Brightness", "lm"), ...ONLY_FILTER },
  { ...number("colour-temperature", "Colour temperature", "K"), ...ONLY_TOLD },
  { ...number("cable", "Cable", "mm"), ...ONLY_TOLD },
  { ...number("players", "Players up to", "players"), ...ONLY_FILTER },
  { ...number("age", "From age", "years"), ...ONLY_FILTER },
  { ...number("playing-time", "One round takes", "min"), ...ONLY_FILTER },
  { ...number("guarantee", "Guarantee", "years"), ...ONLY_FILTER },
  choice("ruling", "Ruling", ["Plain", "Lined", "Dotted", "Squared", "Dated"]),
  choice("heat-source", "Hobs", ["All hobs", "All but induction", "Open fire too", "Not for hobs"]),
  choice("light-source", "Light source", [
    "LED built in",
    "E27, included",
    "E14, included",
    "Flame",
  ]),
  choice("place", "Place", ["Indoors", "Outdoors", "Indoors and outdoors"]),
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
  { ...text("care", "Care"), ...ONLY_TOLD },
  { ...text("scent-notes", "Smells of"), isFilter: false },
  { ...text("contents", "In the box"), isFilter: false },
  reference("refill", "Refill"),
  reference("spare-bulb", "Spare bulb"),
  reference("kept-with", "Looked after with"),
  { handle: "since", label: "In the range since", kind: "date", ...ONLY_TOLD },
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

function swatch(
  handle: string,
  label: string,
  swatches: Readonly<Record<string, string>>,
): DemoAttribute {
  return { handle, label, kind: "swatch", choices: Object.keys(swatches), swatches };
}

/** The value is another product of the shop. */
function reference(handle: string, label: string): DemoAttribute {
  return { handle, label, kind: "reference", ...ONLY_TOLD };
}
