/** Words that every shop's shoppers use, by what they do in a query. General language, no shop's own. */
import type { Locale } from "./locale.ts";

/** Words that say nothing of a product; they are looked up only where a query has no others. */
export const STOP_WORDS: Readonly<Record<Locale, ReadonlySet<string>>> = {
  en: new Set(
    "a an and are as at be best buy by cheap for from good i in is it me my new of on or our some that the this to top with w your".split(
      " ",
    ),
  ),
  de: new Set(
    "am an auf aus bei das dem den der des die ein eine einem einen einer fur gunstig gut im in ist kaufen mit neu oder und von vom zu zum zur".split(
      " ",
    ),
  ),
  fr: new Set(
    "a acheter au aux avec ce ces d dans de des du en et la le les l ma mes mon ou par pas pour sa sans ses son sur un une".split(
      " ",
    ),
  ),
};

/** Words after which a query names what the product goes with: "toner for xc-200". */
export const TARGET_WORDS: ReadonlySet<string> = new Set([
  "for",
  "fits",
  "compatible",
  "fur",
  "pour",
]);

/** Colours: they describe a product and never are one. */
export const COLOUR_WORDS: ReadonlySet<string> = new Set(
  "beige black blue bronze brown burgundy charcoal copper cream cyan gold golden gray green grey ivory khaki lime magenta maroon navy orange pink purple red rose silver tan taupe teal transparent turquoise violet white yellow schwarz blau braun grau grun rot silbern weiss gelb lila rosa noir bleu brun gris vert rouge argent blanc jaune".split(
    " ",
  ),
);

/**
 * Things that are made for another thing: "laptop bag" is a bag. What a shopper who asks for the
 * other thing does not want to see first.
 */
export const ACCESSORY_WORDS: ReadonlySet<string> = new Set(
  "accessory adapter antenna arm bag band battery belt bracket brush cable cap card carrier cartridge case charger clamp cleaner clip connector converter cooler cord cover cradle cushion decal dock enclosure extension feeder film filter frame guard handle hanger hinge holder holster hood hook housing insert kit knob lead leash lid liner lock mat mount mounting pad part pedal plate pocket pole pouch protector rack refill replacement remote ring rod screw shade sheet shelf shell skin sleeve socket spare splitter stand strap switch tool topper tray tripod upgrade warranty wheel".split(
    " ",
  ),
);
