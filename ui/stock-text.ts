/** What the shop says about stock: never more than it knows. */
import type { Availability } from "../contracts/catalog.ts";

/** @returns "In stock", "Only 3 left" or "Sold out" */
export function stockText({ status, left }: Availability): string {
  if (status === "sold_out") return "Sold out";
  return status === "low_stock" && left !== null ? `Only ${left} left` : "In stock";
}
