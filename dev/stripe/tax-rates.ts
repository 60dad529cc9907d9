/** The few taxes that the stand-in knows: some places, by tax code, as Stripe Tax breaks them down. */

/** Stripe's tax codes that the stand-in takes. */
export const TAX_CODES = {
  txcd_99999999: "standard",
  txcd_35010000: "book",
  txcd_40060003: "food",
  txcd_92010001: "shipping",
} as const satisfies Readonly<Record<string, string>>;

/** What a tax code stands for. */
export type TaxedGoods = (typeof TAX_CODES)[keyof typeof TAX_CODES];

/** One tax of a place. */
export interface PlaceTax {
  readonly jurisdiction: {
    readonly country: string;
    readonly display_name: string;
    readonly level: "country" | "state" | "county" | "city" | "district";
    readonly state: string | null;
  };
  readonly name: string;
  readonly type: string;
  readonly percentage: string;
  /** Goods that have another rate; null is none at all. */
  readonly others?: Readonly<Partial<Record<TaxedGoods, string | null>>>;
}

/** A place as a customer's address has it. */
export interface Place {
  readonly country: string;
  readonly state: string;
  readonly postalCode: string;
}

function vat(country: string, name: string, ...rates: readonly [string, string]): PlaceTax {
  const [percentage, reduced] = rates;
  return {
    jurisdiction: { country, display_name: name, level: "country", state: null },
    name: "VAT",
    type: "vat",
    percentage,
    others: { book: reduced, food: reduced },
  };
}

function sales(
  state: string,
  where: { readonly name: string; readonly level: PlaceTax["jurisdiction"]["level"] },
  percentage: string,
): PlaceTax {
  const { name: display_name, level } = where;
  return {
    jurisdiction: { country: "US", display_name, level, state },
    name: "Sales Tax",
    type: "sales_tax",
    percentage,
    others: { food: null },
  };
}

const NEW_YORK = sales("NY", { name: "New York", level: "state" }, "4.0");
const NEW_YORK_CITY = [
  sales("NY", { name: "New York", level: "city" }, "4.5"),
  sales(
    "NY",
    { name: "Metropolitan Commuter Transportation District", level: "district" },
    "0.375",
  ),
];
/** Shipping is not taxed in California. */
const CALIFORNIA = {
  ...sales("CA", { name: "California", level: "state" }, "7.25"),
  others: { food: null, shipping: null },
};

const COUNTRIES: Readonly<Record<string, readonly PlaceTax[]>> = {
  AT: [vat("AT", "Austria", "20.0", "10.0")],
  DE: [vat("DE", "Germany", "19.0", "7.0")],
  FR: [vat("FR", "France", "20.0", "5.5")],
  NL: [vat("NL", "Netherlands", "21.0", "9.0")],
};

/**
 * @returns the taxes of a place, none where the account is not registered; null where the address is
 *   not exact enough: the United States want five digits that belong to the state
 */
export function taxesOf({ country, state, postalCode }: Place): readonly PlaceTax[] | null {
  if (country !== "US") return COUNTRIES[country] ?? [];
  if (!/^\d{5}(?:-\d{4})?$/.test(postalCode)) return null;
  const first = postalCode.charAt(0);
  if (isState(state, "NY", "NEW YORK")) {
    if (first !== "1") return null;
    return /^1(?:0[0-4]|1[0-6])/.test(postalCode) ? [NEW_YORK, ...NEW_YORK_CITY] : [NEW_YORK];
  }
  if (isState(state, "CA", "CALIFORNIA")) return first === "9" ? [CALIFORNIA] : null;
  return [];
}

function isState(text: string, ...names: readonly string[]): boolean {
  return names.includes(text.trim().toUpperCase());
}
