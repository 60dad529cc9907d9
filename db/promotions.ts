/** Promotions as checkouts read them: those that apply by themselves, and those of codes. */
import { sql } from "drizzle-orm";
import type { Id } from "../domain/id.ts";
import type { Promotion } from "../domain/promotion.ts";
import type { EnteredCode } from "../domain/promotion-cart.ts";
import { promotionCodes, promotions } from "./pricing-tables.ts";
import { type Database, statement } from "./statement.ts";

/** Most promotions that apply by themselves at the same time; staff are told before. */
export const AUTOMATIC_PROMOTIONS_MAX = 500;

const place = sql.placeholder;

const columns = /* @__PURE__ */ sql`${promotions.id}, ${promotions.label}, ${promotions.isByCode},
  ${promotions.startsAt}, ${promotions.endsAt}, ${promotions.conditions}, ${promotions.effect},
  ${promotions.stacking}, ${promotions.limits}, ${promotions.version}`;

/** Those that are over are left out; those to come stay, so that a page may wait for them. */
const automaticStatement = /* @__PURE__ */ statement<{ now: number }>(
  () => sql`
    SELECT ${columns} FROM ${promotions}
    WHERE ${promotions.status} = 'active' AND ${promotions.isByCode} = 0
      AND coalesce(${promotions.endsAt} > ${place("now")}, 1)
    ORDER BY ${promotions.id} LIMIT ${sql.raw(String(AUTOMATIC_PROMOTIONS_MAX))}`,
);

/** A code of a promotion that was stopped is nobody's; one that is over says so. */
const ofCodesStatement = /* @__PURE__ */ statement<{ codes: string }>(
  () => sql`
    SELECT ${promotionCodes.code}, ${columns} FROM ${promotionCodes}
    JOIN ${promotions} ON ${promotions.id} = ${promotionCodes.promotionId}
      AND ${promotions.status} = 'active'
    WHERE ${promotionCodes.code} IN (SELECT value FROM json_each(${place("codes")}))`,
);

interface PromotionRow {
  readonly id: Id<"promotion">;
  readonly label: string;
  readonly is_by_code: number;
  readonly starts_at: number | null;
  readonly ends_at: number | null;
  readonly conditions: string;
  readonly effect: string;
  readonly stacking: string;
  readonly limits: string;
  readonly version: number;
}

/** @returns the promotions that need no code, by id */
export async function automaticPromotions(db: Database, now: number): Promise<Promotion[]> {
  const { results } = await automaticStatement.bind(db, { now }).all<PromotionRow>();
  return results.map(promotionOf);
}

/** What codes stand for. */
export interface CodedPromotions {
  readonly promotions: readonly Promotion[];
  /** In the order in which they were asked for. */
  readonly codes: readonly EnteredCode[];
}

/** @param codes normalised, see normalCode() */
export async function promotionsOfCodes(
  db: Database,
  codes: readonly string[],
): Promise<CodedPromotions> {
  if (codes.length === 0) return { promotions: [], codes: [] };
  const { results } = await ofCodesStatement
    .bind(db, { codes: JSON.stringify(codes) })
    .all<PromotionRow & { code: string }>();
  const ids = new Map(results.map(({ code, id }) => [code, id]));
  const known = new Map(results.map((row) => [row.id, promotionOf(row)]));
  return {
    promotions: [...known.values()],
    codes: codes.map((code) => ({ code, promotionId: ids.get(code) ?? null })),
  };
}

/** @returns the promotion that a row holds */
export function promotionOf(row: PromotionRow): Promotion {
  return {
    id: row.id,
    version: row.version,
    label: row.label,
    isByCode: row.is_by_code === 1,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    conditions: JSON.parse(row.conditions),
    effect: JSON.parse(row.effect),
    stacking: JSON.parse(row.stacking),
    limits: JSON.parse(row.limits),
  };
}
