/** The picture at the shop's door: two objects in R2 by convention, so that a merchant changes it by upload. */
import { links } from "../../http/links.ts";
import { ShortMemory } from "../../runtime/short-memory.ts";

/** The wide picture and the tall one. */
const HERO_KEYS = { wide: "shop/hero.svg", tall: "shop/hero-portrait.svg" } as const;
/** How long the storage's answer is believed, in milliseconds. */
const BELIEVED_MS = 60_000;

/** The picture of the home page. */
export interface Hero {
  readonly wide: string;
  /** For narrow screens; null where there is only the wide one. */
  readonly tall: string | null;
  readonly alt: string;
}

/** A missing picture is looked for again at once: it may be on its way up. */
const heroes = new ShortMemory<Hero | null>({
  keepMs: BELIEVED_MS,
  entriesMax: 1,
  isWorthKeeping: (hero) => hero !== null,
});

/**
 * @returns the hero, or null where none was uploaded; remembered for a minute
 * @param now epoch milliseconds
 */
export function findHero(media: R2Bucket, now: number): Promise<Hero | null> {
  return heroes.recall("hero", now, async () => {
    const keys = [HERO_KEYS.wide, HERO_KEYS.tall] as const;
    const [wide, tall] = await Promise.all(keys.map((key) => media.head(key)));
    return wide == null ? null : heroOf(wide, tall ?? null);
  });
}

function heroOf(wide: R2Object, tall: R2Object | null): Hero {
  return {
    wide: `${links.media(wide.key)}?v=${wide.etag}`,
    tall: tall === null ? null : `${links.media(tall.key)}?v=${tall.etag}`,
    alt: wide.customMetadata?.alt ?? "",
  };
}
