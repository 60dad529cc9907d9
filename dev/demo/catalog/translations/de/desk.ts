/** German: Schreibtisch und Papier. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Desk & paper". */
export const DESK: Texts<ProductTexts> = {
  logbook: {
    title: "Logbuch",
    subtitle: "Liegt flach, von der ersten Seite bis zur letzten",
    description: `Fadengeheftet, in Leinen gebunden und unten auf jeder Seite nummeriert. Das
      Papier nimmt Füller, ohne auszufransen, und Bleistift, ohne zu klagen. Zwei Lesebänder: eins
      für dort, wo du bist, eins für dort, wo du sein wolltest.`,
    seo: {
      title: "Logbuch: flach aufschlagendes Notizbuch mit Seitenzahlen",
      description: `In Leinen gebundenes Notizbuch, das flach liegt: 192 nummerierte Seiten mit
        100 g/m², für Füller geeignet. Blanko, liniert oder gepunktet.`,
    },
  },
  "pocket-notebook": {
    title: "Taschennotizbuch",
    subtitle: "Achtundvierzig Seiten für Ideen, die nicht warten können",
    description: `Zweimal geheftet, an den Ecken gerundet, dünn genug, um ein Jahr lang darauf zu
      sitzen. Im Dreierpack: eins zum Schreiben, eins zum Verleihen, eins zum Verlieren.`,
  },
  "writing-paper-and-envelopes": {
    title: "Briefpapier mit Umschlägen",
    subtitle: "Zwanzig Briefe, die du längst schreiben wolltest",
    description: `Geripptes Papier mit weichem Griff und Umschläge, die man noch anleckt. Ein
      Linienblatt zum Unterlegen ist dabei, falls die Zeilen wandern.`,
  },
  "year-on-a-wall": {
    title: "Ein Jahr an der Wand",
    subtitle: "Ein Kalender mit Platz für das, was wirklich war",
    description: `Ein großes Blatt pro Monat auf Naturpapier, die Feiertage fehlen mit Absicht.
      Trag deine eigenen ein. Hängt an einer Holzleiste, die du fürs nächste Jahr behältst.`,
  },
  "field-guide-to-doing-nothing": {
    title: "Bestimmungsbuch des Nichtstuns",
    subtitle: "Ein kurzes Buch, hauptsächlich Rand",
    description: `Sechsundneunzig Seiten über Bänke, Fenster, Warteschlangen und die Kunst, aus
      Zügen zu schauen. Groß gesetzt, in Leinen gebunden, am besten in Teilen und durcheinander zu
      lesen. In englischer Sprache.`,
  },
  "brass-ballpoint": {
    title: "Kugelschreiber aus Messing",
    subtitle: "Schwer genug, um es ernst zu meinen",
    description: `Aus massivem Messing gedreht und nicht lackiert, deshalb dunkelt er dort nach, wo
      du ihn hältst. Nimmt die Mine, die jedes Schreibwarengeschäft hat.`,
  },
  "school-fountain-pen": {
    title: "Schulfüller",
    subtitle: "Für eine Handschrift, die man vermisst hat",
    description: `Eine federnde Stahlfeder in einem Körper aus Harz, die Kappe rastet mit einem
      Klick ein. Dazu eine Patrone in Blauschwarz und ein Konverter, falls es ernst wird.`,
  },
  "twelve-pencils": {
    title: "Zwölf Bleistifte",
    subtitle: "Zeder, sechseckig, gespitzt von Leuten, denen es wichtig ist",
    description: `Vom harten 2H für Pläne bis zum weichen 4B für Bedenken. Die Mine sitzt mittig,
      der Lack ist dünn, und die Dose darf später etwas anderes werden.`,
  },
  "paper-tape": {
    title: "Papierklebeband",
    subtitle: "Hält ein Foto und lässt die Wand wieder los",
    description: `Dünnes Washi-Band, das gerade reißt und sauber abgeht, auch nach einem
      vergessenen Jahr. Drei Rollen in Farben, die sich vertragen.`,
  },
  "letter-tray": {
    title: "Briefablage",
    subtitle: "Eingang, Ausgang und Unentschieden",
    description: `Gebogenes Holz, vorne offen, stapelbar bis zur Höhe des eigenen Ehrgeizes. A4
      liegt flach darin und die Post, um die du einen Bogen machst, auch.`,
  },
  "felt-desk-pad": {
    title: "Schreibtischunterlage aus Filz",
    subtitle: "Ein stilles Feld für Tastatur und Tasse",
    description: `Vier Millimeter gepresste Wolle, die die Handgelenke wärmt und jedes Klicken
      schluckt. Krümel lassen sich abbürsten, die Arbeitswoche auch.`,
  },
  "bookend-pair": {
    title: "Buchstützen, ein Paar",
    subtitle: "Zwei gute Zuhörer für links und rechts",
    description: `In Beton gegossen, unten mit Filz, geformt wie die Ecke einer Hafenmauer.
      Dazwischen: vier Romane oder ein Lexikon.`,
  },
  "slow-clock": {
    title: "Langsame Uhr",
    subtitle: "Zwei Zeiger, keine Eile",
    description: `Ein schlichtes Zifferblatt ohne Zahlen und Zeiger, die gleiten, statt zu ticken.
      Sie geht immer richtig, redet aber nicht darüber. Eine Batterie reicht zwei Jahre.`,
  },
  "oak-picture-frame": {
    title: "Bilderrahmen aus Eiche",
    subtitle: "Echtes Glas, echte Eiche, hängt gerade",
    description: `Gefälzte Ecken mit sichtbarer Feder und eine Rückwand, die sich mit zwei Riegeln
      öffnet. Ein Passepartout liegt bei, für Bilder, die etwas Raum brauchen.`,
  },
  "two-tier-shelf": {
    title: "Regal mit zwei Böden",
    subtitle: "Einer für Bücher, einer für alles andere",
    description: `Zwei Bretter an schmalen Messingschienen, für Taschenbücher, Postkarten und die
      Pflanze, die du geschenkt bekommen hast. Die Schlüssellochaufhänger verzeihen einen schiefen
      Bohrer.`,
  },
};
