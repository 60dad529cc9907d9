/** German: was verbraucht wird, und was hinter den Kulissen steht. */
import type { ProductTexts, Texts } from "../texts.ts";

/** Supplies, drafts and retired products. */
export const SUPPLIES: Texts<ProductTexts> = {
  "harbour-roast": {
    title: "Kaffee Harbour Roast",
    subtitle: "Eine mittlere Röstung, die sich mit Milch und Morgen versteht",
    description: `Bohnen von drei kleinen Höfen in Peru, dienstags geröstet, bis Freitag geruht.
      Erst Karamell, dann Orangenschale und dazwischen nichts Verbranntes. Die Tüte lässt sich
      wieder verschließen, was selten nötig sein wird.`,
    seo: {
      title: "Kaffee Harbour Roast, ganze Bohne oder gemahlen",
      description: `Mittlere Röstung von drei kleinen Höfen in Peru: Karamell, Orangenschale, keine
        Bitterkeit. Ganze Bohne, für Filter oder Espresso, 250 g und 1 kg.`,
    },
  },
  "first-watch-tea": {
    title: "Tee Erste Wache",
    subtitle: "Ein Schwarztee, der vor dir wach ist",
    description: `Assam mit etwas Ceylon, klein geschnitten, damit er fertig ist, wenn es der Toast
      ist. Stark genug für Milch, freundlich genug ohne. Benannt nach denen, die den Hafen zuerst
      sehen.`,
    seo: {
      title: "Frühstückstee Erste Wache, lose",
      description: `Loser Assam mit etwas Ceylon: ein kräftiger Frühstückstee, der Milch verträgt.
        In Dosen zu 100 g und Nachfülltüten zu 250 g.`,
    },
  },
  "foghorn-earl-grey": {
    title: "Earl Grey Nebelhorn",
    subtitle: "Bergamotte, im Nebenzimmer noch zu hören",
    description: `Große Blätter und echtes Bergamotteöl, so viel, dass man es merkt, und so wenig,
      dass es nicht nach Seife schmeckt. Am besten um drei Uhr nachmittags, bei Wetter.`,
  },
  "orchard-mint-tea": {
    title: "Minztee Obstgarten",
    subtitle: "Pfefferminze und Apfel, für nach dem Abwasch",
    description: `Ganze Pfefferminzblätter mit getrockneten Apfelscheiben, ohne Koffein, ohne
      Aroma. Riecht wie ein Garten, um den sich jemand anders kümmert.`,
  },
  "paper-filters": {
    title: "Papierfilter",
    subtitle: "Hundert Morgen in einer kleinen Schachtel",
    description: `Ungebleichtes Papier, zweifach geprägt, damit die Naht hält. Passt in den
      Handfilter Slow Drip und in jeden anderen dieser Größe, und der Kompost mag es auch.`,
  },
  "warm-bulb": {
    title: "Warme Birne",
    subtitle: "Das Licht von abends um acht, in Glas",
    description: `Eine klare LED-Birne mit richtigem Gewinde (E27) und einem Faden, den man
      anschauen kann. Sie lässt sich dimmen, ohne zu summen, und hält fünfzehntausend Stunden, also
      ungefähr eine Pubertät.`,
  },
  "beeswax-tea-lights": {
    title: "Teelichter aus Bienenwachs",
    subtitle: "Zwei Dutzend kleine Gründe, sich zu setzen",
    description: `Reines Bienenwachs in Gläsern zum Nachfüllen. Jedes brennt vier Stunden, riecht
      leise nach Honig und lässt kein Aluminium auf dem Tisch zurück.`,
  },
  "board-oil": {
    title: "Brettöl",
    subtitle: "Leinöl und Geduld, für durstiges Holz",
    description: `Kalt gepresstes Leinöl, das in der Maserung aushärtet und dort bleibt. Abends
      einreiben, morgens abwischen. Zwei dünne Schichten schlagen eine dicke, hier wie beim
      Streichen.`,
  },
  "ballpoint-refills": {
    title: "Kugelschreiberminen",
    subtitle: "Noch drei Jahre Unterschriften",
    description: `Die lange Standardmine mit mittlerer Spitze und Tinte, die trocken ist, bevor der
      Ärmel kommt. Passt in den Kugelschreiber aus Messing und in die meisten, die schon da sind.`,
  },
  "ink-in-a-jar": {
    title: "Tinte im Glas",
    subtitle: "Fünfzig Milliliter Bedenkzeit",
    description: `Wasserbasierte Füllertinte, in kleinen Kesseln gemischt und so lebendig, dass die
      Handschrift aussieht, als hätte sie es so gewollt. Aus Hemden auswaschbar, wenn man schnell
      ist.`,
  },
  "songbird-mix": {
    title: "Futter für Singvögel",
    subtitle: "Frühstück für Meisen, Finken und ein freches Rotkehlchen",
    description: `Sonnenblumenkerne, Hafer und Hanf, ohne das Korn, das alle auf den Boden werfen.
      Jeden Tag eine Handvoll zur gleichen Zeit; sie merken das.`,
  },
  "canvas-wax": {
    title: "Wachs für Canvas",
    subtitle: "Schickt den Regen wieder nach draußen",
    description: `Bienenwachs und Leinöl in einer flachen Dose. In der Hand anwärmen, entlang der
      Nähte in Canvas oder Leder reiben und über Nacht einziehen lassen. Eine Dose reicht zweimal
      für einen Rucksack.`,
  },
  "winter-harbour-mug": {
    title: "Winterbecher Harbour",
    subtitle: "Der Becher, den du kennst, im Schneekleid",
    description: `Der Becher Harbour in weißer Glasur, die ins Blaue bricht, einmal im Jahr
      gebrannt, wenn der Ofen frei ist. Dieselbe dicke Wand, derselbe Drei-Finger-Henkel, etwas
      mehr Dezember.`,
  },
  "next-year-on-a-wall": {
    title: "Nächstes Jahr an der Wand",
    subtitle: "Zwölf frische Blätter für die Leiste, die du behalten hast",
    description: `Die Blätter von „Ein Jahr an der Wand“ ohne die Leiste, für alle, die sie wirklich
      behalten haben. Das Papier ist dasselbe, die Montage sind umgezogen.`,
  },
  "rope-doorstop": {
    title: "Türstopper aus Tau",
    subtitle: "Ein Seemannsknoten mit einer einzigen Aufgabe",
    description: `Eine Affenfaust aus Hanftau um einen Flusskiesel. Sie hält die Tür gegen die
      Seebrise und zerkratzt den Boden nicht. Über die Größe streiten wir noch.`,
  },
  "tin-opener-no-3": {
    title: "Dosenöffner Nr. 3",
    subtitle: "Für Linkshänder, endlich",
    description: `Ein Dosenöffner, der sich andersherum dreht. Die Fotos sind fertig, das Gewicht
      fehlt noch, und jemand muss prüfen, ob er scharf genug ist. Ist er.`,
  },
  "pier-oil-lamp": {
    title: "Öllampe Pier",
    subtitle: "Die Flamme hinter dem ersten Schaufenster",
    description: `Eine Messinglampe mit flachem Docht und hohem Zylinder. Der Glasbläser hat sich
      in die Berge zurückgezogen und die Lampe, mit Dank, ebenso.`,
  },
  "first-kiln-saucer": {
    title: "Untertasse Erster Brand",
    subtitle: "Die Untertasse, die uns Untertassen beigebracht hat",
    description: `Ein wenig zu flach und viel zu beliebt. Die Teetasse Pebble kommt inzwischen mit
      einer besseren, deshalb hat diese das Regal verlassen und bleibt in den Akten.`,
  },
};
