/** The colours of the demo shop as shoppers look for them: families, and the shades in each. */
import { colourWordIn } from "../pictures/colour.ts";
import { type ColourName, PALETTE } from "../pictures/names.ts";
import type { DemoProduct } from "./types.ts";

/** Every family with its swatch; each colour word belongs to one. */
export const FAMILIES: Readonly<
  Record<string, { readonly hex: string; readonly shades: readonly ColourName[] }>
> = {
  White: { hex: "#f3eee2", shades: ["white", "chalk", "ivory", "bone", "cream"] },
  Beige: { hex: "#d3c2a1", shades: ["sand", "oat", "natural", "kraft", "pebble", "mushroom"] },
  Brown: { hex: "#7e5338", shades: ["cocoa", "chestnut", "tan", "cognac"] },
  Grey: { hex: "#9a9a96", shades: ["fog", "stone", "slate", "smoke", "charcoal"] },
  Black: { hex: "#2b2929", shades: ["black", "iron"] },
  Blue: { hex: "#3f5f83", shades: ["tide", "sky", "harbour", "navy", "ink", "indigo", "dusk"] },
  Green: { hex: "#6f8a63", shades: ["sage", "moss", "olive", "forest", "pine", "mint", "sea"] },
  Yellow: { hex: "#d2a43c", shades: ["butter", "ochre", "mustard", "honey", "amber"] },
  Orange: { hex: "#c0683f", shades: ["apricot", "clay", "rust", "terracotta"] },
  Red: { hex: "#8f4332", shades: ["brick", "berry"] },
  Pink: { hex: "#d9aa9f", shades: ["rose", "blush"] },
  Purple: { hex: "#7d5f7d", shades: ["plum", "heather", "lilac"] },
  Metal: { hex: "#bf9a5c", shades: ["brass", "copper", "steel"] },
  Wood: {
    hex: "#b5824f",
    shades: ["oak", "ash", "beech", "walnut", "cherry", "olivewood", "bamboo", "cork"],
  },
  Clear: { hex: "#d6e2df", shades: ["clear"] },
};

/** The swatch of every family, by its name. */
export const FAMILY_SWATCHES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FAMILIES).map(([name, { hex }]) => [name, hex]),
);

/** The swatch of every shade that an option "Colour" may name: "Sage" is "#8fa486". */
export const SHADE_SWATCHES: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(FAMILIES)
    .filter(([name]) => name !== "Wood")
    .flatMap(([, { shades }]) => shades.map((shade) => [capital(shade), PALETTE[shade]])),
);

/** @returns the shades of a product as its option "Colour" names them; empty where it has none */
export function shadesOf({ optionNames, variants }: DemoProduct): string[] {
  const at = optionNames.indexOf("Colour");
  return at < 0 ? [] : [...new Set(variants.map(({ options }) => options[at] ?? ""))];
}

/** @returns the colour families of a product, in the order of its shades */
export function familiesOf(product: DemoProduct): string[] {
  const shades = shadesOf(product);
  const words = (shades.length > 0 ? shades : [product.picture.colour ?? ""]).map(colourWordIn);
  const found = words.flatMap((word) =>
    Object.keys(FAMILIES).filter((name) => FAMILIES[name]?.shades.some((each) => each === word)),
  );
  return [...new Set(found)];
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
