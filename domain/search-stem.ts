/**
 * Words without their endings, so that "batteries" finds "battery": Porter's algorithm (1980) for
 * English, endings of number and case for German, of number and gender for French.
 */
import type { Locale } from "./locale.ts";

const STEP_2: readonly (readonly [string, string])[] = [
  ["ational", "ate"],
  ["tional", "tion"],
  ["enci", "ence"],
  ["anci", "ance"],
  ["izer", "ize"],
  ["abli", "able"],
  ["alli", "al"],
  ["entli", "ent"],
  ["eli", "e"],
  ["ousli", "ous"],
  ["ization", "ize"],
  ["ation", "ate"],
  ["ator", "ate"],
  ["alism", "al"],
  ["iveness", "ive"],
  ["fulness", "ful"],
  ["ousness", "ous"],
  ["aliti", "al"],
  ["iviti", "ive"],
  ["biliti", "ble"],
];
const STEP_3: readonly (readonly [string, string])[] = [
  ["icate", "ic"],
  ["ative", ""],
  ["alize", "al"],
  ["iciti", "ic"],
  ["ical", "ic"],
  ["ful", ""],
  ["ness", ""],
];
const STEP_4 = [
  "al",
  "ance",
  "ence",
  "er",
  "ic",
  "able",
  "ible",
  "ant",
  "ement",
  "ment",
  "ent",
  "ou",
  "ism",
  "ate",
  "iti",
  "ous",
  "ive",
  "ize",
];
/** Plurals that no rule makes. */
const IRREGULAR: Readonly<Record<string, string>> = {
  mice: "mouse",
  men: "man",
  women: "woman",
  children: "child",
  teeth: "tooth",
  geese: "goose",
  knives: "knife",
  shelves: "shelf",
  leaves: "leaf",
  loaves: "loaf",
  scarves: "scarf",
  halves: "half",
  wives: "wife",
  calves: "calf",
  wolves: "wolf",
  dice: "die",
};

const CONSONANT = "[^aeiou]";
const VOWEL = "[aeiouy]";
const GROUP_C = `${CONSONANT}[^aeiouy]*`;
const GROUP_V = `${VOWEL}[aeiou]*`;
const MEASURE_ABOVE_0 = new RegExp(`^(${GROUP_C})?${GROUP_V}${GROUP_C}`);
const MEASURE_IS_1 = new RegExp(`^(${GROUP_C})?${GROUP_V}${GROUP_C}(${GROUP_V})?$`);
const MEASURE_ABOVE_1 = new RegExp(`^(${GROUP_C})?${GROUP_V}${GROUP_C}${GROUP_V}${GROUP_C}`);
const HAS_VOWEL = new RegExp(`^(${GROUP_C})?${VOWEL}`);
const ENDS_SHORT = new RegExp(`^${GROUP_C}${VOWEL}[^aeiouwxy]$`);
const LETTERS = /^[a-z]+$/;

/** @param word folded: lower case, without marks. What has digits or other letters stays. */
export function stem(word: string, locale: Locale): string {
  if (word.length < 3 || !LETTERS.test(word)) return word;
  if (locale === "de") return stemGerman(word);
  if (locale === "fr") return stemFrench(word);
  return stemEnglish(IRREGULAR[word] ?? word);
}

function stemEnglish(word: string): string {
  return dropLastE(
    dropStep4(
      replaceEnding(replaceEnding(stepY(stepParticiple(stepPlural(word))), STEP_2), STEP_3),
    ),
  );
}

function stepPlural(word: string): string {
  if (word.endsWith("sses") || word.endsWith("ies")) return word.slice(0, -2);
  return word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

function stepParticiple(word: string): string {
  if (word.endsWith("eed")) {
    return MEASURE_ABOVE_0.test(word.slice(0, -3)) ? word.slice(0, -1) : word;
  }
  const ending = ["ed", "ing"].find((each) => word.endsWith(each));
  if (ending === undefined) return word;
  const root = word.slice(0, -ending.length);
  if (!HAS_VOWEL.test(root)) return word;
  if (/(?:at|bl|iz)$/.test(root)) return `${root}e`;
  if (/([^aeiouylsz])\1$/.test(root)) return root.slice(0, -1);
  return ENDS_SHORT.test(root) ? `${root}e` : root;
}

function stepY(word: string): string {
  return word.endsWith("y") && HAS_VOWEL.test(word.slice(0, -1)) ? `${word.slice(0, -1)}i` : word;
}

function replaceEnding(word: string, endings: readonly (readonly [string, string])[]): string {
  const found = endings.find(([ending]) => word.endsWith(ending));
  if (found === undefined) return word;
  const root = word.slice(0, -found[0].length);
  return MEASURE_ABOVE_0.test(root) ? root + found[1] : word;
}

function dropStep4(word: string): string {
  const ending = STEP_4.filter((each) => word.endsWith(each)).sort(
    (a, b) => b.length - a.length,
  )[0];
  const root = ending === undefined ? "" : word.slice(0, -ending.length);
  if (ending !== undefined) return MEASURE_ABOVE_1.test(root) ? root : word;
  const noun = /^(.+[st])ion$/.exec(word)?.[1];
  return noun !== undefined && MEASURE_ABOVE_1.test(noun) ? noun : word;
}

function dropLastE(word: string): string {
  let root = word;
  if (word.endsWith("e")) {
    const short = word.slice(0, -1);
    if (MEASURE_ABOVE_1.test(short) || (MEASURE_IS_1.test(short) && !ENDS_SHORT.test(short))) {
      root = short;
    }
  }
  return root.endsWith("ll") && MEASURE_ABOVE_1.test(root) ? root.slice(0, -1) : root;
}

/** After Savoy's light stemmer: the endings of number and case. Umlauts are folded already. */
function stemGerman(word: string): string {
  if (word.length > 6 && word.endsWith("ern")) return word.slice(0, -3);
  const long = ["em", "en", "er", "es"].some((ending) => word.endsWith(ending));
  if (word.length > 5 && long) return word.slice(0, -2);
  if (word.length > 4 && /[ens]$/.test(word)) return word.slice(0, -1);
  return word;
}

/** After Savoy's minimal stemmer: plural, feminine, doubled consonant. */
function stemFrench(word: string): string {
  let root = word;
  if (root.length < 5) return root.length > 3 && /[sx]$/.test(root) ? root.slice(0, -1) : root;
  if (root.endsWith("eaux")) return root.slice(0, -1);
  if (root.endsWith("aux")) return `${root.slice(0, -2)}l`;
  if (/[sx]$/.test(root)) root = root.slice(0, -1);
  if (root.endsWith("e")) root = root.slice(0, -1);
  return /([^aeiou])\1$/.test(root) ? root.slice(0, -1) : root;
}
