/** Products: drafts are written, changed, published, scheduled, retired and taken back. */
import { Hono } from "hono";
import { adminProductApi } from "../../contracts/api-admin-catalog.ts";
import type { CreateProduct, StaffProduct } from "../../contracts/staff-catalog.ts";
import {
  insertProduct,
  type NewProduct,
  type ProductChange,
  updateProduct,
} from "../../db/product-writes.ts";
import {
  isHandleTaken,
  listStaffProducts,
  priceHistory,
  staffProduct,
} from "../../db/staff-catalog.ts";
import type { Id } from "../../domain/id.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";
import { type CatalogDeed, runCatalogDeed, type StaffCall } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { missingParts } from "./product-check.ts";
import { mint, newLinks, newMedia, newVariants, type PartChange } from "./product-parts.ts";
import { publishing, retiring, scheduling, unpublishing } from "./product-turns.ts";
import { applied, differences, draftOf } from "./product-view.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Routes of products. */
export const productRoutes = new Hono<AppEnv<Env>>();

staffRoute(productRoutes, adminProductApi.listProducts, async (c, { query }) =>
  ok(await listStaffProducts(c.env.CATALOG, query)),
);

staffRoute(productRoutes, adminProductApi.readProduct, (c, { params }) =>
  readProduct(c, params.id),
);

staffRoute(productRoutes, adminProductApi.createProduct, (c, { body, ...call }) =>
  runCatalogDeed(c, call, () => newProduct(c, body)),
);

staffRoute(productRoutes, adminProductApi.changeProduct, (c, { params, body, ...call }) => {
  const { version, ...change } = body;
  return changed(c, call, {
    id: params.id,
    action: "product.change",
    version,
    async check(product) {
      const { handle = product.handle } = change;
      if (await isHandleTaken(c.env.CATALOG, handle, product.id)) {
        return fail({ reason: "handle_taken" });
      }
      const errors = await missingParts(c.env, change);
      const strangers = (change.variants ?? []).flatMap(({ id }, index) =>
        product.variants.some((variant) => variant.id === id)
          ? []
          : [{ pointer: `/variants/${index}/id`, detail: `The product has no variant ${id}` }],
      );
      const all = [...errors, ...strangers];
      return all.length > 0 ? invalid(all) : ok({ change });
    },
  });
});

staffRoute(productRoutes, adminProductApi.putVariants, (c, { params, body, ...call }) => {
  const { version, ...wanted } = body;
  const deed = { id: params.id, action: "product.variants", version };
  return changed(c, call, {
    ...deed,
    check: async (product) => withPart(newVariants(c.env, product, wanted)),
  });
});

staffRoute(productRoutes, adminProductApi.putMedia, (c, { params, body, ...call }) => {
  const { version, ...wanted } = body;
  const deed = { id: params.id, action: "product.media", version };
  return changed(c, call, {
    ...deed,
    check: async (product) => withPart(await newMedia(c.env, product, wanted)),
  });
});

staffRoute(productRoutes, adminProductApi.putLinks, (c, { params, body, ...call }) => {
  const { version, ...wanted } = body;
  const deed = { id: params.id, action: "product.links", version };
  return changed(c, call, {
    ...deed,
    check: async (product) => withPart(await newLinks(c.env, product, wanted)),
  });
});

staffRoute(productRoutes, adminProductApi.publishProduct, (c, { params, ...call }) =>
  changed(c, call, {
    id: params.id,
    action: "product.publish",
    check: async (product) => withTurn(await publishing(c.env.CATALOG, product)),
  }),
);

staffRoute(productRoutes, adminProductApi.unpublishProduct, (c, { params, ...call }) =>
  changed(c, call, {
    id: params.id,
    action: "product.unpublish",
    check: async (product) => withTurn(unpublishing(product)),
  }),
);

staffRoute(productRoutes, adminProductApi.retireProduct, (c, { params, ...call }) =>
  changed(c, call, {
    id: params.id,
    action: "product.retire",
    check: async (product) => withTurn(retiring(product)),
  }),
);

staffRoute(productRoutes, adminProductApi.scheduleProduct, (c, { params, body, ...call }) => {
  const { version, ...times } = body;
  return changed(c, call, {
    id: params.id,
    action: "product.schedule",
    version,
    check: async (product) => withTurn(await scheduling(c.env.CATALOG, product, times)),
  });
});

staffRoute(productRoutes, adminProductApi.readPriceHistory, async (c, { params, query }) => {
  const product = await readProduct(c, params.id);
  return product.ok ? ok(await priceHistory(c.env.CATALOG, params.id, query)) : product;
});

/** What is to be written of a product. */
interface Change {
  readonly change?: ProductChange;
  readonly part?: PartChange;
}

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
    if (version !== undefined && version !== before.version) {
      return fail({ reason: "version_changed", version: before.version });
    }
    const checked = await check(before);
    if (!checked.ok) return checked;
    const deed = { action, subjectId: id, version: before.version };
    if (checked.value === null)
      return ok({ ...deed, value: before, ...differences(before, before) });
    const { change = {}, part } = checked.value;
    const now = Date.now();
    const parts = part?.parts ?? {};
    const after = applied(before, change, { parts, now });
    const { optionNames } = parts;
    const statements = [
      ...updateProduct(db, id, { ...change, ...(optionNames && { optionNames }), now }),
      ...(part?.statements ?? []),
    ];
    return ok({ ...deed, value: after, ...differences(before, after), statements });
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
    media: body.media.map((picture) => ({ ...picture, id: mint("media", now), variantIds: [] })),
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

function withPart(part: Result<PartChange, KnownProblem>): Result<Change, KnownProblem> {
  return part.ok ? ok({ part: part.value }) : part;
}

function withTurn(
  turn: Result<ProductChange | null, KnownProblem>,
): Result<Change | null, KnownProblem> {
  return turn.ok ? ok(turn.value === null ? null : { change: turn.value }) : turn;
}
