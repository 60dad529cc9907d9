/** The currencies' rules, remembered by the isolate: they change about once in a shop's life. */
import { type CurrencyRule, currencyRules } from "../db/shipping.ts";
import { openReader } from "../db/statement.ts";
import type { Currency } from "../domain/money.ts";
import { invariant } from "../domain/result.ts";

/** How old a remembered rule may be, in milliseconds. */
const RULES_MS = 60_000;

let remembered: { readonly rules: readonly CurrencyRule[]; readonly until: number } | undefined;

/** @returns the rule of a currency, at most RULES_MS old @throws Error where the shop has none */
export async function currencyRule(
  catalog: D1Database,
  currency: Currency,
  now: number,
): Promise<CurrencyRule> {
  if (remembered === undefined || remembered.until <= now) {
    remembered = { rules: await currencyRules(openReader(catalog)), until: now + RULES_MS };
  }
  const rule = remembered.rules.find(({ code }) => code === currency);
  if (rule === undefined) remembered = undefined;
  invariant(rule !== undefined, `the catalog has the currency ${currency}`);
  return rule;
}
