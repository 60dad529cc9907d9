/** French: les choix et leurs valeurs. */
import type { OptionTexts, Texts } from "../texts.ts";
import { SHADES, WOODS } from "./colours.ts";

/** By the name of an option. */
export const OPTIONS: Texts<OptionTexts> = {
  Colour: { name: "Couleur", values: SHADES },
  Wood: { name: "Bois", values: WOODS },
  Frame: { name: "Cadre", values: { Oak: "Chêne", Brass: "Laiton" } },
  Size: {
    name: "Taille",
    values: {
      Small: "Petit modèle",
      Medium: "Modèle moyen",
      Large: "Grand modèle",
      "2 cups": "2 tasses",
      "4 cups": "4 tasses",
      "Small hand": "Petite main",
      "Large hand": "Grande main",
    },
  },
  Volume: { name: "Contenance" },
  Pack: {
    name: "Lot",
    values: {
      Single: "À l'unité",
      Pair: "La paire",
      Three: "Lot de trois",
      Four: "Lot de quatre",
      Six: "Lot de six",
      Eight: "Lot de huit",
    },
  },
  Pegs: { name: "Patères", values: { Three: "Trois", Five: "Cinq", Seven: "Sept" } },
  Pieces: { name: "Pièces" },
  Hand: { name: "Main", values: { Right: "Droite", Left: "Gauche" } },
  Scent: {
    name: "Parfum",
    values: {
      "Warm Rain": "Pluie tiède",
      "Sea Fog": "Brume de mer",
      "First Frost": "Première gelée",
      "Hay Field": "Champ de foin",
      "Wood Smoke": "Feu de bois",
      Hinoki: "Hinoki",
      "Green Tea": "Thé vert",
      "Plum Blossom": "Fleur de prunier",
      "Sea Salt": "Sel de mer",
      Lavender: "Lavande",
      "Pine Tar": "Goudron de pin",
      Unscented: "Sans parfum",
      "Fig Leaf": "Feuille de figuier",
      Bergamot: "Bergamote",
    },
  },
  Ruling: { name: "Réglure", values: { Plain: "Uni", Lined: "Ligné", Dotted: "Pointillé" } },
  Nib: { name: "Plume", values: { Fine: "Fine", Medium: "Moyenne", Broad: "Large" } },
  Set: { name: "Série", values: { Meadow: "Prairie", Harbour: "Port", Dusk: "Crépuscule" } },
  Blade: { name: "Lame", values: { Narrow: "Étroite", Wide: "Large" } },
  Mix: {
    name: "Mélange",
    values: {
      "Sunny Field": "Champ ensoleillé",
      "Half Shade": "Mi-ombre",
      "For Bees": "Pour les abeilles",
    },
  },
  Kind: {
    name: "Format",
    values: {
      Bottle: "Flacon",
      "Refill pouch": "Éco-recharge",
      "In glass": "En godets de verre",
      Refill: "Recharge",
    },
  },
  Bristle: { name: "Poils", values: { Soft: "Souples", Firm: "Fermes" } },
  Picture: {
    name: "Image",
    values: {
      "Low Tide": "Marée basse",
      "Harbour at Six": "Le port à six heures",
      "North Light": "Lumière du nord",
    },
  },
  Finish: { name: "Finition", values: { Plain: "Bois brut", Painted: "Peint" } },
  For: {
    name: "Pour",
    values: {
      "Ages 4 to 6": "4 à 6 ans",
      "Ages 7 to 9": "7 à 9 ans",
      "Grown-ups": "Adultes",
    },
  },
  Grind: {
    name: "Mouture",
    values: { "Whole bean": "En grains", Filter: "Filtre", Espresso: "Expresso" },
  },
  Brightness: { name: "Luminosité" },
};
