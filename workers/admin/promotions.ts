/** Promotions: staff write them, start and stop them, give out codes and count their uses. */
import { Hono } from "hono";
import { adminPricingApi } from "../../contracts/api-admin-pricing.ts";
import {
  type StaffPromotion,
  staffPromotionSchema,
  type WritePromotion,
} from "../../contracts/promotion.ts";
import { listPromotionUses, promotionCosts } from "../../db/promotion-uses.ts";
import { AUTOMATIC_PROMOTIONS_MAX } from "../../db/promotions.ts";
import {
  countAutomatic,
  insertCodes,
  insertPromotion,
  isCodeTaken,
  listCodes,
  listPromotions,
  readPromotion,
  replacePromotion,
  type StaffPromotionRow,
  setPromotionStatus,
} from "../../db/staff-pricing.ts";
import type { CodeUses } from "../../domain/coupon.ts";
import { type Id, mintId } from "../../domain/id.ts";
import { CURRENCIES, money } from "../../domain/money.ts";
import { hasLimit, normalCode } from "../../domain/promotion.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import { callObject, couponStub } from "../../durable-objects/stubs.ts";
import type { AppEnv } from "../../http/context.ts";
import type { KnownProblem } from "../../http/problem.ts";
import { invalid } from "../../http/validate.ts";
import { cursorOf } from "./cursor.ts";
import { runCatalogDeed, type StaffCall } from "./deed.ts";
import type { Env } from "./env.gen.ts";
import { type StaffContext, staffRoute } from "./staff-route.ts";

/** 80 bits of chance in 16 letters of base 32: nobody guesses one. */
const CODE_BYTES = 10;
/** Thirty-two, without those that are taken for another: I, O, 0 and 1. */
const CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

/** Routes of promotions. */
export const promotionRoutes = new Hono<AppEnv<Env>>();

staffRoute(promotionRoutes, adminPricingApi.listPromotions, async (c, { query }) => {
  const { status, after, limit } = query;
  const code = query.code === undefined ? undefined : (normalCode(query.code) ?? undefined);
  const rows = await listPromotions(c.env.CATALOG, { status, code, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const nextAfter = rows.length > limit ? (page.at(-1)?.id ?? null) : null;
  return ok({ promotions: page.map(viewOf), nextAfter });
});

staffRoute(promotionRoutes, adminPricingApi.readPromotion, async (c, { params }) => {
  const promotion = await readPromotion(c.env.CATALOG, params.promotionId);
  return promotion === null ? fail({ reason: "not_found" }) : ok(viewOf(promotion));
});

staffRoute(promotionRoutes, adminPricingApi.createPromotion, (c, { body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const now = Date.now();
    const id = mintId("promotion", now, chance(CODE_BYTES));
    const value = draftOf(id, body);
    const deed = { action: "promotion.create", subjectId: id, version: null };
    const statements = [insertPromotion(c.env.CATALOG, id, { promotion: body, now })];
    return ok({ ...deed, value, before: null, after: value, statements });
  }),
);

staffRoute(promotionRoutes, adminPricingApi.changePromotion, (c, { params, body, ...call }) => {
  const { version, promotion } = body;
  return changed(c, call, {
    id: params.promotionId,
    action: "promotion.change",
    version,
    change: (before, now) => ({
      after: { ...draftOf(before.id, promotion), ...kept(before) },
      statement: replacePromotion(c.env.CATALOG, before.id, { promotion, version, now }),
    }),
  });
});

staffRoute(promotionRoutes, adminPricingApi.startPromotion, (c, { params, body, ...call }) =>
  changed(c, call, { ...statusChange(c, "active", body.version), id: params.promotionId }),
);

staffRoute(promotionRoutes, adminPricingApi.stopPromotion, (c, { params, body, ...call }) =>
  changed(c, call, { ...statusChange(c, "stopped", body.version), id: params.promotionId }),
);

staffRoute(promotionRoutes, adminPricingApi.makeCodes, (c, { params, body, ...call }) =>
  runCatalogDeed(c, call, async () => {
    const db = c.env.CATALOG;
    const { promotionId } = params;
    const promotion = await readPromotion(db, promotionId);
    if (promotion === null) return fail({ reason: "not_found" });
    if (promotion.status === "stopped") return fail({ reason: "promotion_stopped" });
    if (!promotion.isByCode) {
      const pointer = body.code === undefined ? "/count" : "/code";
      return invalid([{ pointer, detail: "This promotion applies by itself and needs no code" }]);
    }
    const own = body.code === undefined ? null : normalCode(body.code);
    if (body.code !== undefined && own === null) {
      return invalid([{ pointer: "/code", detail: "Expected 1 to 40 letters and digits" }]);
    }
    if (own !== null && (await isCodeTaken(db, own))) return fail({ reason: "code_taken" });
    const codes = own === null ? Array.from({ length: body.count ?? 1 }, randomCode) : [own];
    const deed = { action: "promotion.codes", subjectId: promotionId, version: null };
    const statements = [insertCodes(db, promotionId, { codes, now: Date.now() })];
    // The log tells how many, not which: whoever reads it could use them.
    const after = own === null ? { count: codes.length } : { code: own };
    return ok({ ...deed, value: { codes }, before: null, after, statements });
  }),
);

staffRoute(promotionRoutes, adminPricingApi.listCodes, async (c, { params, query }) => {
  const { promotionId } = params;
  const { after = "", limit } = query;
  if ((await readPromotion(c.env.CATALOG, promotionId)) === null) {
    return fail({ reason: "not_found" });
  }
  const found = await listCodes(c.env.CATALOG, promotionId, { after, limit: limit + 1 });
  const page = found.slice(0, limit);
  const uses = await callObject(
    () => couponStub(c.env, promotionId),
    async (coupon): Promise<CodeUses[]> => await coupon.codes(page),
  );
  const byCode = new Map(uses.map((each) => [each.code, each]));
  const codes = page.map((code) => {
    const { held, used } = byCode.get(code) ?? { held: 0, used: 0 };
    const state = used > 0 ? "used" : held > 0 ? "held" : "free";
    return { code, state, held, used } as const;
  });
  return ok({ codes, nextAfter: found.length > limit ? (page.at(-1) ?? null) : null });
});

staffRoute(promotionRoutes, adminPricingApi.reportUses, async (c, { params, query }) => {
  const { promotionId } = params;
  const cursor = cursorOf(query.cursor);
  if (!cursor.ok) return cursor;
  const promotion = await readPromotion(c.env.CATALOG, promotionId);
  if (promotion === null) return fail({ reason: "not_found" });
  const [counted, page] = await Promise.all([
    hasLimit(promotion) ? countedUses(c.env, promotionId) : listedUses(c.env, promotionId),
    listPromotionUses(c.env.ORDERS, promotionId, { cursor: cursor.value, limit: query.limit }),
  ]);
  const orders = page.rows.map(({ orderId, number, code, minor, currency, placedAt }) => {
    const amount = money(minor, currency);
    return { orderId, number, code, amount, placedAt: new Date(placedAt).toISOString() };
  });
  return ok({ ...counted, orders, nextCursor: page.nextCursor });
});

/** To the last one: whoever has limits has an owner that counts. */
async function countedUses(env: Env, promotionId: Id<"promotion">) {
  const { held, used, costMinor } = await callObject(
    () => couponStub(env, promotionId),
    async (coupon) => await coupon.report(),
  );
  const cost = CURRENCIES.flatMap((currency) => {
    const minor = costMinor[currency];
    return minor === undefined ? [] : [money(minor, currency)];
  });
  return { held, used, cost };
}

/** As far as the lists of orders know. */
async function listedUses({ ORDERS }: Env, promotionId: Id<"promotion">) {
  const costs = await promotionCosts(ORDERS, promotionId);
  return {
    held: 0,
    used: costs.reduce((sum, { uses }) => sum + uses, 0),
    cost: costs.map(({ minor, currency }) => money(minor, currency)),
  };
}

interface Changing {
  readonly id: Id<"promotion">;
  readonly action: string;
  readonly version: number;
  /** What it becomes, and the statement that writes it where the version still holds. */
  change(
    before: StaffPromotionRow,
    now: number,
  ): { readonly after: StaffPromotion; readonly statement: D1PreparedStatement };
}

function statusChange(c: StaffContext, status: "active" | "stopped", version: number) {
  return {
    action: status === "active" ? "promotion.start" : "promotion.stop",
    version,
    change: (before: StaffPromotionRow, now: number) => ({
      after: { ...viewOf(before), status, version: version + 1 },
      statement: setPromotionStatus(c.env.CATALOG, before.id, { status, version, now }),
    }),
  };
}

function changed(
  c: StaffContext,
  call: StaffCall,
  { id, action, version, change }: Changing,
): Promise<Result<StaffPromotion, KnownProblem>> {
  return runCatalogDeed(c, call, async () => {
    const before = await readPromotion(c.env.CATALOG, id);
    if (before === null) return fail({ reason: "not_found" });
    if (before.status === "stopped") return fail({ reason: "promotion_stopped" });
    if (before.version !== version) {
      return fail({ reason: "version_changed", version: before.version });
    }
    const now = Date.now();
    const { after, statement } = change(before, now);
    const isMore = isRunning(after) && !isRunning(before);
    if (isMore && (await countAutomatic(c.env.CATALOG, now)) >= AUTOMATIC_PROMOTIONS_MAX) {
      const detail = `At most ${AUTOMATIC_PROMOTIONS_MAX} promotions apply by themselves at once: stop one first`;
      return invalid([{ pointer: "", detail }]);
    }
    const deed = { action, subjectId: id, version: null };
    return ok({ ...deed, value: after, before: viewOf(before), after, statements: [statement] });
  });
}

/** Whether every cart is reckoned with it. */
function isRunning({ status, isByCode }: Pick<StaffPromotion, "status" | "isByCode">): boolean {
  return status === "active" && !isByCode;
}

function viewOf(row: StaffPromotionRow): StaffPromotion {
  const times = { startsAt: timeOf(row.startsAt), endsAt: timeOf(row.endsAt) };
  return staffPromotionSchema.parse({ ...row, ...times });
}

function draftOf(id: Id<"promotion">, promotion: WritePromotion): StaffPromotion {
  return { ...promotion, id, version: 1, status: "draft", codeCount: 0 };
}

function kept({ status, version, codeCount }: StaffPromotionRow) {
  return { status, version: version + 1, codeCount };
}

function randomCode(): string {
  const bytes = chance(CODE_BYTES + 6);
  return [...bytes].map((byte) => CODE_LETTERS[byte % CODE_LETTERS.length]).join("");
}

function timeOf(at: number | null): string | null {
  return at === null ? null : new Date(at).toISOString();
}

function chance(bytes: number): Uint8Array<ArrayBuffer> {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
