/** Whether what a product names is there: categories, a brand, attributes, pictures. */
import type { ProblemError } from "../../contracts/problem.ts";
import type { CreateProduct } from "../../contracts/staff-catalog.ts";
import { type AttributeRule, attributeRules, unknownIds } from "../../db/staff-catalog.ts";
import { type Id, toId } from "../../domain/id.ts";
import type { Env } from "./env.gen.ts";

type Bindings = Pick<Env, "CATALOG" | "MEDIA">;

/** @returns one error per value that names nothing */
export async function missingParts(
  { CATALOG, MEDIA }: Bindings,
  product: Pick<CreateProduct, "brandId" | "categoryIds" | "attributes" | "media">,
): Promise<ProblemError[]> {
  const { brandId, categoryIds, attributes, media } = product;
  const [categories, brands, rules, pictures] = await Promise.all([
    missingCategories(CATALOG, categoryIds),
    unknownIds(CATALOG, "brand", brandId === null ? [] : [brandId]),
    attributeRules(
      CATALOG,
      attributes.map(({ attributeId }) => attributeId),
    ),
    Promise.all(media.map(({ key }) => MEDIA.head(key))),
  ]);
  return [
    ...categories,
    ...brands.map((id) => ({ pointer: "/brandId", detail: `There is no brand ${id}` })),
    ...attributes.flatMap(({ attributeId, value }, index) => {
      const detail = wrongValue(rules.get(attributeId), value);
      return detail === null ? [] : [{ pointer: `/attributes/${index}`, detail }];
    }),
    ...pictures.flatMap((picture, index) =>
      picture === null
        ? [{ pointer: `/media/${index}/key`, detail: "There is no such picture" }]
        : [],
    ),
  ];
}

/** @returns one error per category that does not exist */
export async function missingCategories(
  db: D1Database,
  categoryIds: readonly Id<"category">[],
): Promise<ProblemError[]> {
  const unknown = await unknownIds(db, "category", categoryIds);
  return unknown.map((id) => ({
    pointer: `/categoryIds/${categoryIds.indexOf(toId("category", id))}`,
    detail: `There is no category ${id}`,
  }));
}

function wrongValue(rule: AttributeRule | undefined, value: unknown): string | null {
  if (rule === undefined) return "There is no such attribute";
  switch (rule.kind) {
    case "number":
      return typeof value === "number" ? null : "Expected a number";
    case "boolean":
      return typeof value === "boolean" ? null : "Expected true or false";
    case "text":
      return typeof value === "string" ? null : "Expected a text";
    case "choice":
      return typeof value === "string" && rule.choices.includes(value)
        ? null
        : `Expected one of ${rule.choices.join(", ")}`;
  }
}
