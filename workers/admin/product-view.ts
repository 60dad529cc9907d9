/** A product as staff see it right after a command, told without reading it again. */
import type { ChangeProduct, StaffProduct } from "../../contracts/staff-catalog.ts";
import type { NewProduct } from "../../db/product-writes.ts";

type Prices = StaffProduct["variants"][number]["prices"];

/** What a change may name. */
type Change = Partial<Omit<ChangeProduct, "version">> & {
  readonly status?: StaffProduct["status"];
};

/** @returns the draft as it is stored */
export function draftOf(product: NewProduct, now: number): StaffProduct {
  const at = new Date(now).toISOString();
  return {
    ...product,
    status: "draft",
    version: 1,
    createdAt: at,
    updatedAt: at,
    categoryIds: product.categoryIds.toSorted(),
    attributes: product.attributes.toSorted((a, b) => (a.attributeId < b.attributeId ? -1 : 1)),
    variants: product.variants.map((variant) => ({ ...variant, prices: sorted(variant.prices) })),
    media: [...product.media],
  };
}

/** @returns the product as it is stored after the change */
export function applied(
  product: StaffProduct,
  { variants = [], categoryIds, ...change }: Change,
  now: number,
): StaffProduct {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  return {
    ...product,
    ...Object.fromEntries(named),
    version: product.version + 1,
    updatedAt: new Date(now).toISOString(),
    categoryIds: categoryIds?.toSorted() ?? product.categoryIds,
    variants: product.variants.map((variant) => {
      const changed = variants.find(({ id }) => id === variant.id);
      return changed === undefined ? variant : { ...variant, prices: sorted(changed.prices) };
    }),
  };
}

/** What an entry of the audit log keeps of a product: all that a change can touch. */
export function summaryOf(product: StaffProduct) {
  const { status, version, title, subtitle, description, tags, rank, categoryIds } = product;
  const variants = product.variants.map(({ id, prices }) => ({ id, prices }));
  return { status, version, title, subtitle, description, tags, rank, categoryIds, variants };
}

function sorted(prices: Prices): Prices {
  return prices.toSorted((left, right) => (left.currency < right.currency ? -1 : 1));
}
