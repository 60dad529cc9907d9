/** Cloudflare's purge of cached answers by tag, for shops that were given a zone and a token for it. */
import type { Env } from "../env.gen.ts";
import { log } from "../runtime/log.ts";

const API = "https://api.cloudflare.com/client/v4/zones";
/** Tags that one call may name. */
const TAGS_PER_CALL = 100;
const PATIENCE_MS = 5_000;

/** The zone is a var, the token a secret that may be missing; without both nobody is called. */
type Bindings = Pick<Env, "PURGE_ZONE_ID"> & { readonly PURGE_TOKEN?: string };

/**
 * Asks for everything with these tags to be forgotten, in every data centre. Nothing depends on it:
 * isolates know by themselves what is old, and what stands in front of them keeps answers for a
 * minute. Never rejects.
 */
export async function purgeCaches(
  { PURGE_ZONE_ID: zone, PURGE_TOKEN: token }: Bindings,
  tags: readonly string[],
): Promise<void> {
  if (zone === "" || token === undefined || token === "") return;
  for (let start = 0; start < tags.length; start += TAGS_PER_CALL) {
    const some = tags.slice(start, start + TAGS_PER_CALL);
    try {
      const response = await fetch(`${API}/${zone}/purge_cache`, {
        method: "POST",
        headers: { Authorization: `Bearer ${token}`, "Content-Type": "application/json" },
        body: JSON.stringify({ tags: some }),
        signal: AbortSignal.timeout(PATIENCE_MS),
      });
      await response.body?.cancel();
      if (!response.ok) log.warn("cache.purge.refused", { status: response.status });
    } catch (error) {
      log.warn("cache.purge.failed", { count: some.length, error });
    }
  }
}
