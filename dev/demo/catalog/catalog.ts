/** Everything that the demo shop sells. */
import { COFFEE_TEA } from "./coffee-tea.ts";
import { KITCHEN } from "./kitchen.ts";
import { LIGHT } from "./light.ts";
import { TABLE } from "./table.ts";
import type { DemoProduct } from "./types.ts";

/** Every product, room by room. */
export const DEMO_CATALOG: readonly DemoProduct[] = [...TABLE, ...COFFEE_TEA, ...KITCHEN, ...LIGHT];
