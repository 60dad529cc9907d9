/** Which variant a shopper means: the same rules on the server and in the browser. */

/** What the choice needs to know of a variant. */
export interface Choosable {
  /** In the order of the product's options. */
  readonly optionValues: readonly string[];
  readonly availability: { readonly status: "in_stock" | "low_stock" | "sold_out" };
}

/** `sold_out` and `missing` may be chosen all the same: then the page says so. */
export type ChoiceState = "available" | "sold_out" | "missing";

/** One value of an option, seen from what is chosen now. */
export interface OptionChoice {
  readonly value: string;
  readonly isChosen: boolean;
  readonly state: ChoiceState;
}

/** One option with its values, in the order in which the variants bring them. */
export interface OptionGroup {
  readonly name: string;
  readonly choices: readonly OptionChoice[];
}

/** @returns every option, each value marked by what choosing it would lead to */
export function optionGroups(
  optionNames: readonly string[],
  variants: readonly Choosable[],
  chosen: Choosable,
): OptionGroup[] {
  return optionNames.map((name, option) => {
    const values = [...new Set(variants.map(({ optionValues }) => optionValues[option] ?? ""))];
    const choices = values.map((value) => ({
      value,
      isChosen: value === chosen.optionValues[option],
      state: stateOf(variants, chosen.optionValues.with(option, value)),
    }));
    return { name, choices };
  });
}

/**
 * Finds the variant with exactly `values`, or else the nearest one that has the value which the
 * shopper chose last: most of the other values kept, one in stock first, then the earlier one.
 * @param lastOption index of the option chosen last
 * @returns null where no variant has that value
 */
export function chooseVariant<Variant extends Choosable>(
  variants: readonly Variant[],
  values: readonly string[],
  lastOption = 0,
): Variant | null {
  const nearness = (variant: Variant) =>
    2 * variant.optionValues.filter((value, option) => value === values[option]).length +
    (variant.availability.status === "sold_out" ? 0 : 1);
  return variants
    .filter(({ optionValues }) => optionValues[lastOption] === values[lastOption])
    .reduce<Variant | null>(
      (best, variant) => (best !== null && nearness(best) >= nearness(variant) ? best : variant),
      null,
    );
}

/** The variant that a product's page shows unasked: the first that can be had. */
export function firstChoice<Variant extends Choosable>(
  variants: readonly [Variant, ...Variant[]] | readonly Variant[],
): Variant | undefined {
  return variants.find(({ availability }) => availability.status !== "sold_out") ?? variants[0];
}

function stateOf(variants: readonly Choosable[], values: readonly string[]): ChoiceState {
  const exact = variants.find(({ optionValues }) =>
    optionValues.every((value, option) => value === values[option]),
  );
  if (exact === undefined) return "missing";
  return exact.availability.status === "sold_out" ? "sold_out" : "available";
}
