/** Everything that the demo shop says in French. */
import type { Language } from "../texts.ts";
import { BAGS } from "./bags.ts";
import { BATH } from "./bath.ts";
import { CATEGORIES } from "./categories.ts";
import { COFFEE_TEA } from "./coffee-tea.ts";
import { BRANDS, COLLECTIONS, TYPES } from "./collections.ts";
import { DESK } from "./desk.ts";
import { GARDEN } from "./garden.ts";
import { KITCHEN } from "./kitchen.ts";
import { LIGHT } from "./light.ts";
import { OPTIONS } from "./options.ts";
import { PLAY } from "./play.ts";
import { SUPPLIES } from "./supplies.ts";
import { TABLE } from "./table.ts";
import { ATTRIBUTES } from "./terms.ts";
import { TEXTILES } from "./textiles.ts";

/** French. */
export const FRENCH: Language = {
  products: {
    ...TABLE,
    ...COFFEE_TEA,
    ...KITCHEN,
    ...LIGHT,
    ...TEXTILES,
    ...DESK,
    ...GARDEN,
    ...BATH,
    ...BAGS,
    ...PLAY,
    ...SUPPLIES,
  },
  categories: CATEGORIES,
  collections: COLLECTIONS,
  brands: BRANDS,
  types: TYPES,
  attributes: ATTRIBUTES,
  options: OPTIONS,
  alt: {
    side: (title, colour) => (colour === "" ? title : `${title}, coloris ${colour.toLowerCase()}`),
    detail: (title) => `${title}, en gros plan`,
    scene: (title) => `${title} dans la lumière d'une fenêtre`,
    range: (title, colours) =>
      `${title}, coloris ${listed(colours.map((colour) => colour.toLowerCase()))}`,
    shelf: (title) => `${title} : une nature morte sur une table`,
  },
};

function listed(words: readonly string[]): string {
  return [words.slice(0, -1).join(", "), words.at(-1) ?? ""].filter(Boolean).join(" et ");
}
