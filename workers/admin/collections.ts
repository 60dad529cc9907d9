/** Collections, chosen by hand or by rules. */
import { Hono } from "hono";
import { adminCollectionApi } from "../../contracts/api-admin-records.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import type { StaffCollection } from "../../contracts/staff-catalog-collections.ts";
import { refreshCollections } from "../../db/collection-membership.ts";
import { emptyCollection, putMembers } from "../../db/collection-writes.ts";
import { attributeRules, unknownIds } from "../../db/staff-catalog.ts";
import { listRecords, readRecord } from "../../db/staff-records.ts";
import { type CollectionRules, contradictions } from "../../domain/collection-rules.ts";
import { fail, ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import { invalid } from "../../http/validate.ts";
import { log } from "../../runtime/log.ts";
import { runCatalogDeed } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { changeRecord, dropRecord, makeRecord, type RecordRules, readOne } from "./record-deeds.ts";
import { missingPicture } from "./shelves.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** Comparisons of products that a command does itself; the clock does the rest. */
const CHUNKS_AT_ONCE = 5;

/** Routes of collections. */
export const collectionRoutes = new Hono<AppEnv<Env>>();

const collection: RecordRules<"collection"> = {
  kind: "collection",
  async check(c, { after }) {
    const { rules, sort, picture } = after;
    return [
      ...(rules !== null && sort === "manual"
        ? [{ pointer: "/sort", detail: "Only a choice by hand has an order by hand" }]
        : []),
      ...(rules === null ? [] : await wrongRules(c.env.CATALOG, rules as CollectionRules)),
      ...(await missingPicture(c.env.MEDIA, picture)),
    ];
  },
  leave: (db, { id }) => emptyCollection(db, id),
};

staffRoute(collectionRoutes, adminCollectionApi.list, async (c, { query }) =>
  ok(await listRecords(c.env.CATALOG, "collection", query)),
);
staffRoute(collectionRoutes, adminCollectionApi.read, (c, { params }) =>
  readOne(c, "collection", params.id),
);
staffRoute(collectionRoutes, adminCollectionApi.create, async (c, { body, ...call }) => {
  const isRefreshing = body.rules !== null;
  const updatedAt = new Date().toISOString();
  const fields = (id: StaffCollection["id"]) => {
    return { id, version: 1, ...body, updatedAt, productCount: 0, isRefreshing };
  };
  const made = await makeRecord(c, call, { rules: collection, fields });
  if (made.ok && isRefreshing) await refresh(c);
  return made;
});
staffRoute(collectionRoutes, adminCollectionApi.change, async (c, { params, body, ...call }) => {
  const { version, ...named } = body;
  const fields = {
    ...named,
    updatedAt: new Date().toISOString(),
    ...(named.rules === undefined ? {} : { isRefreshing: named.rules !== null }),
  };
  const changed = await changeRecord(c, call, {
    rules: collection,
    id: params.id,
    version,
    fields,
  });
  if (changed.ok && named.rules) await refresh(c);
  return changed;
});
staffRoute(collectionRoutes, adminCollectionApi.drop, (c, { params, ...call }) =>
  dropRecord(c, call, { rules: collection, id: params.id }),
);

staffRoute(collectionRoutes, adminCollectionApi.putProducts, (c, { params, body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const { version, productIds } = body;
    const before = await readRecord(db, "collection", params.id);
    if (before === null) return fail({ reason: "not_found" });
    if (before.version !== version) {
      return fail({ reason: "version_changed", version: before.version });
    }
    if (before.rules !== null) {
      return invalid([{ pointer: "", detail: "Its rules choose the products" }]);
    }
    const unknown = new Set<string>(await unknownIds(db, "product", productIds));
    const errors = productIds.flatMap((id, index) =>
      unknown.has(id)
        ? [{ pointer: `/productIds/${index}`, detail: `There is no product ${id}` }]
        : [],
    );
    if (errors.length > 0) return invalid(errors);
    const now = Date.now();
    const productCount = productIds.length;
    const updatedAt = new Date(now).toISOString();
    const after = { ...before, version: version + 1, productCount, updatedAt };
    return ok({
      value: after,
      action: "collection.products",
      subjectId: before.id,
      before: { version, productCount: before.productCount },
      after: { version: version + 1, productIds },
      version,
      statements: putMembers(db, before.id, { productIds, now }),
    });
  }),
);

/** Conditions that contradict, and what they name and the catalog does not know. */
async function wrongRules(db: D1Database, rules: CollectionRules): Promise<ProblemError[]> {
  const { conditions } = rules;
  const attributeIds = conditions.flatMap((one) => ("attributeId" in one ? [one.attributeId] : []));
  const known = await attributeRules(db, attributeIds);
  const strangers = await Promise.all(
    conditions.map(async (condition, index): Promise<ProblemError[]> => {
      const at = `/rules/conditions/${index}`;
      switch (condition.field) {
        case "type":
        case "category":
        case "brand": {
          const kind = condition.field === "type" ? "productType" : condition.field;
          const unknown = await unknownIds(db, kind, condition.values);
          return unknown.map((id) => ({
            pointer: `${at}/values/${condition.values.indexOf(id)}`,
            detail: `There is no ${id}`,
          }));
        }
        case "attribute":
        case "number": {
          const rule = known.get(condition.attributeId);
          const pointer = `${at}/attributeId`;
          if (rule === undefined) return [{ pointer, detail: "There is no such attribute" }];
          if ((rule.kind === "number") !== (condition.field === "number")) {
            return [{ pointer, detail: `It is a ${rule.kind}` }];
          }
          if (condition.field === "number" || rule.choices.length === 0) return [];
          return condition.values.flatMap((value, place) =>
            typeof value === "string" && rule.choices.includes(value)
              ? []
              : [{ pointer: `${at}/values/${place}`, detail: `"${value}" is no choice` }],
          );
        }
        default:
          return [];
      }
    }),
  );
  const opposed = contradictions(rules).map(({ pointer, detail }) => {
    return { pointer: `/rules${pointer}`, detail };
  });
  return [...strangers.flat(), ...opposed];
}

/** A small shop sees the products at once; what fails here is done by the clock. */
async function refresh(c: StaffContext): Promise<void> {
  try {
    await refreshCollections(c.env.CATALOG, { now: Date.now(), chunks: CHUNKS_AT_ONCE });
  } catch (error) {
    log.warn("admin.collections.delayed", { requestId: c.get("requestId"), error });
  }
}
