/** German: Auswahlen und ihre Werte. */
import type { OptionTexts, Texts } from "../texts.ts";
import { SHADES, WOODS } from "./colours.ts";

/** By the name of an option. */
export const OPTIONS: Texts<OptionTexts> = {
  Colour: { name: "Farbe", values: SHADES },
  Wood: { name: "Holz", values: WOODS },
  Frame: { name: "Rahmen", values: { Oak: "Eiche", Brass: "Messing" } },
  Size: {
    name: "Größe",
    values: {
      Small: "Klein",
      Medium: "Mittel",
      Large: "Groß",
      "2 cups": "2 Tassen",
      "4 cups": "4 Tassen",
      "Small hand": "Kleine Hand",
      "Large hand": "Große Hand",
    },
  },
  Volume: { name: "Volumen" },
  Pack: {
    name: "Packung",
    values: {
      Single: "Einzeln",
      Pair: "Paar",
      Three: "Drei",
      Four: "Vier",
      Six: "Sechs",
      Eight: "Acht",
    },
  },
  Pegs: { name: "Haken", values: { Three: "Drei", Five: "Fünf", Seven: "Sieben" } },
  Pieces: { name: "Teile" },
  Hand: { name: "Hand", values: { Right: "Rechts", Left: "Links" } },
  Scent: {
    name: "Duft",
    values: {
      "Warm Rain": "Warmer Regen",
      "Sea Fog": "Seenebel",
      "First Frost": "Erster Frost",
      "Hay Field": "Heuwiese",
      "Wood Smoke": "Holzrauch",
      Hinoki: "Hinoki",
      "Green Tea": "Grüner Tee",
      "Plum Blossom": "Pflaumenblüte",
      "Sea Salt": "Meersalz",
      Lavender: "Lavendel",
      "Pine Tar": "Kiefernteer",
      Unscented: "Ohne Duft",
      "Fig Leaf": "Feigenblatt",
      Bergamot: "Bergamotte",
    },
  },
  Ruling: {
    name: "Lineatur",
    values: { Plain: "Blanko", Lined: "Liniert", Dotted: "Gepunktet" },
  },
  Nib: { name: "Feder", values: { Fine: "Fein", Medium: "Mittel", Broad: "Breit" } },
  Set: { name: "Set", values: { Meadow: "Wiese", Harbour: "Hafen", Dusk: "Dämmerung" } },
  Blade: { name: "Klinge", values: { Narrow: "Schmal", Wide: "Breit" } },
  Mix: {
    name: "Mischung",
    values: {
      "Sunny Field": "Sonniges Feld",
      "Half Shade": "Halbschatten",
      "For Bees": "Für Bienen",
    },
  },
  Kind: {
    name: "Art",
    values: {
      Bottle: "Flasche",
      "Refill pouch": "Nachfüllbeutel",
      "In glass": "Im Glas",
      Refill: "Nachfüllung",
    },
  },
  Bristle: { name: "Borsten", values: { Soft: "Weich", Firm: "Fest" } },
  Picture: {
    name: "Motiv",
    values: {
      "Low Tide": "Ebbe",
      "Harbour at Six": "Hafen um sechs",
      "North Light": "Nordlicht",
    },
  },
  Finish: { name: "Oberfläche", values: { Plain: "Natur", Painted: "Bemalt" } },
  For: {
    name: "Für",
    values: {
      "Ages 4 to 6": "4 bis 6 Jahre",
      "Ages 7 to 9": "7 bis 9 Jahre",
      "Grown-ups": "Erwachsene",
    },
  },
  Grind: {
    name: "Mahlgrad",
    values: { "Whole bean": "Ganze Bohne", Filter: "Filter", Espresso: "Espresso" },
  },
  Brightness: { name: "Helligkeit" },
};
