/** What a watch remembers of holds where their owner keeps no trace: refusals, and what was let go. */
import type { Id } from "../../../domain/id.ts";
import type { ObjectHost } from "../platform/object-host.ts";
import type { AskedAnswer } from "../platform/objects.ts";

/** Called where units or a use of an order go back. */
export type OnGivenBack = (orderId: Id<"order">, kind: string) => void;

/** The holds of every owner of one kind. */
export class HoldMemory {
  /** Let go, whether they had come or not. */
  readonly #released = new Set<string>();
  /** Refused: that leaves no trace at the owner. */
  readonly #refused = new Set<string>();
  /** Those of which a copy came late, when there was something again. Only their time ends them. */
  readonly #revived = new Set<string>();

  /** The hold was let go. */
  release(hold: string): void {
    this.#released.add(hold);
  }

  /** The hold was refused. */
  refuse(hold: string): void {
    this.#refused.add(hold);
  }

  /** The hold was given. @returns whether it was let go before, which must not be */
  give(hold: string): boolean {
    if (this.#refused.has(hold)) this.#revived.add(hold);
    return this.#released.has(hold);
  }

  /** @returns whether only a copy that came late was given */
  isRevived(hold: string): boolean {
    return this.#revived.has(hold);
  }
}

/** @returns the name of the hold that a call is about: the same for every copy of it */
export function heldBy({ name }: Pick<ObjectHost, "name">, { asked }: AskedAnswer): string {
  return holdAt((asked[0] as { readonly holdId: string }).holdId, name);
}

/** @returns the name of a hold at its owner */
export function holdAt(holdId: string, owner: string): string {
  return `${holdId} of ${owner}`;
}
