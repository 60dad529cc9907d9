/** What the shell of a page must know. */
import type { CategoryLink } from "../contracts/catalog.ts";
import type { Currency } from "../domain/money.ts";

/** What stands around a page of the shop. */
export interface ShopFrame {
  readonly shopName: string;
  readonly tagline: string;
  readonly currency: Currency;
  /** The root categories. */
  readonly categories: readonly CategoryLink[];
  /** Handle of the root category that the page belongs to. */
  readonly currentCategory?: string | undefined;
  /** The address of this page in another currency; null where the cart itself changes over. */
  readonly inCurrency: ((currency: Currency) => string) | null;
}
