/** A stranger who calls the objects past every door: each answer is a refusal, and nothing moves. */
import { holdIdOf, type Id, toId } from "../../../domain/id.ts";
import type { Env } from "../../../env.gen.ts";
import type { Watch } from "../checks/watch.ts";
import type { Chance } from "../random.ts";
import type { Stage } from "../stage.ts";
import type { Catalog } from "./catalog.ts";

/** What the stranger can reach. */
export interface StrangerParts {
  readonly stage: Stage;
  readonly env: Env;
  readonly watch: Watch;
  readonly catalog: Catalog;
  /** A cart that has nothing to do with the order. */
  readonly foreignCart: Id<"cart">;
}

/** Looks at somebody's order, takes in what is no quantity, gives back what nobody has. */
export async function beHostile(
  { stage, env, watch, catalog, foreignCart: cartId }: StrangerParts,
  orderId: Id<"order">,
  chance: Chance,
): Promise<void> {
  const itemId = catalog.itemIds[0];
  const order = watch.orders.get(orderId);
  if (itemId === undefined || order === undefined) return;
  const quantity = chance.pick([0, -1, 1.5, 2_000_000]);
  const location = toId("location", "loc_harbour");
  const holdId = holdIdOf(orderId, order.attempt);
  try {
    const seen = await env.ORDER.getByName(orderId).view({ cartId });
    watch.expect(!seen.ok, "I26", () => `${orderId} was shown to a stranger`);
    const stock = env.STOCK.getByName(itemId);
    const taken = await stock.receive({ key: `evil ${chance.next()}`, location, quantity });
    watch.expect(!taken.ok, "I1", () => `${itemId} took in ${quantity}`);
    const back = await stock.restock({ key: `evil ${chance.next()}`, holdId, quantity: 999 });
    watch.expect(!back.ok, "I24", () => `${itemId} took back 999`);
    stage.faults.happened("F59");
  } catch {
    // A stranger is not owed an answer.
  }
}
