/** Everything that the demo shop sells. */
import { LIGHT } from "./light.ts";
import { TABLE } from "./table.ts";
import type { DemoProduct } from "./types.ts";

/** Every product, room by room. */
export const DEMO_CATALOG: readonly DemoProduct[] = [...TABLE, ...LIGHT];
