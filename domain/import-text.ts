/** Texts of foreign files: cells cleaned, formulas disarmed, and handles that addresses can carry. */

/** Longest handle, in characters, as the shop's addresses take it. */
const HANDLE_MAX = 120;
const HASH_CHARS = 6;
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** Control characters that no text needs; a tab, a line feed and a carriage return stay. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u2028\u2029\ufeff]/g;
/** What a spreadsheet would run, or take for an escape; some read signs of full width as the plain ones. */
const RISKY = /^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20]/;
/** An apostrophe that a spreadsheet put there so that a value stays a text. */
const ESCAPED = /^'(?:[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20']|\d[\d .-]*$)/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Letters that do not fall apart into a letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  đ: "d",
  ð: "d",
  þ: "th",
  ł: "l",
  ı: "i",
};

/** @returns the text without padding, without control characters, with line feeds alone */
export function cleanText(text: string): string {
  const plain = text.replaceAll(CONTROLS, "").replaceAll(LONE_SURROGATE, "\ufffd");
  return plain.replaceAll(/\r\n?/g, "\n").trim();
}

/** @returns a cell as it was meant: clean, and without a spreadsheet's apostrophe before it */
export function cellText(text: string): string {
  const clean = cleanText(text);
  return ESCAPED.test(clean) ? clean.slice(1).trimStart() : clean;
}

/** @returns a cell that no spreadsheet runs; `cellText()` gives the text back */
export function safeCell(text: string): string {
  return RISKY.test(text) || ESCAPED.test(text) ? `'${text}` : text;
}

/** @returns the text in words of a-z and 0-9, and whether more than marks and marks' letters fell away */
function fold(text: string): { readonly words: string; readonly isLossy: boolean } {
  const plain = text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[ßæœøđðþłı]/g, (letter) => LETTERS[letter] ?? "");
  const isLossy = /[^\P{L}a-z]|[^\P{N}0-9]/u.test(plain);
  const words = plain.replaceAll(/['’]/g, "").replaceAll(/[^a-z0-9]+/g, "-");
  return { words: words.replaceAll(/^-+|-+$/g, ""), isLossy };
}

/** @returns a handle for a title or a name; the same text gives the same one */
export function handleOf(text: string): string {
  const { words, isLossy } = fold(text);
  if (words.length > 0 && words.length <= HANDLE_MAX && !isLossy) return words;
  return hashedHandle(text);
}

/** @returns the handle with letters that follow from `seed`, for where the plain one is taken */
export function hashedHandle(text: string, seed: string = text): string {
  const room = HANDLE_MAX - HASH_CHARS - 1;
  const words = fold(text).words.slice(0, room).replaceAll(/-+$/g, "");
  return [...(words === "" ? [] : [words]), hashOf(sourceKey(seed))].join("-");
}

/** Two forms of one handle (combining characters, capitals) are one. */
export function sourceKey(text: string): string {
  return text.normalize("NFC").trim().toLowerCase();
}

/** FNV-1a twice, 30 bits: enough to tell two titles apart that fold into one word. */
function hashOf(text: string): string {
  let left = 0x811c9dc5;
  let right = 0x9747b28c;
  for (let at = 0; at < text.length; at += 1) {
    left = Math.imul(left ^ text.charCodeAt(at), 0x01000193);
    right = Math.imul(right ^ text.charCodeAt(at), 0x85ebca6b);
  }
  let rest = ((left ^ (left >>> 15)) >>> 0) * 1024 + ((right >>> 7) & 1023);
  let word = "";
  for (let digit = 0; digit < HASH_CHARS; digit += 1) {
    word += ALPHABET[rest % 32];
    rest = Math.floor(rest / 32);
  }
  return word;
}

/** @returns the parts of a list, trimmed, without blanks and repetitions */
export function listOf(text: string, separator: string | RegExp = ","): string[] {
  return [...new Set(text.split(separator).map((part) => part.trim()))].filter(
    (part) => part !== "",
  );
}

/** @returns "kitchen-coffee_machines" as people read it: "Kitchen coffee machines" */
export function titleOf(handle: string): string {
  const words = handle.replaceAll(/[-_]+/g, " ").trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
