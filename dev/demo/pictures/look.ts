/** From the words of a product to the paints of its drawing. */
import { hash53 } from "../derive.ts";
import { colourWordIn, lightness, lit, mix, shaded } from "./colour.ts";
import type { ColourName } from "./names.ts";
import { COLOURS, MATERIALS, PALETTE } from "./names.ts";
import type { Look } from "./objects/kit.ts";

/** Words that stand for a material of the library. */
const ALIASES: Readonly<Record<string, string>> = {
  "oak wood": "oak",
  wood: "oak",
  olivewood: "olive wood",
  ceramic: "stoneware",
  earthenware: "terracotta",
  iron: "iron",
  "cast iron": "iron",
  "stainless steel": "steel",
  rattan: "willow",
  seagrass: "jute",
  beeswax: "wax",
  merino: "knit",
  lambswool: "wool",
  flannel: "check",
};

/** Materials that have a colour of their own. */
const OWN_COLOURS: Readonly<Record<string, ColourName>> = {
  oak: "oak",
  walnut: "walnut",
  ash: "ash",
  beech: "beech",
  cherry: "cherry",
  bamboo: "bamboo",
  "olive wood": "olivewood",
  cork: "cork",
  brass: "brass",
  copper: "copper",
  steel: "steel",
  iron: "iron",
  leather: "cognac",
  terracotta: "terracotta",
  wax: "ivory",
  willow: "natural",
  jute: "natural",
  glass: "clear",
  marble: "chalk",
  concrete: "fog",
  paper: "kraft",
  linen: "oat",
};

/** The library's word for a material, or nothing. */
export function materialOf(text: string): string {
  const word = text.toLowerCase().trim();
  if (ALIASES[word] !== undefined) return ALIASES[word];
  const known = [...MATERIALS].sort((a, b) => b.length - a.length);
  return known.find((one) => word.includes(one)) ?? "";
}

/** The colour that a text names, or the material's own, or one derived from the seed text. */
export function colourNamed(text: string, material: string, seed: string): string {
  const word = colourWordIn(text) ?? OWN_COLOURS[material];
  if (word !== undefined) return PALETTE[word];
  const quiet = COLOURS.slice(0, 30)[hash53(seed) % 30] ?? "sand";
  return PALETTE[colourWordIn(quiet) ?? "sand"];
}

const METALS: readonly string[] = ["brass", "copper", "steel", "iron"];
const SOLID: readonly string[] = [...METALS, "oak", "walnut", "ash", "beech", "cherry", "bamboo"];

/**
 * The material as it looks in a colour: the colour of a wood or a metal makes it that wood or metal,
 * any other colour on metal is enamel.
 */
export function worn(material: string, colour: string): string {
  const word = colourWordIn(colour);
  if (word === undefined || (material !== "" && !SOLID.includes(material))) return material;
  if (SOLID.includes(word)) return word;
  const painted = METALS.includes(material) && word !== "black" && word !== "charcoal";
  return painted ? "enamel" : material;
}

/** How an object looks in one colour. */
export function lookOf(
  colour: string,
  { material, seed }: { material: string; seed: number },
): Look {
  const dark = lightness(colour) < 0.55;
  return {
    colour,
    second: dark ? mix(colour, "#e2cfae", 0.82) : mix(shaded(colour, 0.3), "#a9764a", 0.45),
    third: dark ? lit(colour, 0.72) : lit(colour, 0.3),
    material,
    seed,
  };
}
