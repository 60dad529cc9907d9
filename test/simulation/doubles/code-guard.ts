/** In place of http/code-guard.ts: nobody of the simulation tries codes at random. */
import { ok } from "../../../domain/result.ts";

export async function codeGuard() {
  return { take: async () => ok(null), settle: async () => {} };
}

export function unknownOf(): string[] {
  return [];
}
