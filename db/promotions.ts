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

/** What was stopped is over since then, and says so; the codes of drafts are nobody's yet. */
const ofCodesStatement = /* @__PURE__ */ statement<{ codes: string; drafts: string }>(
  () => sql`
    SELECT ${promotionCodes.code}, ${columns},
      CASE ${promotions.status} WHEN 'stopped' THEN ${promotions.updatedAt} END AS stopped_at
    FROM ${promotionCodes}
    JOIN ${promotions} ON ${promotions.id} = ${promotionCodes.promotionId}
      AND (${promotions.status} IN ('active', 'stopped')
        OR ${promotions.id} IN (SELECT value FROM json_each(${place("drafts")})))
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

/**
 * @param codes normalised, see normalCode()
 * @param drafts promotions that count as if they were active
 */
export async function promotionsOfCodes(
  db: Database,
  codes: readonly string[],
  drafts: readonly Id<"promotion">[] = [],
): Promise<CodedPromotions> {
  if (codes.length === 0) return { promotions: [], codes: [] };
  const { results } = await ofCodesStatement
    .bind(db, { codes: JSON.stringify(codes), drafts: JSON.stringify(drafts) })
    .all<PromotionRow & { readonly code: string; readonly stopped_at: number | null }>();
  const ids = new Map(results.map(({ code, id }) => [code, id]));
  const known = new Map(results.map((row) => [row.id, untilStopped(row)]));
  return {
    promotions: [...known.values()],
    codes: codes.map((code) => ({ code, promotionId: ids.get(code) ?? null })),
  };
}

function untilStopped(row: PromotionRow & { readonly stopped_at: number | null }): Promotion {
  const promotion = promotionOf(row);
  const { stopped_at: stoppedAt } = row;
  if (stoppedAt === null) return promotion;
  const endsAt = Math.min(promotion.endsAt ?? stoppedAt, stoppedAt);
  return { ...promotion, startsAt: null, endsAt };
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
