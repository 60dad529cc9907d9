/** What a shopper likes, in the words of the index. */
import type { Locale } from "../domain/locale.ts";
import type { Facts } from "../domain/search-facts.ts";
import type { ShopperProfile } from "../domain/search-rank.ts";
import { selectionStatement } from "./search-facets.ts";
import type { Database } from "./statement.ts";

/** Likes that are looked at, of categories and of brands: the strongest ones. */
const LIKES_MAX = 20;

/** @returns 0 to 1: how much the shopper likes a product */
export type Liking = (facts: Facts) => number;

const NOTHING: Liking = () => 0;

/** Reads the numbers of what is liked; nobody is liked better where there is no profile. */
export async function likingOf(
  db: Database,
  profile: ShopperProfile | undefined,
  locale: Locale,
): Promise<Liking> {
  if (profile === undefined) return NOTHING;
  const likes = { category: strongest(profile.categories), brand: strongest(profile.brands) };
  const choices = new Map(
    Object.entries(likes).map(([key, each]) => [key, each.map(([handle]) => handle)]),
  );
  const statement = selectionStatement(db, { locale, choices });
  if (statement === null) return NOTHING;
  const { results } = await statement.all<{
    key: string;
    facet: number;
    value: number;
    name: string;
  }>();
  const words = new Map(
    results.map(({ key, facet, value, name }) => {
      const like = (key === "brand" ? profile.brands : profile.categories)[name] ?? 0;
      return [`${facet}.${value}`, Math.min(1, Math.max(0, like))];
    }),
  );
  return ({ words: said }) => Math.max(0, ...said.map((word) => words.get(word) ?? 0));
}

function strongest(likes: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(likes)
    .sort(([, left], [, right]) => right - left)
    .slice(0, LIKES_MAX);
}
