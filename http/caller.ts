/** Who counts as one caller where somebody has to wait. */
import { sha256Hex } from "./digest.ts";

/** Groups of an IPv6 address, and those of them that one household has. */
const IPV6_GROUPS = 8;
const HOME_GROUPS = 4;

/**
 * @param address of whoever sent the request, as the platform tells it
 * @returns a digest of whose it is
 */
export function callerDigest(address: string): Promise<string> {
  return sha256Hex(homeOf(address));
}

/**
 * @returns one caller's name: an address, or of IPv6 its first half, for the rest is anybody's to
 *   choose; written out, for zeros that are left out would move that half
 */
export function homeOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail = ""] = address.split("::");
  const groupsOf = (part: string) => (part === "" ? [] : part.split(":"));
  const [first, last] = [groupsOf(head), groupsOf(tail)];
  const zeros = address.includes("::") ? IPV6_GROUPS - first.length - last.length : 0;
  const all = [...first, ...Array.from({ length: Math.max(0, zeros) }, () => "0"), ...last];
  return all
    .slice(0, HOME_GROUPS)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(":");
}
