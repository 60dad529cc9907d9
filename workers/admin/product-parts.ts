/** Parts of a product that come whole: checked, given ids, and turned into statements. */
import type { ProblemError } from "../../contracts/problem.ts";
import type { StaffProduct } from "../../contracts/staff-catalog.ts";
import type { PutLinks, PutMedia, PutVariants } from "../../contracts/staff-catalog-product.ts";
import { putLinks, putMedia, putVariants } from "../../db/product-part-writes.ts";
import { priceStatements } from "../../db/product-writes.ts";
import { unknownIds } from "../../db/staff-catalog.ts";
import { type Id, type IdKind, mintId } from "../../domain/id.ts";
import { ok, type Result } from "../../domain/result.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";
import type { Env } from "./env.gen.ts";
import { missingPictures } from "./product-check.ts";
import { type ProductParts, sorted } from "./product-view.ts";

/** What a product gets, and the statements that write it. */
export interface PartChange {
  readonly parts: ProductParts;
  readonly statements: readonly D1PreparedStatement[];
}

type PartAnswer = Result<PartChange, KnownProblem>;
type Bindings = Pick<Env, "CATALOG" | "MEDIA">;

/** Options and variants; one without an id is new and gets a stock item of its own. */
export function newVariants(
  { CATALOG }: Bindings,
  product: StaffProduct,
  { optionNames, variants }: Omit<PutVariants, "version">,
): PartAnswer {
  const known = new Map(product.variants.map((variant) => [variant.id, variant]));
  const errors = strangers(variants, (id) => known.has(id), "variant");
  if (errors.length > 0) return invalid(errors);
  const now = Date.now();
  const made = variants.map((variant) => {
    const id = variant.id ?? mint("variant", now);
    const stockItemId = known.get(id)?.stockItemId ?? mint("stockItem", now);
    return { ...variant, id, stockItemId, prices: sorted(variant.prices) };
  });
  return ok({
    parts: { optionNames, variants: made },
    statements: [
      ...putVariants(CATALOG, product.id, made),
      ...priceStatements(CATALOG, product.id, made),
    ],
  });
}

/** All pictures in their order. */
export async function newMedia(
  { CATALOG, MEDIA }: Bindings,
  product: StaffProduct,
  { media }: Omit<PutMedia, "version">,
): Promise<PartAnswer> {
  const known = new Set(product.media.map(({ id }) => id));
  const own = new Set(product.variants.map(({ id }) => id));
  const errors = [
    ...strangers(media, (id) => known.has(id), "picture"),
    ...media.flatMap(({ variantIds }, index) =>
      variantIds.flatMap((id, place) =>
        own.has(id)
          ? []
          : [
              {
                pointer: `/media/${index}/variantIds/${place}`,
                detail: `The product has no variant ${id}`,
              },
            ],
      ),
    ),
    ...(await missingPictures(MEDIA, media)),
  ];
  if (errors.length > 0) return invalid(errors);
  const now = Date.now();
  const made = media.map(({ id, ...picture }) => ({ ...picture, id: id ?? mint("media", now) }));
  return ok({ parts: { media: made }, statements: putMedia(CATALOG, product.id, made) });
}

/** What goes with the product. */
export async function newLinks(
  { CATALOG }: Bindings,
  product: StaffProduct,
  { related, complementary }: Omit<PutLinks, "version">,
): Promise<PartAnswer> {
  const links = { related, complementary };
  const unknown = new Set(
    await unknownIds(CATALOG, "product", [...new Set([...related, ...complementary])]),
  );
  const errors = Object.entries(links).flatMap(([kind, ids]) =>
    ids.flatMap((id, index): ProblemError[] => {
      const pointer = `/${kind}/${index}`;
      if (id === product.id) return [{ pointer, detail: "A product does not go with itself" }];
      return unknown.has(id) ? [{ pointer, detail: `There is no product ${id}` }] : [];
    }),
  );
  if (errors.length > 0) return invalid(errors);
  return ok({ parts: { links }, statements: putLinks(CATALOG, product.id, links) });
}

/** @returns a fresh id */
export function mint<Kind extends IdKind>(kind: Kind, now: number): Id<Kind> {
  return mintId(kind, now, crypto.getRandomValues(new Uint8Array(10)));
}

function strangers<Named extends IdKind>(
  list: readonly { readonly id?: Id<Named> | undefined }[],
  isKnown: (id: Id<Named>) => boolean,
  word: string,
): ProblemError[] {
  const key = word === "variant" ? "variants" : "media";
  return list.flatMap(({ id }, index) =>
    id === undefined || isKnown(id)
      ? []
      : [{ pointer: `/${key}/${index}/id`, detail: `The product has no ${word} ${id}` }],
  );
}
