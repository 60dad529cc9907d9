/** Ids: a prefix that tells the kind and 26 letters that tell nothing else. */

const PREFIXES = {
  product: "prd",
  variant: "var",
  stockItem: "itm",
  category: "cat",
  brand: "brd",
  attribute: "atr",
  media: "med",
  location: "loc",
  cart: "crt",
  line: "lin",
  order: "ord",
  hold: "hld",
  event: "evt",
  notice: "ntc",
  letter: "ltr",
  audit: "aud",
  request: "req",
  break: "brk",
  productType: "pty",
  collection: "col",
  importJob: "imp",
  synonym: "syn",
  pin: "pin",
  promotion: "prm",
  priceList: "pls",
  invoice: "inv",
} as const;

/** The kinds of things that have an id of their own. */
export type IdKind = keyof typeof PREFIXES;

declare const kind: unique symbol;

/** A string that was checked to be the id of one kind of thing. */
export type Id<Kind extends IdKind> = string & { readonly [kind]: Kind };

const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
const BODY = /^[0-9a-hjkmnp-tv-z]{26}$/;
const NAME = /^[a-z0-9_]{1,26}$/;
const RANDOM_BYTES = 10;
/** Bytes of a whole body: 48 bits of time and 80 of chance. */
const BODY_BYTES = 16;

/** Kinds that people name by hand ("loc_harbour"), so that a word may stand for the letters. */
const NAMED: ReadonlySet<IdKind> = new Set(["location"]);

const HOLD = /^[0-9a-hjkmnp-tv-z]{26}_[1-9][0-9]{0,8}$/;

/** @returns `text` as an id of `kind`, or null where it is none */
export function parseId<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> | null {
  const prefix = `${PREFIXES[kind]}_`;
  if (!text.startsWith(prefix)) return null;
  const body = text.slice(prefix.length);
  if (kind === "hold") return HOLD.test(body) ? (text as Id<Kind>) : null;
  return BODY.test(body) || (NAMED.has(kind) && NAME.test(body)) ? (text as Id<Kind>) : null;
}

/** For ids that the program itself wrote. @throws Error where `text` is no id of `kind` */
export function toId<Kind extends IdKind>(kind: Kind, text: string): Id<Kind> {
  const id = parseId(kind, text);
  if (id === null) throw new Error(`Expected the id of a ${kind}, got "${text}"`);
  return id;
}

/**
 * Mints an id that sorts by time.
 * @param now epoch milliseconds
 * @param random at least 10 bytes of chance
 */
export function mintId<Kind extends IdKind>(kind: Kind, now: number, random: Uint8Array): Id<Kind> {
  const bytes = new Uint8Array(BODY_BYTES);
  for (let index = 5, rest = now; index >= 0; index -= 1, rest = Math.floor(rest / 256)) {
    bytes[index] = rest % 256;
  }
  bytes.set(random.subarray(0, RANDOM_BYTES), 6);
  return idFromBytes(kind, bytes);
}

/** The hold of one attempt to place an order, the same in every StockObject that it touches. */
export function holdIdOf(orderId: Id<"order">, attempt: number): Id<"hold"> {
  return `${PREFIXES.hold}_${orderId.slice(PREFIXES.order.length + 1)}_${attempt}` as Id<"hold">;
}

/** An id that follows from a digest: the same bytes give the same id. @param bytes at least 16 */
export function idFromBytes<Kind extends IdKind>(kind: Kind, bytes: Uint8Array): Id<Kind> {
  if (bytes.length < BODY_BYTES) throw new RangeError(`An id needs ${BODY_BYTES} bytes`);
  return `${PREFIXES[kind]}_${encode(bytes.subarray(0, BODY_BYTES))}` as Id<Kind>;
}

/** Crockford's base 32 in lower case, 5 bits a letter, the last one padded with zeros. */
function encode(bytes: Uint8Array): string {
  let text = "";
  let pending = 0;
  let bits = 0;
  for (const byte of bytes) {
    pending = (pending << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(pending >> bits) & 31];
    }
    pending &= (1 << bits) - 1;
  }
  return bits > 0 ? text + ALPHABET[(pending << (5 - bits)) & 31] : text;
}

/**
 * The number that a shopper reads and speaks: short, random, tells no volume ("K7Q2-9FHM").
 * @param random at least 8 bytes of chance
 */
export function mintOrderNumber(random: Uint8Array): string {
  let text = "";
  for (const byte of random.subarray(0, 8)) text += ALPHABET[byte & 31];
  if (text.length < 8) throw new RangeError("An order number needs 8 bytes");
  return `${text.slice(0, 4)}-${text.slice(4)}`.toUpperCase();
}
