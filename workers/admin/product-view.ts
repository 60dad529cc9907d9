/** A product as staff see it right after a command, told without reading it again. */
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import type { NewProduct, ProductChange } from "../../db/product-writes.ts";

type Prices = StaffProduct["variants"][number]["prices"];

/** What a change may put in place of what was there. */
export type ProductParts = Partial<
  Pick<StaffProduct, "optionNames" | "variants" | "media" | "links">
>;

/** @returns the draft as it is stored */
export function draftOf(product: NewProduct, now: number): StaffProduct {
  const at = new Date(now).toISOString();
  return {
    ...product,
    status: "draft",
    version: 1,
    createdAt: at,
    updatedAt: at,
    publishAt: null,
    retireAt: null,
    publishedAt: null,
    categoryIds: product.categoryIds.toSorted(),
    attributes: byAttribute(product.attributes),
    variants: product.variants.map((variant) => ({ ...variant, prices: sorted(variant.prices) })),
    links: { related: [], complementary: [] },
  };
}

/** @returns the product as it is stored after the change */
export function applied(
  product: StaffProduct,
  { variants = [], categoryIds, attributes, publishAt, retireAt, status, ...change }: ProductChange,
  { parts, now }: { readonly parts: ProductParts; readonly now: number },
): StaffProduct {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const publishTime = publishAt === undefined ? product.publishAt : timeOf(publishAt);
  const stored = status ?? (product.status === "scheduled" ? "draft" : product.status);
  const isFirst = stored === "published" && product.publishedAt === null;
  return {
    ...product,
    ...Object.fromEntries(named),
    status: stored === "draft" && publishTime !== null ? "scheduled" : stored,
    publishAt: publishTime,
    retireAt: retireAt === undefined ? product.retireAt : timeOf(retireAt),
    publishedAt: isFirst ? timeOf(now) : product.publishedAt,
    version: product.version + 1,
    updatedAt: new Date(now).toISOString(),
    categoryIds: categoryIds?.toSorted() ?? product.categoryIds,
    attributes: attributes === undefined ? product.attributes : byAttribute(attributes),
    variants: product.variants.map((variant) => {
      const changed = variants.find(({ id }) => id === variant.id);
      return changed === undefined ? variant : { ...variant, prices: sorted(changed.prices) };
    }),
    ...withoutLost(product, parts),
  };
}

/** What an entry of the audit log keeps of a change: where it stood, and what differs. */
export function differences(
  before: StaffProduct,
  after: StaffProduct,
): { readonly before: Partial<StaffProduct>; readonly after: Partial<StaffProduct> } {
  const kept = (product: StaffProduct) =>
    Object.fromEntries(
      Object.entries(product).filter(
        ([key]) => key === "status" || key === "version" || differs(before, after, key),
      ),
    );
  return { before: kept(before), after: kept(after) };
}

/** Prices in the order in which they are read. */
export function sorted(prices: Prices): Prices {
  return prices.toSorted((left, right) => (left.currency < right.currency ? -1 : 1));
}

function differs(before: StaffProduct, after: StaffProduct, key: string): boolean {
  const of = (product: StaffProduct) => JSON.stringify(product[key as keyof StaffProduct]);
  return key !== "updatedAt" && of(before) !== of(after);
}

/** A variant that left is shown by no picture. */
function withoutLost(product: StaffProduct, { media, ...parts }: ProductParts): ProductParts {
  const known = new Set((parts.variants ?? product.variants).map(({ id }) => id));
  const pictures = (media ?? product.media).map((picture) => ({
    ...picture,
    variantIds: picture.variantIds.filter((id) => known.has(id)).toSorted(),
  }));
  return { ...parts, media: pictures };
}

function byAttribute(attributes: StaffProduct["attributes"]): StaffProduct["attributes"] {
  return attributes.toSorted((left, right) => (left.attributeId < right.attributeId ? -1 : 1));
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}
