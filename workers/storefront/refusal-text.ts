/** Why the cart did not change, in a shopper's words. */
import { problemKind } from "../../contracts/problem.ts";
import type { KnownProblem } from "../../http/problem.ts";

/** @returns a sentence or two */
export function refusalText(problem: KnownProblem): string {
  const { available, inCart, limit } = factsOf(problem);
  switch (problem.reason) {
    case "sold_out":
      return soldOutText(available ?? 0, inCart ?? 0);
    case "quantity_limit":
      return `At most ${limit ?? "so"} of one thing fit into a cart.`;
    case "cart_full":
      return `Your cart is full: it takes ${limit ?? "no more"} different things.`;
    case "variant_unavailable":
      return "That is not for sale right now, or not in this currency.";
    case "line_unknown":
      return "That is no longer in your cart. Perhaps it was removed in another window.";
    case "nothing_to_undo":
      return "There is nothing left to undo.";
    case "validation_failed":
      return "We did not understand that. Please try again.";
    default:
      return `${problemKind(problem.reason).title}.`;
  }
}

function soldOutText(available: number, inCart: number): string {
  if (available === 0) return "Sorry, that is sold out.";
  const left = available === 1 ? "Only one is left" : `Only ${available} are left`;
  if (inCart === 0) return `${left}.`;
  return inCart >= available
    ? `${left}, and your cart has ${inCart === 1 ? "it" : "them"} already.`
    : `${left}, and your cart has ${inCart} already.`;
}

function factsOf(problem: KnownProblem): Readonly<Record<string, number | undefined>> {
  const facts = Object.entries(problem).filter(([, fact]) => typeof fact === "number");
  return Object.fromEntries(facts);
}
