/** The copies of the catalog, for those who have to wait until they are complete. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { catalogChanged } from "../contracts/events.ts";
import { countChanges } from "../db/product-changes.ts";
import { type LiveIndex, liveIndex } from "../db/search-index.ts";
import { isUnderWay, type Rebuild, readRebuild } from "../db/search-rebuild.ts";
import type { Env } from "../env.gen.ts";
import { type DrainEnd, drainChanges, refreshCategories } from "./catalog-changes.ts";
import { askForRebuild, type RebuildEnd, rebuildFurther } from "./search-rebuild.ts";

/** The index, and how far its copies are behind. */
export interface IndexStatus {
  readonly live: LiveIndex;
  readonly rebuild: Rebuild & { readonly isUnderWay: boolean };
  /** Products that changed and are not told of yet. */
  readonly waiting: number;
}

/** The search index and the documents as other Workers and scripts reach them. */
export class Indexing extends WorkerEntrypoint<Env> {
  /** How the index is. */
  async status(): Promise<IndexStatus> {
    const [live, rebuild, waiting] = await Promise.all([
      liveIndex(this.env.SEARCH),
      readRebuild(this.env.SEARCH),
      countChanges(this.env.CATALOG),
    ]);
    return { live, rebuild: { ...rebuild, isUnderWay: isUnderWay(rebuild) }, waiting };
  }

  /** Tells of what changed, as far as one run goes; call it again while `isMore`. */
  async drain(): Promise<DrainEnd> {
    const end = await drainChanges(this.env);
    if (!end.isMore) await refreshCategories(this.env);
    return end;
  }

  /** Begins a rebuild, unless one is under way; the queue goes on with it. */
  async ask(): Promise<void> {
    await askForRebuild(this.env);
    await this.env.CATALOG_EVENTS.send(catalogChanged("feed", Date.now()));
  }

  /**
   * Rebuilds as far as one run goes, beginning unless one is under way. Call it again until it says
   * that it is over.
   */
  async rebuild(): Promise<RebuildEnd> {
    return rebuildFurther(this.env);
  }
}
