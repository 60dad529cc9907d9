/** Catalogs of any size: clones of public products with other codes and brands, and the same skew of words. */
import type { EvalCatalog, FileProduct } from "./eval-catalog.ts";

const LETTERS = "ABCDEFGHJKLMNPRSTUVWXZ";
const SEED = 42;
/** Clones that keep the brand of their original. */
const OWN_BRAND_SHARE = 0.5;

/** @returns a catalog of that many products: the originals, and as many clones as are missing */
export function clonedCatalog(originals: readonly FileProduct[], size: number): EvalCatalog {
  return { size, samples: originals, products: () => clones(originals, size) };
}

function* clones(originals: readonly FileProduct[], size: number): Generator<FileProduct> {
  yield* originals.slice(0, size);
  const brands = [...new Set(originals.map(({ brand }) => brand ?? null))];
  const chance = chances(SEED);
  const pick = <Each>(all: ArrayLike<Each>): Each => all[Math.floor(chance() * all.length)] as Each;
  for (let at = originals.length; at < size; at += 1) {
    const original = originals[at % originals.length] as FileProduct;
    const code = `${pick(LETTERS)}${pick(LETTERS)}-${Math.floor(100 + chance() * 99_900)}`;
    const brand = chance() < OWN_BRAND_SHARE ? (original.brand ?? null) : pick(brands);
    yield { ...original, id: `${at}`, brand, title: `${original.title} ${code}`, ean: [] };
  }
}

/** Numbers from 0 to 1, the same every time. */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
