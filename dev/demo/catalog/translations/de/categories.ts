/** German: Kategorien. */
import type { PlaceTexts, Texts } from "../texts.ts";

/** Rooms with their shelves. */
export const CATEGORIES: Texts<PlaceTexts> = {
  table: {
    title: "Tisch",
    description: `Teller, Schalen und Tassen, die an einem Wochentag richtig aussehen. Kauf jetzt
      vier; die Glasur gibt es auch für den fünften noch.`,
    seo: {
      title: "Teller, Schalen, Tassen und Vasen aus Steinzeug",
      description: `Handgemachtes Steinzeug, Porzellan und Recyclingglas für den Tisch. Glasuren,
        die im Sortiment bleiben, damit ein fünfter Teller dazukommen kann.`,
    },
  },
  cups: {
    title: "Tassen & Becher",
    description: "Tassen mit Henkeln, durch die ein Finger passt, und solche, die ohne auskommen.",
  },
  plates: {
    title: "Teller & Schalen",
    description: "Für Suppe, für Toast, für das letzte Stück. Alles lässt sich stapeln.",
  },
  serving: {
    title: "Servieren & Vasen",
    description: "Was mitten auf dem Tisch steht, während alle daran vorbeireden.",
  },
  "coffee-tea": {
    title: "Kaffee & Tee",
    description: "Langsames Werkzeug für die zwei Pausen, die einen Tag zusammenhalten.",
    seo: {
      title: "Kaffee und Tee: Werkzeug, Kannen, Bohnen und Blätter",
      description: `Handfilter, Kaffeebereiter, Kessel und Teekannen, dazu der Kaffee und der Tee,
        die hineinkommen.`,
    },
  },
  coffee: {
    title: "Kaffee",
    description: "Filter, Pressen und Mühlen: vier gut angelegte Minuten.",
  },
  tea: {
    title: "Tee",
    description: "Kannen, die nicht tropfen, Tassen, die den Fingern nicht zu heiß werden.",
  },
  kitchen: {
    title: "Küche",
    description: `Pfannen, Bretter und Werkzeug, die mit dem Gebrauch besser werden, und Gläser für
      das, was übrig bleibt.`,
    seo: {
      title: "Pfannen, Bretter, Messer und Küchenwerkzeug",
      description: `Gusseisen, Kohlenstoffstahl und geöltes Holz: Küchenwerkzeug, das geschärft,
        repariert und behalten wird.`,
    },
  },
  "pots-pans": {
    title: "Töpfe & Pfannen",
    description: "Schwer, wo es hilft, leicht, wo man hebt.",
  },
  "kitchen-tools": {
    title: "Werkzeug & Bretter",
    description: "Zum Schneiden, Rühren, Rollen und Ausschaben der Schüssel.",
  },
  pantry: {
    title: "Gläser & Dosen",
    description: "Ein Platz für das Mehl und einer für die Kekse, an den man schwerer herankommt.",
  },
  light: {
    title: "Licht",
    description: "Lampen zum Lesen, Laternen für die Stufe vor der Tür, Kerzen ohne jeden Grund.",
    seo: {
      title: "Leuchten, Laternen und Kerzen",
      description: `Dimmbare Leuchten mit warmem Licht, windfeste Laternen und Kerzen aus Soja- und
        Bienenwachs.`,
    },
  },
  lamps: {
    title: "Leuchten",
    description: "Warmes Licht, lange Kabel und Schalter, die man im Dunkeln findet.",
  },
  candles: {
    title: "Kerzen & Duft",
    description: "Reines Wachs und leise Düfte, in kleinen Mengen gegossen.",
  },
  lanterns: {
    title: "Laternen & Außenlicht",
    description: "Für Balkone, Boote und Abende, die weitergehen.",
  },
  textiles: {
    title: "Textilien",
    description: "Leinen, Wolle und Baumwolle, die sich gut waschen lassen und gut altern.",
    seo: {
      title: "Decken, Kissen, Teppiche und Tischwäsche",
      description: `Wolle, Leinen und Baumwolle aus kleinen europäischen Webereien, waschbar oder
        das Lüften wert.`,
    },
  },
  blankets: {
    title: "Decken & Plaids",
    description: "Eine fürs Sofa, eine für den, der die erste genommen hat.",
  },
  "cushions-rugs": {
    title: "Kissen & Teppiche",
    description: "Weiche Orte zum Sitzen, Stehen und Buchfallenlassen.",
  },
  "kitchen-linen": {
    title: "Küchen- & Tischwäsche",
    description: "Tücher, die ein Glas in einem Zug trocknen.",
  },
  desk: {
    title: "Schreibtisch & Papier",
    description: "Papier, auf dem sich Schreiben lohnt, und ein Tisch mit Platz dafür.",
    seo: {
      title: "Notizbücher, Stifte und Dinge für den Schreibtisch",
      description: `Flach liegende Notizbücher, nachfüllbare Stifte und ruhige Ablagen, Uhren und
        Rahmen für einen Schreibtisch mit Platz.`,
    },
  },
  notebooks: {
    title: "Notizbücher & Briefe",
    description: "Leere Seiten, im besten Sinne.",
  },
  writing: {
    title: "Füller & Stifte",
    description: "Was eine Linie dort hinterlässt, wo sie gemeint war.",
  },
  "desk-things": {
    title: "Auf dem Schreibtisch",
    description: "Ablagen, Uhren und Rahmen, die die Fläche ruhig halten.",
  },
  garden: {
    title: "Garten",
    description: "Für ein Feld, ein Beet oder einen tapferen Topf auf der Nordseite.",
    seo: {
      title: "Pflanzgefäße, Gartenwerkzeug und Vogelhäuser",
      description: `Frostfeste Terrakotta, geschmiedetes Werkzeug mit Ersatzteilen, Saatgut und ein
        Haus für Singvögel.`,
    },
  },
  pots: {
    title: "Töpfe & Pflanzgefäße",
    description: "Ton, der atmet, und Untersetzer, die passen.",
  },
  "garden-tools": {
    title: "Werkzeug & Gießen",
    description: "Geschmiedet, geschärft und im hohen Gras leicht zu finden.",
  },
  wildlife: {
    title: "Vögel & Saatgut",
    description: "Einladungen an die Nachbarn mit Flügeln.",
  },
  bath: {
    title: "Bad",
    description: "Seife, Handtücher und ein Hocker, auf dem der Tee steht.",
    seo: {
      title: "Seife, Handtücher und Dinge fürs Bad",
      description: `Handgemachte Seife, Waffel- und Frottierhandtücher, Bürsten und Hocker für ein
        langes Bad.`,
    },
  },
  soap: {
    title: "Seife & Öle",
    description: "Kurze Zutatenlisten, lange Bäder.",
  },
  towels: {
    title: "Handtücher & Matten",
    description: "Waffel und Frottier, die erst dich trocknen und dann sich selbst.",
  },
  "bath-things": {
    title: "Rund ums Waschbecken",
    description: "Bürsten, Schalen, Spiegel und Haken.",
  },
  bags: {
    title: "Taschen & Reise",
    description: "Für den Zug, den Markt und den langen Heimweg.",
    seo: {
      title: "Taschen, Rucksäcke und Etuis",
      description: `Gewachstes Canvas und pflanzlich gegerbtes Leder, einmal genäht und so oft
        repariert wie nötig.`,
    },
  },
  carry: {
    title: "Taschen & Rucksäcke",
    description: "Leer getragen wiegen sie nichts. Voll getragen beschweren sie sich nicht.",
  },
  pockets: {
    title: "Etuis & Täschchen",
    description: "Ordnung für kleine Dinge.",
  },
  "on-the-way": {
    title: "Unterwegs",
    description: "Flaschen, Schirme und was das Wetter sonst noch verlangt.",
  },
  play: {
    title: "Spiele",
    description: "Spiele für verregnete Nachmittage und Drachen für die anderen.",
    seo: {
      title: "Spiele, Puzzles und Holzspielzeug",
      description: `Holzspielzeug, Kartenspiele, Puzzles und Drachen. Keine Batterien, keine
        Eile.`,
    },
  },
  games: {
    title: "Spiele & Puzzles",
    description: "Allein, zu zweit, mit der Tante, die immer gewinnt.",
  },
  toys: {
    title: "Spielzeug",
    description: "Holz, Wind und Schwerkraft. Keine Batterien.",
  },
};
