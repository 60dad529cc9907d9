/** Measures as shoppers and merchants write them, and what one measure is in another unit. */

/** Unit -> the ways to write it; the key is the one that tokens end in. */
const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  mm: ["mm", "millimeter", "millimeters", "millimetre", "millimetres"],
  cm: ["cm", "centimeter", "centimeters", "centimetre", "centimetres", "zentimeter"],
  m: ["m", "mtr", "meter", "meters", "metre", "metres"],
  km: ["km", "kilometer", "kilometers", "kilometre", "kilometres"],
  in: ["in", "inch", "inches", "zoll", "pouce", "pouces"],
  ft: ["ft", "foot", "feet", "pied", "pieds"],
  yd: ["yd", "yds", "yard", "yards"],
  mg: ["mg"],
  g: ["g", "gr", "gram", "grams", "gramm", "gramme", "grammes"],
  kg: ["kg", "kgs", "kilo", "kilos", "kilogram", "kilograms", "kilogramm", "kilogrammes"],
  oz: ["oz", "ounce", "ounces"],
  lb: ["lb", "lbs", "pound", "pounds"],
  ml: ["ml", "milliliter", "milliliters", "millilitre", "millilitres"],
  cl: ["cl"],
  l: ["l", "ltr", "liter", "liters", "litre", "litres"],
  gal: ["gal", "gallon", "gallons"],
  kb: ["kb"],
  mb: ["mb", "megabyte", "megabytes"],
  gb: ["gb", "gigabyte", "gigabytes"],
  tb: ["tb", "terabyte", "terabytes"],
  hz: ["hz", "hertz"],
  khz: ["khz"],
  mhz: ["mhz"],
  ghz: ["ghz"],
  w: ["w", "watt", "watts"],
  kw: ["kw"],
  v: ["v", "volt", "volts"],
  va: ["va"],
  kva: ["kva"],
  ma: ["ma"],
  mah: ["mah"],
  ah: ["ah"],
  db: ["db"],
  dpi: ["dpi"],
  rpm: ["rpm"],
  lm: ["lm", "lumen", "lumens"],
  mp: ["mp", "megapixel", "megapixels"],
  mbps: ["mbps"],
  gbps: ["gbps"],
};

/** Units of one quantity, each with how many of the smallest one it is. */
const QUANTITIES: readonly Readonly<Record<string, number>>[] = [
  { mm: 1, cm: 10, in: 25.4, ft: 304.8, yd: 914.4, m: 1_000, km: 1_000_000 },
  { mg: 0.001, g: 1, oz: 28.3495, lb: 453.592, kg: 1_000 },
  { ml: 1, cl: 10, l: 1_000, gal: 3_785.41 },
  { hz: 1, khz: 1_000, mhz: 1_000_000, ghz: 1_000_000_000 },
  { w: 1, kw: 1_000 },
  { va: 1, kva: 1_000 },
  { ma: 1, mah: 1 },
];

/** Storage is counted by thousands on one label and by 1,024 on the next. */
const STORAGE: Readonly<Record<string, number>> = { kb: 0, mb: 1, gb: 2, tb: 3 };
const STORAGE_STEPS = [1_000, 1_024] as const;

/** Nobody measures a cable in kilometres: forms outside of this are not made. */
const READABLE_MIN = 0.05;
const READABLE_MAX = 100_000;
const DECIMALS_MAX = 2;

const UNIT_OF = new Map(
  Object.entries(SPELLINGS).flatMap(([unit, spellings]) =>
    spellings.map((spelling) => [spelling, unit] as const),
  ),
);

/** A number and its unit. */
export interface Measure {
  readonly number: number;
  readonly unit: string;
}

const ALTERNATIVES = [...UNIT_OF.keys()].sort((a, b) => b.length - a.length).join("|");

/** A number and a unit, joined or a space or hyphen apart; "4 in 1" has no inches. */
const MEASURE = new RegExp(
  `(?<![\\p{L}\\d.,/-])(\\d{1,7}(?:\\.\\d{1,4})?|\\.\\d{1,4})[ \\u00a0-]?(${ALTERNATIVES})(?![\\p{L}\\d])(?!(?<=in) ?-?\\d)`,
  "gu",
);
const JOINED = new RegExp(`^(\\d{1,7}(?:\\.\\d{1,4})?)(${Object.keys(SPELLINGS).join("|")})$`);

/** Writes every measure of a folded text as one word: "3 m" and "3.00 metres" become "3m". */
export function joinMeasures(text: string): string {
  return text.replaceAll(MEASURE, (_, number: string, spelling: string) => {
    const unit = UNIT_OF.get(spelling) ?? spelling;
    return ` ${measureToken({ number: Number(number), unit })} `;
  });
}

/** @returns the unit that a label such as "Metres" names, or null */
export function unitNamed(label: string): string | null {
  return UNIT_OF.get(label.toLowerCase()) ?? null;
}

/** @returns the measure that a word such as "3.05m" is, or null */
export function measureIn(word: string): Measure | null {
  const [, number, unit] = JOINED.exec(word) ?? [];
  return number === undefined || unit === undefined ? null : { number: Number(number), unit };
}

/** @returns the measure as one word */
export function measureToken({ number, unit }: Measure): string {
  return `${Number(number.toFixed(4))}${unit}`;
}

/**
 * The same measure in other units, as labels round it: 50 ft are "15.24m" and "15.2m".
 * @returns words, without the measure's own
 */
export function equalMeasures(measure: Measure): string[] {
  const words = new Set<string>();
  for (const { number, unit } of inOtherUnits(measure)) {
    if (number < READABLE_MIN || number > READABLE_MAX) continue;
    for (let decimals = 0; decimals <= DECIMALS_MAX; decimals += 1) {
      const rounded = Number(number.toFixed(decimals));
      // A rounding that moves the value by more than two percent would be another product.
      if (rounded > 0 && Math.abs(rounded - number) <= number * 0.02) {
        words.add(measureToken({ number: rounded, unit }));
      }
    }
  }
  words.delete(measureToken(measure));
  return [...words];
}

function inOtherUnits({ number, unit }: Measure): Measure[] {
  const storage = STORAGE[unit];
  if (storage !== undefined) {
    return Object.entries(STORAGE).flatMap(([other, power]) =>
      STORAGE_STEPS.map((step) => ({ number: number * step ** (storage - power), unit: other })),
    );
  }
  return QUANTITIES.flatMap((units) => {
    const factor = units[unit];
    if (factor === undefined) return [];
    return Object.entries(units).map(([other, size]) => ({
      number: (number * factor) / size,
      unit: other,
    }));
  });
}
