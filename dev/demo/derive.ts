/** Everything the demo shop derives from a handle: stable ids, short hashes and repeatable dice. */

const BASE32 = "0123456789abcdefghjkmnpqrstvwxyz";

/** A well-mixed 53-bit number from a text; the same text and seed give the same number anywhere. */
export function hash53(text: string, seed = 0): number {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    high = Math.imul(high ^ unit, 2654435761);
    low = Math.imul(low ^ unit, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return 4294967296 * (2097151 & low) + (high >>> 0);
}

/** `length` characters of lower-case base32 that stand for the text. */
export function base32Of(text: string, length: number): string {
  let out = "";
  for (let round = 1; out.length < length; round += 1) {
    let rest = hash53(text, round * 7919);
    for (let digit = 0; digit < 10; digit += 1) {
      out += BASE32[rest % 32];
      rest = Math.floor(rest / 32);
    }
  }
  return out.slice(0, length);
}

/** The demo's id of a thing: `demoId("prd", "harbour-mug")` is the same on every machine. */
export function demoId(prefix: string, handle: string): string {
  return `${prefix}_${base32Of(`${prefix}:${handle}`, 26)}`;
}

/** A repeatable stream of numbers in [0, 1) for one text. */
export function diceFor(text: string): () => number {
  let state = hash53(text) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
