/**
 * Prices that follow stock, demand and time, within guard rails that staff set. The same for
 * everybody: nothing about a shopper is an input.
 */
import { proportion, unitsOf } from "./money.ts";

/** Hundredths of a percent in a whole. */
const WHOLE_BP = 10_000;

/** What a price may look at. */
export interface PriceSignals {
  /** Units that nobody has bought; what somebody holds while paying may come back. */
  readonly available: number;
  /** Units sold in the last seven days, and in the seven before them. */
  readonly soldLately: number;
  readonly soldBefore: number;
  /** Minutes after Monday, 0:00, where the shop is. */
  readonly minuteOfWeek: number;
}

/** A step: where it holds, the price moves by so much of the base price. */
export interface PriceRule {
  readonly id: string;
  readonly when:
    | { readonly kind: "stock_below"; readonly units: number }
    | { readonly kind: "stock_above"; readonly units: number }
    /** Sales grew, or shrank where negative, by at least so much against the week before. */
    | { readonly kind: "demand"; readonly changeBp: number }
    | { readonly kind: "minutes"; readonly from: number; readonly to: number };
  /** Hundredths of a percent of the base price; negative lowers. */
  readonly moveBp: number;
}

/** Between what the price must stay, and how fast it may move. In minor units of one currency. */
export interface GuardRails {
  readonly floorMinor: number;
  readonly ceilingMinor: number;
  /** The most that a price moves from where it was 24 hours ago, in hundredths of a percent. */
  readonly changePerDayBp: number;
}

/** A price with every reason that made it. */
export interface DynamicPrice {
  readonly minor: number;
  /** Ids of rules that held, then the rails that it ran into. */
  readonly reasons: readonly string[];
}

/**
 * All rules that hold add up; then the day's change, the floor and the ceiling bound the outcome.
 * @param baseMinor the price that staff set
 * @param dayAgoMinor the price 24 hours ago
 */
export function dynamicPrice(
  { baseMinor, dayAgoMinor }: { readonly baseMinor: number; readonly dayAgoMinor: number },
  rules: readonly PriceRule[],
  { signals, rails }: { readonly signals: PriceSignals; readonly rails: GuardRails },
): DynamicPrice {
  const held = rules.filter((rule) => holds(rule, signals));
  const moveBp = held.reduce((sum, rule) => sum + rule.moveBp, 0);
  const wanted = Math.max(0, baseMinor + proportion(baseMinor, moveBp, WHOLE_BP));
  // Rounded down: half a cent more would be more than staff allow.
  const most = unitsOf(dayAgoMinor, rails.changePerDayBp, WHOLE_BP);
  const slowed = between(wanted, dayAgoMinor - most, dayAgoMinor + most);
  const minor = between(slowed, rails.floorMinor, rails.ceilingMinor);
  return {
    minor,
    reasons: [
      ...held.map(({ id }) => id),
      ...(slowed === wanted ? [] : ["change_per_day"]),
      ...(minor > slowed ? ["floor"] : []),
      ...(minor < slowed ? ["ceiling"] : []),
    ],
  };
}

function holds({ when }: PriceRule, signals: PriceSignals): boolean {
  switch (when.kind) {
    case "stock_below":
      return signals.available < when.units;
    case "stock_above":
      return signals.available > when.units;
    case "demand": {
      const { soldLately, soldBefore } = signals;
      // Nothing sold before has no rate of growth: one unit stands for it.
      const changeBp = Math.trunc(((soldLately - soldBefore) * WHOLE_BP) / Math.max(1, soldBefore));
      return when.changeBp >= 0 ? changeBp >= when.changeBp : changeBp <= when.changeBp;
    }
    case "minutes": {
      const { minuteOfWeek } = signals;
      const isWithin = when.from <= minuteOfWeek && minuteOfWeek < when.to;
      return when.from <= when.to ? isWithin : minuteOfWeek >= when.from || minuteOfWeek < when.to;
    }
  }
}

function between(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
