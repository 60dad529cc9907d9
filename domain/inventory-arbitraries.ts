/** Random stories of stock for properties. */
import fc from "fast-check";
import { toId } from "./id.ts";
import type { StockCommand } from "./inventory.ts";
import { HARBOUR, holding, MILL, START } from "./inventory-builders.ts";

const NOWHERE = toId("location", "loc_nowhere");
const COMMANDS_MAX = 50;
const MINUTE_MS = 60_000;

/** A command, the time that passes before it, and how often it comes again. */
export interface StockMove {
  readonly command: StockCommand;
  readonly waitMs: number;
  readonly repeats: number;
}

const location = fc.constantFrom(HARBOUR, MILL, NOWHERE);
const quantity = fc.integer({ min: 0, max: 6 });
const serial = fc.integer({ min: 1, max: 6 });
const holdOf = fc
  .record({ serial, quantity, minutes: fc.integer({ min: -5, max: 30 }) })
  .map(({ serial, quantity, minutes }) =>
    holding(serial, { quantity, expiresAt: START + minutes * MINUTE_MS }),
  );
const named = holdOf.map(({ holdId }) => ({ holdId }));

const command: fc.Arbitrary<StockCommand> = fc.oneof(
  fc.record({ type: fc.constant("receive" as const), location, quantity }),
  fc.record({
    type: fc.constant("adjust" as const),
    location,
    delta: fc.integer({ min: -4, max: 4 }),
  }),
  fc.record({ type: fc.constant("transfer" as const), from: location, to: location, quantity }),
  holdOf.map((terms) => ({ type: "hold" as const, ...terms })),
  holdOf.map((terms) => ({ type: "hold" as const, ...terms })),
  named.map((name) => ({ type: "release" as const, ...name })),
  holdOf.map((terms) => ({ type: "commit" as const, ...terms })),
  fc
    .tuple(named, quantity)
    .map(([name, units]) => ({ type: "restock" as const, ...name, quantity: units })),
  fc.constant({ type: "expire" as const }),
);

/** Anything that may be asked of one item, in any order, with clocks that also step back. */
export const stockMoves: fc.Arbitrary<StockMove[]> = fc.array(
  fc.record({
    command,
    waitMs: fc.oneof(
      fc.constant(0),
      fc.integer({ min: 0, max: 4 * MINUTE_MS }),
      fc.integer({ min: -2 * MINUTE_MS, max: 0 }),
    ),
    repeats: fc.constantFrom(0, 0, 0, 1, 2),
  }),
  { minLength: 1, maxLength: COMMANDS_MAX },
);
