/** What stands around every page of the storefront. */
import type { Category, CategoryLink } from "../../contracts/catalog.ts";
import type { Place } from "../../domain/place.ts";
import type { ShopFrame } from "../../ui/shop-frame.ts";
import { SHOP_WORDS } from "./shop-words.ts";

/** What differs from page to page. */
export interface FrameOptions extends Place {
  readonly shopName: string;
  readonly categories: readonly Category[];
  /** The way to the category that the page belongs to, its root first. */
  readonly trail?: readonly CategoryLink[];
  readonly inPlace: ShopFrame["inPlace"];
  readonly searchText?: string;
}

/** @returns the frame for a page's shell */
export function frameOf({ trail = [], ...options }: FrameOptions): ShopFrame {
  const { tagline } = SHOP_WORDS[options.locale];
  return { ...options, tagline, currentCategory: trail[0]?.handle };
}

/** @returns the categories from the root to the one with `handle`; null where there is none */
export function trailTo(categories: readonly Category[], handle: string): Category[] | null {
  for (const category of categories) {
    if (category.handle === handle) return [category];
    const below = trailTo(category.children, handle);
    if (below !== null) return [category, ...below];
  }
  return null;
}
