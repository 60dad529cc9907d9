/** Categories and brands: where products stand and who made them. */
import { Hono } from "hono";
import { adminBrandApi, adminCategoryApi } from "../../contracts/api-admin-records.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import { inheritCategories, leadToParent, standingBelow } from "../../db/category-writes.ts";
import { listRecords } from "../../db/staff-records.ts";
import { ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import type { Env } from "./env.gen.ts";
import { changeRecord, dropRecord, makeRecord, type RecordRules, readOne } from "./record-deeds.ts";
import { staffRoute } from "./staff-route.ts";

/** Categories between a root and the deepest one. */
const CATEGORY_DEPTH_MAX = 9;

/** Routes of categories and brands. */
export const shelfRoutes = new Hono<AppEnv<Env>>();

const category: RecordRules<"category"> = {
  kind: "category",
  async check(c, { before, after }) {
    const { id, parentId, picture } = after;
    return [
      ...(parentId === (before?.parentId ?? null)
        ? []
        : await wrongParent(c.env.CATALOG, id, parentId)),
      ...(await missingPicture(c.env.MEDIA, picture)),
    ];
  },
  follow: (db, { before, after }) =>
    before === null || before.parentId === after.parentId ? [] : inheritCategories(db, after.id),
  leave: (db, record) => leadToParent(db, record, Date.now()),
};

const brand: RecordRules<"brand"> = { kind: "brand", check: async () => [] };

staffRoute(shelfRoutes, adminCategoryApi.list, async (c, { query }) =>
  ok(await listRecords(c.env.CATALOG, "category", query)),
);
staffRoute(shelfRoutes, adminCategoryApi.read, (c, { params }) =>
  readOne(c, "category", params.id),
);
staffRoute(shelfRoutes, adminCategoryApi.create, (c, { body, ...call }) =>
  makeRecord(c, call, { rules: category, fields: (id) => ({ id, version: 1, ...body }) }),
);
staffRoute(shelfRoutes, adminCategoryApi.change, (c, { params, body, ...call }) => {
  const { version, ...fields } = body;
  return changeRecord(c, call, { rules: category, id: params.id, version, fields });
});
staffRoute(shelfRoutes, adminCategoryApi.drop, (c, { params, ...call }) =>
  dropRecord(c, call, { rules: category, id: params.id }),
);

staffRoute(shelfRoutes, adminBrandApi.list, async (c, { query }) =>
  ok(await listRecords(c.env.CATALOG, "brand", query)),
);
staffRoute(shelfRoutes, adminBrandApi.read, (c, { params }) => readOne(c, "brand", params.id));
staffRoute(shelfRoutes, adminBrandApi.create, (c, { body, ...call }) =>
  makeRecord(c, call, { rules: brand, fields: (id) => ({ id, version: 1, ...body }) }),
);
staffRoute(shelfRoutes, adminBrandApi.change, (c, { params, body, ...call }) => {
  const { version, ...fields } = body;
  return changeRecord(c, call, { rules: brand, id: params.id, version, fields });
});
staffRoute(shelfRoutes, adminBrandApi.drop, (c, { params, ...call }) =>
  dropRecord(c, call, { rules: brand, id: params.id }),
);

/** @returns one error where the picture is not in the bucket */
export async function missingPicture(
  bucket: R2Bucket,
  picture: { readonly key: string } | null,
): Promise<ProblemError[]> {
  if (picture === null || (await bucket.head(picture.key)) !== null) return [];
  return [{ pointer: "/picture/key", detail: "There is no such picture" }];
}

async function wrongParent(
  db: D1Database,
  id: Parameters<typeof standingBelow>[1],
  parentId: Parameters<typeof standingBelow>[2] | null,
): Promise<ProblemError[]> {
  if (parentId === null) return [];
  const { depth, isLoop, isKnown } = await standingBelow(db, id, parentId);
  const at = (detail: string) => [{ pointer: "/parentId", detail }];
  if (!isKnown) return at(`There is no category ${parentId}`);
  if (isLoop) return at("A category cannot stand below itself");
  return depth > CATEGORY_DEPTH_MAX ? at("The categories above it are too many") : [];
}
