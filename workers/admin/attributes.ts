/** Typed attributes, and the kinds of products whose forms they make. */
import { Hono } from "hono";
import { adminAttributeApi, adminProductTypeApi } from "../../contracts/api-admin-records.ts";
import type { ProblemError } from "../../contracts/problem.ts";
import type { StaffAttribute } from "../../contracts/staff-catalog-records.ts";
import { choicesInUse, putTypeAttributes } from "../../db/attribute-writes.ts";
import { attributeRules } from "../../db/staff-catalog.ts";
import { listRecords } from "../../db/staff-records.ts";
import { ok } from "../../domain/result.ts";
import type { AppEnv } from "../../http/context.ts";
import type { Env } from "./env.gen.ts";
import { changeRecord, dropRecord, makeRecord, type RecordRules, readOne } from "./record-deeds.ts";
import { staffRoute } from "./staff-route.ts";

/** Routes of attributes and kinds of products. */
export const attributeRoutes = new Hono<AppEnv<Env>>();

const attribute: RecordRules<"attribute"> = {
  kind: "attribute",
  async check(c, { before, after }) {
    const lost = (before?.choices ?? []).filter((choice) => !after.choices.includes(choice));
    const used = lost.length === 0 ? [] : await choicesInUse(c.env.CATALOG, after.id, lost);
    return [
      ...wrongForKind(after),
      ...used.map((choice) => ({ pointer: "/choices", detail: `Some products are "${choice}"` })),
    ];
  },
};

const productType: RecordRules<"productType"> = {
  kind: "productType",
  async check(c, { after }) {
    const ids = after.attributes.map(({ attributeId }) => attributeId);
    const known = await attributeRules(c.env.CATALOG, ids);
    return ids.flatMap((id, index) =>
      known.has(id)
        ? []
        : [
            {
              pointer: `/attributes/${index}/attributeId`,
              detail: `There is no attribute ${id}`,
            },
          ],
    );
  },
  follow: (db, { after }) => putTypeAttributes(db, after.id, after.attributes),
  leave: (db, { id }) => putTypeAttributes(db, id, []),
};

staffRoute(attributeRoutes, adminAttributeApi.list, async (c, { query }) =>
  ok(await listRecords(c.env.CATALOG, "attribute", query)),
);
staffRoute(attributeRoutes, adminAttributeApi.read, (c, { params }) =>
  readOne(c, "attribute", params.id),
);
staffRoute(attributeRoutes, adminAttributeApi.create, (c, { body, ...call }) =>
  makeRecord(c, call, { rules: attribute, fields: (id) => ({ id, version: 1, ...body }) }),
);
staffRoute(attributeRoutes, adminAttributeApi.change, (c, { params, body, ...call }) => {
  const { version, ...fields } = body;
  return changeRecord(c, call, { rules: attribute, id: params.id, version, fields });
});
staffRoute(attributeRoutes, adminAttributeApi.drop, (c, { params, ...call }) =>
  dropRecord(c, call, { rules: attribute, id: params.id }),
);

staffRoute(attributeRoutes, adminProductTypeApi.list, async (c, { query }) =>
  ok(await listRecords(c.env.CATALOG, "productType", query)),
);
staffRoute(attributeRoutes, adminProductTypeApi.read, (c, { params }) =>
  readOne(c, "productType", params.id),
);
staffRoute(attributeRoutes, adminProductTypeApi.create, (c, { body, ...call }) =>
  makeRecord(c, call, { rules: productType, fields: (id) => ({ id, version: 1, ...body }) }),
);
staffRoute(attributeRoutes, adminProductTypeApi.change, (c, { params, body, ...call }) => {
  const { version, ...fields } = body;
  return changeRecord(c, call, { rules: productType, id: params.id, version, fields });
});
staffRoute(attributeRoutes, adminProductTypeApi.drop, (c, { params, ...call }) =>
  dropRecord(c, call, { rules: productType, id: params.id }),
);

/** A choice needs choices, a colour belongs to a swatch, a unit to a number. */
function wrongForKind({ kind, unit, choices, swatches }: StaffAttribute): ProblemError[] {
  const hasChoices = kind === "choice" || kind === "swatch";
  const stray = Object.keys(swatches).filter((choice) => !choices.includes(choice));
  return [
    ...(hasChoices && choices.length === 0
      ? [{ pointer: "/choices", detail: "Expected at least one choice" }]
      : []),
    ...(!hasChoices && choices.length > 0
      ? [{ pointer: "/choices", detail: `Expected none for a ${kind}` }]
      : []),
    ...(kind !== "number" && unit !== null
      ? [{ pointer: "/unit", detail: `Expected none for a ${kind}` }]
      : []),
    ...(kind !== "swatch" && Object.keys(swatches).length > 0
      ? [{ pointer: "/swatches", detail: `Expected none for a ${kind}` }]
      : []),
    ...(kind === "swatch"
      ? stray.map((choice) => ({ pointer: "/swatches", detail: `"${choice}" is no choice` }))
      : []),
  ];
}
