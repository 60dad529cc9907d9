/** What a product needs before shoppers see it, and what changes when it comes and goes. */
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import type { ProductTurn } from "../../db/product-writes.ts";
import { readRecord } from "../../db/staff-records.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { KnownProblem } from "../../http/problem.ts";

/** The change that a turn needs, null where it is so already. */
export type TurnAnswer = Result<ProductTurn | null, KnownProblem>;

/** Into the shop, now; a time that it waited for is over. */
export async function publishing(db: D1Database, product: StaffProduct): Promise<TurnAnswer> {
  const missing = await missingToPublish(db, product);
  if (missing.length > 0) return fail({ reason: "product_incomplete", missing });
  return ok(product.status === "published" ? null : { status: "published", publishAt: null });
}

/** Out of the shop and back to the desk. */
export function unpublishing({ status }: StaffProduct): TurnAnswer {
  return ok(status === "draft" ? null : { status: "draft", publishAt: null, retireAt: null });
}

/** Out of the shop for good. */
export function retiring({ status }: StaffProduct): TurnAnswer {
  return ok(status === "retired" ? null : { status: "retired", publishAt: null, retireAt: null });
}

/** When it comes and goes; what is to come by itself must be complete by now. */
export async function scheduling(
  db: D1Database,
  product: StaffProduct,
  times: { readonly publishAt: string | null; readonly retireAt: string | null },
): Promise<TurnAnswer> {
  const isDraft = product.status === "draft" || product.status === "scheduled";
  if (times.publishAt !== null && isDraft) {
    const missing = await missingToPublish(db, product);
    if (missing.length > 0) return fail({ reason: "product_incomplete", missing });
  }
  const [publishAt, retireAt] = [times.publishAt, times.retireAt].map((time) =>
    time === null ? null : Date.parse(time),
  );
  // What is published or retired already waits for no publication.
  return ok({ publishAt: isDraft ? (publishAt ?? null) : null, retireAt: retireAt ?? null });
}

/** What a shopper needs of a product: somewhere to find it, a price to pay, what its kind demands. */
async function missingToPublish(db: D1Database, product: StaffProduct): Promise<string[]> {
  const { variants, categoryIds, attributes, productTypeId } = product;
  const type = productTypeId === null ? null : await readRecord(db, "productType", productTypeId);
  const lacking = (type?.attributes ?? []).filter(
    ({ attributeId, isRequired }) =>
      isRequired && !attributes.some((given) => given.attributeId === attributeId),
  );
  return [
    ...(variants.some(({ prices }) => prices.length > 0) ? [] : ["price"]),
    ...(categoryIds.length > 0 ? [] : ["category"]),
    ...lacking.map(({ attributeId }) => `attribute ${attributeId}`),
  ];
}
