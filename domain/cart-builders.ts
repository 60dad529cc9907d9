/** Carts and facts with fixed values, for tests. */
import { type CartState, emptyCart, type VariantFacts } from "./cart.ts";
import { type CartCommand, type CartProblem, stepCart } from "./cart-step.ts";
import { type Id, mintId } from "./id.ts";
import type { Currency } from "./money.ts";

/** The moment at which tests happen. */
export const NOW = 1_790_000_000_000;
const NOTHING = new Uint8Array(10);

/** The id of the line that addOf(index) opens. */
export function lineId(index: number): Id<"line"> {
  return mintId("line", index, NOTHING);
}

/** The id of one order. */
export function orderId(index: number): Id<"order"> {
  return mintId("order", index, NOTHING);
}

/** The facts of one variant: 10.00 and plenty of them, unless said otherwise. */
export function factsOf(
  index: number,
  fields: Partial<VariantFacts> & { minor?: number; currency?: Currency } = {},
): VariantFacts {
  const { minor = 1000, currency = "EUR", ...rest } = fields;
  return {
    productId: mintId("product", index, NOTHING),
    variantId: mintId("variant", index, NOTHING),
    itemId: mintId("stockItem", index, NOTHING),
    handle: `mug-${index}`,
    title: `Mug ${index}`,
    variantTitle: "Sage",
    sku: "",
    picture: null,
    unitPrice: { minor, currency },
    isForSale: true,
    available: 1000,
    ...rest,
  };
}

/** The command that adds one variant. */
export function addOf(index: number, quantity = 1, fields: Parameters<typeof factsOf>[1] = {}) {
  const facts = factsOf(index, fields);
  return { type: "add", lineId: lineId(index), facts, quantity } satisfies CartCommand;
}

/** Takes the commands one after the other, each of which must succeed. */
export function cartOf(
  commands: readonly CartCommand[],
  now = NOW,
  from = emptyCart("EUR"),
): CartState {
  return commands.reduce((state, command) => {
    const step = stepCart(state, command, now);
    if (!step.result.ok) throw new Error(step.result.problem.reason);
    return step.state;
  }, from);
}

/** @returns the units of each line */
export function quantities(state: CartState): number[] {
  return state.lines.map((line) => line.quantity);
}

/** @returns the title of each line */
export function titles(state: CartState): string[] {
  return state.lines.map((line) => line.title);
}

/** @returns why the cart refuses the command; undefined where it does not or where it changes */
export function problemOf(
  state: CartState,
  command: CartCommand,
  now = NOW,
): CartProblem | undefined {
  const step = stepCart(state, command, now);
  return step.result.ok || step.state !== state ? undefined : step.result.problem;
}
