/**
 * States and provinces of the countries that tax by them. Shoppers write names, rules write codes
 * (or the other way round): both are the same place, or a tax is missed.
 */

/** ISO 3166-2 without the country, each with its name; the military and the territories too. */
const NAMES: Readonly<Record<string, string>> = {
  CA: `AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;
    NL Newfoundland;NS Nova Scotia;NT Northwest Territories;NU Nunavut;ON Ontario;
    PE Prince Edward Island;PE PEI;QC Quebec;SK Saskatchewan;YT Yukon;YT Yukon Territory`,
  US: `AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;
    DE Delaware;DC District of Columbia;DC Washington DC;FL Florida;GA Georgia;HI Hawaii;ID Idaho;
    IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;
    MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;
    NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;
    ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;
    SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;
    WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming;AS American Samoa;GU Guam;
    MP Northern Mariana Islands;PR Puerto Rico;VI Virgin Islands;VI US Virgin Islands;
    AA Armed Forces Americas;AE Armed Forces Europe;AP Armed Forces Pacific`,
};

/** By country: codes, by code and by name as lettersOf() has them. */
const known = new Map<string, ReadonlyMap<string, string>>();

/** @returns the code of the region; null where its country's are known and this is none of them */
export function regionCode(country: string, region: string): string | null {
  const letters = lettersOf(region);
  const codes = codesOf(country);
  if (codes === null) return letters;
  // ISO writes "US-CA".
  const local = letters.startsWith(country) ? letters.slice(country.length) : letters;
  return codes.get(letters) ?? codes.get(local) ?? null;
}

/** @returns the region as carriers and tax offices want it: its code where that is known */
export function regionText(country: string, region: string): string {
  return (codesOf(country) === null ? null : regionCode(country, region)) ?? region;
}

/** @returns whether both are the same region of the country, by code or by name */
export function isSameRegion(country: string, left: string, right: string): boolean {
  const codeOf = (region: string) => regionCode(country, region) ?? lettersOf(region);
  return codeOf(left) === codeOf(right);
}

function codesOf(country: string): ReadonlyMap<string, string> | null {
  const names = NAMES[country];
  if (names === undefined) return null;
  const made = known.get(country);
  if (made !== undefined) return made;
  const codes = new Map<string, string>();
  for (const each of names.split(";")) {
    const [code = "", ...words] = each.trim().split(" ");
    codes.set(code, code).set(lettersOf(words.join("")), code);
  }
  known.set(country, codes);
  return codes;
}

/** Without accents, points, spaces and dashes, in upper case. */
function lettersOf(text: string): string {
  return text
    .normalize("NFKD")
    .toUpperCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, "");
}
