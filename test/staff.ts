/** Staff with a terminal: calls of the staff API under a role. */

import type { Role } from "../contracts/permissions.ts";
import type { StaffPromotion } from "../contracts/promotion.ts";
import { signStaffToken } from "../http/staff-token.ts";
import type { TestShop } from "./shop.ts";

/** A call of the staff API; throws where it is refused. */
export type AskAsStaff = <Body>(method: string, path: string, body?: unknown) => Promise<Body>;

/** @returns how a member of the staff with this role and name asks */
export function asStaff(shop: TestShop, role: Role, name: string): AskAsStaff {
  return async <Body>(method: string, path: string, body?: unknown) => {
    const options = { ttlMs: 60_000, now: Date.now() };
    const token = await signStaffToken(shop.secrets.STAFF_KEY ?? "", { name, role }, options);
    const response = await fetch(`${shop.origin}/admin/api${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    return answer as Body;
  };
}

/** Ten percent off everything. */
export const TEN_PERCENT = {
  kind: "discount",
  scope: {},
  benefit: { kind: "percent", bp: 1000 },
} as const;

/** Writes a promotion, ten percent off the order unless `fields` say otherwise, and starts it. */
export async function startPromotion(
  staff: AskAsStaff,
  fields: object,
  code?: string,
): Promise<StaffPromotion> {
  const draft = await staff<StaffPromotion>("POST", "/promotions", {
    label: "Spring",
    isByCode: code !== undefined,
    effect: TEN_PERCENT,
    stacking: { class: "order" },
    ...fields,
  });
  if (code !== undefined) await staff("POST", `/promotions/${draft.id}/codes`, { code });
  return staff<StaffPromotion>("POST", `/promotions/${draft.id}/start`, { version: 1 });
}
