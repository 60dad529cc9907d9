/** Whether what a product names is there: categories, a brand, a kind, attributes, pictures. */
import type { ProblemError } from "../../contracts/problem.ts";
import type { CreateProduct } from "../../contracts/staff-catalog.ts";
import { type AttributeRule, attributeRules, unknownIds } from "../../db/staff-catalog.ts";
import { type Id, parseId, toId } from "../../domain/id.ts";
import type { Env } from "./env.gen.ts";

/** What of a product names something else. */
interface Named {
  readonly brandId?: Id<"brand"> | null | undefined;
  readonly productTypeId?: Id<"productType"> | null | undefined;
  readonly categoryIds?: readonly Id<"category">[] | undefined;
  readonly attributes?: Attributes | undefined;
  readonly media?: readonly { readonly key: string }[] | undefined;
}

type Bindings = Pick<Env, "CATALOG" | "MEDIA">;
type Attributes = CreateProduct["attributes"];

/** Kinds that a reference may lead to. */
const REFERENCED = ["product", "category", "collection", "brand"] as const;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** @returns one error per value that names nothing; what is left out is not looked at */
export async function missingParts(
  { CATALOG, MEDIA }: Bindings,
  product: Named,
): Promise<ProblemError[]> {
  const { brandId, productTypeId, categoryIds = [], attributes = [], media = [] } = product;
  const errors = await Promise.all([
    missingCategories(CATALOG, categoryIds),
    missingOne(CATALOG, "brand", brandId ?? null),
    missingOne(CATALOG, "productType", productTypeId ?? null),
    wrongAttributes(CATALOG, attributes),
    missingPictures(MEDIA, media),
  ]);
  return errors.flat();
}

/** @returns one error per picture that is not in the bucket */
export async function missingPictures(
  bucket: R2Bucket,
  media: readonly { readonly key: string }[],
): Promise<ProblemError[]> {
  const keys = [...new Set(media.map(({ key }) => key))];
  const heads = await Promise.all(keys.map((key) => bucket.head(key)));
  const missing = new Set(keys.filter((_, index) => heads[index] === null));
  return media.flatMap(({ key }, index) =>
    missing.has(key)
      ? [{ pointer: `/media/${index}/key`, detail: "There is no such picture" }]
      : [],
  );
}

async function missingOne(
  db: D1Database,
  kind: "brand" | "productType",
  id: string | null,
): Promise<ProblemError[]> {
  const unknown = await unknownIds(db, kind, id === null ? [] : [id]);
  const word = kind === "brand" ? "brand" : "product type";
  return unknown.map((id) => ({ pointer: `/${kind}Id`, detail: `There is no ${word} ${id}` }));
}

async function missingCategories(
  db: D1Database,
  categoryIds: readonly Id<"category">[],
): Promise<ProblemError[]> {
  const unknown = await unknownIds(db, "category", categoryIds);
  return unknown.map((id) => ({
    pointer: `/categoryIds/${categoryIds.indexOf(toId("category", id))}`,
    detail: `There is no category ${id}`,
  }));
}

async function wrongAttributes(db: D1Database, attributes: Attributes): Promise<ProblemError[]> {
  if (attributes.length === 0) return [];
  const rules = await attributeRules(
    db,
    attributes.map(({ attributeId }) => attributeId),
  );
  const named = attributes.flatMap(({ attributeId, value }) =>
    rules.get(attributeId)?.kind === "reference" ? [value].flat().map(String) : [],
  );
  const unknown = new Set(await unknownReferences(db, named));
  return attributes.flatMap(({ attributeId, value }, index) => {
    const rule = rules.get(attributeId);
    const lost = rule?.kind === "reference" ? [value].flat().map(String) : [];
    const detail =
      wrongValue(rule, value) ??
      lost.filter((id) => unknown.has(id)).map((id) => `There is no ${id}`)[0];
    return detail === undefined ? [] : [{ pointer: `/attributes/${index}`, detail }];
  });
}

async function unknownReferences(db: D1Database, ids: readonly string[]): Promise<string[]> {
  const unknown = await Promise.all(
    REFERENCED.map((kind) =>
      unknownIds(
        db,
        kind,
        ids.filter((id) => parseId(kind, id) !== null),
      ),
    ),
  );
  return unknown.flat();
}

function wrongValue(rule: AttributeRule | undefined, value: unknown): string | undefined {
  if (rule === undefined) return "There is no such attribute";
  const values = [value].flat();
  switch (rule.kind) {
    case "number":
      return typeof value === "number" ? undefined : "Expected a number";
    case "boolean":
      return typeof value === "boolean" ? undefined : "Expected true or false";
    case "text":
      return typeof value === "string" ? undefined : "Expected a text";
    case "date":
      return isDate(value) ? undefined : 'Expected a date like "2026-11-20"';
    case "choice":
    case "swatch":
      return values.every((one) => typeof one === "string" && rule.choices.includes(one))
        ? undefined
        : `Expected of ${rule.choices.join(", ")}`;
    case "reference":
      return values.every(isReference)
        ? undefined
        : `Expected the id of a ${REFERENCED.join(" or a ")}`;
  }
}

function isDate(value: unknown): boolean {
  if (typeof value !== "string" || !DATE.test(value)) return false;
  const at = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(value);
}

function isReference(value: unknown): boolean {
  return typeof value === "string" && REFERENCED.some((kind) => parseId(kind, value) !== null);
}
