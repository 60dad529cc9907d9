/** Which of a product's pictures a variant shows, by their places in the product's list. */
import type { Product, Variant } from "../../contracts/catalog.ts";

/** @returns the variant's own pictures, else those of its first option's value */
export function ownPictures(pictures: Product["pictures"], variant: Variant): number[] {
  if (variant.pictures.length > 0) return [...variant.pictures].sort((a, b) => a - b);
  const [value] = variant.optionValues;
  if (value === undefined) return [];
  return [...pictures.keys()].filter((index) => pictures[index]?.optionValue === value);
}

/** @returns the pictures that belong to no variant and to no value: every variant shows them */
export function sharedPictures({ pictures, variants }: Product): ReadonlySet<number> {
  const owned = new Set(variants.flatMap((variant) => variant.pictures));
  const shared = [...pictures.keys()].filter(
    (index) => pictures[index]?.optionValue === null && !owned.has(index),
  );
  return new Set(shared);
}

/** @returns the variant's own pictures, then the shared ones; all where it has none of its own */
export function shownPictures(product: Product, variant: Variant): number[] {
  const own = ownPictures(product.pictures, variant);
  if (own.length === 0) return [...product.pictures.keys()];
  return [...new Set([...own, ...sharedPictures(product)])];
}
