/** Everything that the demo shop sells. */
import { BACKSTAGE } from "./backstage.ts";
import { BAGS } from "./bags.ts";
import { BATH } from "./bath.ts";
import { COFFEE_TEA } from "./coffee-tea.ts";
import { DESK } from "./desk.ts";
import { GARDEN } from "./garden.ts";
import { KITCHEN } from "./kitchen.ts";
import { LIGHT } from "./light.ts";
import { PLAY } from "./play.ts";
import { SUPPLIES } from "./supplies.ts";
import { TABLE } from "./table.ts";
import { TEXTILES } from "./textiles.ts";
import type { DemoProduct } from "./types.ts";

/** Every product, room by room. */
export const DEMO_CATALOG: readonly DemoProduct[] = [
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
  ...BACKSTAGE,
];
