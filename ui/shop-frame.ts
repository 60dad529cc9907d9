/** What the shell of a page must know. */
import type { CategoryLink } from "../contracts/catalog.ts";
import type { Place } from "../domain/place.ts";

/** What stands around a page of the shop. */
export interface ShopFrame extends Place {
  readonly shopName: string;
  readonly tagline: string;
  /** What the page searched for. */
  readonly searchText?: string | undefined;
  /** The root categories. */
  readonly categories: readonly CategoryLink[];
  /** Handle of the root category that the page belongs to. */
  readonly currentCategory?: string | undefined;
  /** The address of this page in another language or currency; null where the cart changes over. */
  readonly inPlace: ((place: Place) => string) | null;
}
