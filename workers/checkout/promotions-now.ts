/** The promotions that a checkout may have at this moment: its codes' and those without one. */
import { promotionsOfCodes } from "../../db/promotions.ts";
import { openReader } from "../../db/statement.ts";
import type { Id } from "../../domain/id.ts";
import type { Currency } from "../../domain/money.ts";
import { hasLimit, normalCode, type Promotion } from "../../domain/promotion.ts";
import type { EnteredCode } from "../../domain/promotion-cart.ts";
import { callObject, couponStub } from "../../durable-objects/stubs.ts";
import { rulesIn } from "../../http/shop-rules.ts";
import type { Env } from "./env.gen.ts";

/** What an order is told before it reckons anew. */
export interface PromotionsNow {
  readonly promotions: readonly Promotion[];
  /** Reached a limit, as their owners say. */
  readonly usedUp: readonly Id<"promotion">[];
  readonly codes: readonly EnteredCode[];
}

/** @param typed codes as the shopper wrote them; what holds no letter and no digit is none */
export async function promotionsNow(
  env: Pick<Env, "CATALOG" | "COUPON">,
  typed: readonly string[],
  currency: Currency,
): Promise<PromotionsNow> {
  const normal = [...new Set(typed.flatMap((code) => normalCode(code) ?? []))];
  const [{ promotions: automatic }, coded] = await Promise.all([
    rulesIn(env.CATALOG, currency, Date.now()),
    promotionsOfCodes(openReader(env.CATALOG), normal),
  ]);
  const { codes } = coded;
  const codeOf = new Map(codes.map(({ code, promotionId }) => [promotionId, code]));
  const promotions = [...automatic, ...coded.promotions];
  const usedUp = await Promise.all(
    promotions.filter(hasLimit).map(async (promotion): Promise<Id<"promotion">[]> => {
      const code = codeOf.get(promotion.id) ?? null;
      const use = { code, customer: null, currency, costMinor: 0 };
      const refusal = await callObject(
        () => couponStub(env, promotion.id),
        async (coupon) => await coupon.check(use, promotion.limits),
      );
      return refusal === null ? [] : [promotion.id];
    }),
  );
  return { promotions, usedUp: usedUp.flat(), codes };
}
