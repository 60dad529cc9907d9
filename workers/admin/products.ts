/** Products: drafts are written, changed, published and taken back. */
import { Hono } from "hono";
import { adminApi } from "../../contracts/api-admin.ts";
import type { CreateProduct, StaffProduct } from "../../contracts/staff-catalog.ts";
import { insertProduct, type NewProduct, updateProduct } from "../../db/product-writes.ts";
import { isHandleTaken, listStaffProducts, staffProduct } from "../../db/staff-catalog.ts";
import { type Id, type IdKind, mintId } from "../../domain/id.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";
import { type CatalogDeed, runCatalogDeed, type StaffCall } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { missingCategories, missingParts } from "./product-check.ts";
import { applied, draftOf, summaryOf } from "./product-view.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Routes of products. */
export const productRoutes = new Hono<AppEnv<Env>>();

staffRoute(productRoutes, adminApi.listProducts, async (c, { query }) =>
  ok(await listStaffProducts(c.env.CATALOG, query)),
);

staffRoute(productRoutes, adminApi.readProduct, (c, { params }) => readProduct(c, params.id));

staffRoute(productRoutes, adminApi.createProduct, (c, { body, ...call }) =>
  runCatalogDeed(c, call, () => newProduct(c, body)),
);

staffRoute(productRoutes, adminApi.changeProduct, (c, { params, body, ...call }) => {
  const { version, ...change } = body;
  return changed(c, call, {
    id: params.id,
    action: "product.change",
    version,
    async check(product) {
      const errors = await missingCategories(c.env.CATALOG, change.categoryIds ?? []);
      const strangers = (change.variants ?? []).flatMap(({ id }, index) =>
        product.variants.some((variant) => variant.id === id)
          ? []
          : [{ pointer: `/variants/${index}/id`, detail: `The product has no variant ${id}` }],
      );
      const all = [...errors, ...strangers];
      return all.length > 0 ? invalid(all) : ok(change);
    },
  });
});

staffRoute(productRoutes, adminApi.publishProduct, (c, { params, ...call }) =>
  changed(c, call, {
    id: params.id,
    action: "product.publish",
    async check(product) {
      const missing = missingToPublish(product);
      if (missing.length > 0) return incomplete(missing);
      return ok(product.status === "published" ? null : ({ status: "published" } as const));
    },
  }),
);

staffRoute(productRoutes, adminApi.unpublishProduct, (c, { params, ...call }) =>
  changed(c, call, {
    id: params.id,
    action: "product.unpublish",
    async check(product) {
      return ok(product.status === "published" ? ({ status: "draft" } as const) : null);
    },
  }),
);

type Change = Omit<Parameters<typeof updateProduct>[2], "now">;

interface Changing {
  readonly id: Id<"product">;
  readonly action: string;
  /** The version that the caller has seen; left out where the newest one is meant. */
  readonly version?: number;
  /** @returns what to change, null where it is so already */
  check(product: StaffProduct): Promise<Result<Change | null, KnownProblem>>;
}

async function changed(
  c: StaffContext,
  call: StaffCall,
  { id, action, version, check }: Changing,
): Promise<Result<StaffProduct, KnownProblem>> {
  const db = c.env.CATALOG;
  return runCatalogDeed(c, call, async () => {
    const before = await staffProduct(db, id);
    if (before === null) return fail({ reason: "not_found" });
    if (version !== undefined && version !== before.version) return versionChanged(before);
    const change = await check(before);
    if (!change.ok) return change;
    const deed = { action, subjectId: id, before: summaryOf(before), version: before.version };
    if (change.value === null) return ok({ ...deed, value: before, after: deed.before });
    const now = Date.now();
    const after = applied(before, change.value, now);
    const statements = updateProduct(db, id, { ...change.value, now });
    return ok({ ...deed, value: after, after: summaryOf(after), statements });
  });
}

async function newProduct(
  c: StaffContext,
  body: CreateProduct,
): Promise<Result<CatalogDeed<StaffProduct>, KnownProblem>> {
  const db = c.env.CATALOG;
  const errors = await missingParts(c.env, body);
  if (errors.length > 0) return invalid(errors);
  if (await isHandleTaken(db, body.handle)) return fail({ reason: "handle_taken" });
  const now = Date.now();
  const product: NewProduct = {
    ...body,
    id: mint("product", now),
    variants: body.variants.map((variant) => ({
      ...variant,
      id: mint("variant", now),
      stockItemId: mint("stockItem", now),
    })),
    media: body.media.map((picture) => ({ ...picture, id: mint("media", now) })),
  };
  const draft = draftOf(product, now);
  return ok({
    value: draft,
    action: "product.create",
    subjectId: product.id,
    before: null,
    after: draft,
    first: insertProduct(db, product, now),
    version: draft.version,
  });
}

async function readProduct(
  c: StaffContext,
  id: Id<"product">,
): Promise<Result<StaffProduct, KnownProblem>> {
  const product = await staffProduct(c.env.CATALOG, id);
  return product === null ? fail({ reason: "not_found" }) : ok(product);
}

/** What a shopper needs of a product: somewhere to find it and a price to pay. */
function missingToPublish({ variants, categoryIds }: StaffProduct): string[] {
  const hasPrice = variants.some(({ prices }) => prices.length > 0);
  return [...(hasPrice ? [] : ["price"]), ...(categoryIds.length > 0 ? [] : ["category"])];
}

function incomplete(missing: readonly string[]) {
  return fail({ reason: "product_incomplete", missing });
}

function versionChanged({ version }: StaffProduct) {
  return fail({ reason: "version_changed", version });
}

function mint<Kind extends IdKind>(kind: Kind, now: number): Id<Kind> {
  return mintId(kind, now, crypto.getRandomValues(new Uint8Array(10)));
}
