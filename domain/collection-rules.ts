/** Collections that fill themselves: which products fulfil a rule, and which rules none ever could. */
import type { Id } from "./id.ts";
import type { Currency } from "./money.ts";

/** Most conditions of a collection, and values of a condition. */
export const CONDITIONS_MAX = 20;
export const CONDITION_VALUES_MAX = 50;

const DAY_MS = 24 * 60 * 60 * 1000;

/** One thing that is asked of a product. */
export type Condition =
  | {
      readonly field: "type" | "category" | "brand" | "tag";
      readonly operator: "is" | "is_not";
      /** Ids, or tags as they are written; one of them is enough. */
      readonly values: readonly string[];
    }
  | {
      readonly field: "price";
      readonly currency: Currency;
      /** Of the cheapest variant. */
      readonly operator: "at_least" | "at_most";
      readonly minor: number;
    }
  | { readonly field: "reduced"; readonly currency: Currency }
  | {
      readonly field: "attribute";
      readonly attributeId: Id<"attribute">;
      readonly operator: "is" | "is_not";
      readonly values: readonly (string | boolean)[];
    }
  | {
      readonly field: "number";
      readonly attributeId: Id<"attribute">;
      readonly operator: "at_least" | "at_most";
      readonly number: number;
    }
  | { readonly field: "stock"; readonly is: "in_stock" | "sold_out" }
  /** Epoch milliseconds. */
  | { readonly field: "created"; readonly since: number }
  | { readonly field: "created"; readonly withinDays: number };

/** What a product must fulfil to stand in a collection. */
export interface CollectionRules {
  readonly match: "all" | "any";
  readonly conditions: readonly Condition[];
}

/** What the rules look at. */
export interface RuledProduct {
  readonly typeId: Id<"productType"> | null;
  /** Those that it was put in, and every ancestor of them. */
  readonly categoryIds: readonly Id<"category">[];
  readonly brandId: Id<"brand"> | null;
  readonly tags: readonly string[];
  readonly prices: readonly {
    readonly currency: Currency;
    readonly minMinor: number;
    readonly isReduced: boolean;
  }[];
  readonly attributes: ReadonlyMap<string, readonly (string | number | boolean)[]>;
  readonly isInStock: boolean;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** A part of the rules that cannot stand. */
export interface RuleError {
  /** Into the rules: "/conditions/1/values". */
  readonly pointer: string;
  readonly detail: string;
}

/** @returns whether the product stands in a collection of these rules */
export function fulfils(product: RuledProduct, rules: CollectionRules, now: number): boolean {
  const holds = (condition: Condition) => isMet(product, condition, now);
  return rules.match === "all" ? rules.conditions.every(holds) : rules.conditions.some(holds);
}

/** @returns whether time alone can take a product out of the collection */
export function growsOld({ conditions }: CollectionRules): boolean {
  return conditions.some((condition) => "withinDays" in condition);
}

function isMet(product: RuledProduct, condition: Condition, now: number): boolean {
  switch (condition.field) {
    case "type":
    case "category":
    case "brand":
    case "tag": {
      const own = wordsOf(product, condition.field);
      const has = condition.values.some((value) => own.includes(value));
      return condition.operator === "is" ? has : !has;
    }
    case "price": {
      const price = product.prices.find(({ currency }) => currency === condition.currency);
      return price !== undefined && isWithin(price.minMinor, condition.operator, condition.minor);
    }
    case "reduced":
      return product.prices.some(
        ({ currency, isReduced }) => currency === condition.currency && isReduced,
      );
    case "attribute": {
      const own = product.attributes.get(condition.attributeId) ?? [];
      const has = condition.values.some((value) => own.includes(value));
      return condition.operator === "is" ? has : !has;
    }
    case "number": {
      const own = product.attributes.get(condition.attributeId) ?? [];
      return own.some(
        (value) =>
          typeof value === "number" && isWithin(value, condition.operator, condition.number),
      );
    }
    case "stock":
      return product.isInStock === (condition.is === "in_stock");
    case "created": {
      const since = "since" in condition ? condition.since : now - condition.withinDays * DAY_MS;
      return product.createdAt >= since;
    }
  }
}

function wordsOf(product: RuledProduct, field: "type" | "category" | "brand" | "tag") {
  switch (field) {
    case "type":
      return product.typeId === null ? [] : [product.typeId as string];
    case "category":
      return product.categoryIds as readonly string[];
    case "brand":
      return product.brandId === null ? [] : [product.brandId as string];
    case "tag":
      return product.tags;
  }
}

function isWithin(value: number, operator: "at_least" | "at_most", bound: number): boolean {
  return operator === "at_least" ? value >= bound : value <= bound;
}

/**
 * Finds conditions that no product can fulfil together; each is told at the later one of the two.
 * Where any condition is enough, nothing contradicts.
 */
export function contradictions({ match, conditions }: CollectionRules): RuleError[] {
  if (match === "any") return [];
  return conditions.flatMap((later, index) => {
    const errors = conditions
      .slice(0, index)
      .flatMap((earlier, before) => conflictOf(earlier, later, before + 1) ?? []);
    return errors
      .slice(0, 1)
      .map(({ part, detail }) => ({ pointer: `/conditions/${index}/${part}`, detail }));
  });
}

function conflictOf(
  earlier: Condition,
  later: Condition,
  number: number,
): { part: string; detail: string } | null {
  const detail = `No product can fulfil this and condition ${number}`;
  if (subjectOf(earlier) !== subjectOf(later)) return null;
  if ("values" in earlier && "values" in later) {
    return areApart(earlier, later) ? { part: "values", detail } : null;
  }
  if ("minor" in earlier && "minor" in later) {
    return isEmpty([earlier.operator, earlier.minor], [later.operator, later.minor])
      ? { part: "minor", detail }
      : null;
  }
  if ("number" in earlier && "number" in later) {
    return isEmpty([earlier.operator, earlier.number], [later.operator, later.number])
      ? { part: "number", detail }
      : null;
  }
  if (earlier.field === "stock" && later.field === "stock" && earlier.is !== later.is) {
    return { part: "is", detail };
  }
  return null;
}

/** What a condition speaks of: only those of one subject can contradict. */
function subjectOf(condition: Condition): string {
  if ("attributeId" in condition) return `${condition.field} ${condition.attributeId}`;
  return "currency" in condition ? `${condition.field} ${condition.currency}` : condition.field;
}

type Listed = Extract<Condition, { readonly values: readonly unknown[] }>;

/** A product has one type and one brand, but many categories, tags and choices. */
function areApart(left: Listed, right: Listed): boolean {
  const isIn = (values: Listed["values"]) => (value: string | boolean) =>
    (values as readonly (string | boolean)[]).includes(value);
  if (left.operator === "is" && right.operator === "is") {
    const isSingle = left.field === "type" || left.field === "brand" || isBoolean(left, right);
    return isSingle && !left.values.some(isIn(right.values));
  }
  if (left.operator === right.operator) return false;
  const [wanted, barred] = left.operator === "is" ? [left, right] : [right, left];
  return (wanted.values as readonly (string | boolean)[]).every(isIn(barred.values));
}

function isBoolean(...conditions: readonly Listed[]): boolean {
  return conditions.every(({ values }) =>
    (values as readonly unknown[]).every((value) => typeof value === "boolean"),
  );
}

type Bound = readonly [operator: "at_least" | "at_most", value: number];

function isEmpty(left: Bound, right: Bound): boolean {
  if (left[0] === right[0]) return false;
  const [least, most] = left[0] === "at_least" ? [left, right] : [right, left];
  return least[1] > most[1];
}
