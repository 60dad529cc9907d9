/** German: Kollektionen, Marken und Produktarten. */
import type { PlaceTexts, Texts } from "../texts.ts";

/** Collections. */
export const COLLECTIONS: Texts<PlaceTexts> = {
  "gifts-under-30": {
    title: "Geschenke unter 30",
    description: "Klein genug für die Manteltasche, gut genug, um in Erinnerung zu bleiben.",
    seo: {
      title: "Geschenke unter 30 Euro",
      description: `Becher, Seife, Spiele und Messing: Geschenke für weniger als 30 Euro, auf
        Wunsch verpackt.`,
    },
  },
  "new-from-the-pottery": {
    title: "Neu aus der Töpferei",
    description: "Noch ein wenig warm: was Pebblewright in dieser Saison aus dem Ofen geholt hat.",
    seo: {
      title: "Neues Steinzeug aus der Töpferei",
      description: `Vasen, Krüge und Pflanzkästen in neuen Glasuren, gedreht und gebrannt von
        Pebblewright.`,
    },
  },
  "a-slow-morning": {
    title: "Ein langsamer Morgen",
    description: "Alles zwischen dem Wecker und dem ersten Satz.",
    seo: {
      title: "Kaffee, Tee und Frühstückssachen für einen langsamen Morgen",
      description: `Kessel, Filter, Bohnen, Schalen und eine Decke: woraus ein langsamer Morgen
        besteht.`,
    },
  },
  "made-by-hand": {
    title: "Von Hand gemacht",
    description: "Keine zwei ganz gleich, und alle da. Wer sie gemacht hat, steht dabei.",
    seo: {
      title: "Von Hand gemacht: Keramik, Holz, Leder und Wolle",
      description: `Von Hand gedreht, geschnitzt, genäht und geflochten: alles Handgemachte, das
        gerade da ist.`,
    },
  },
  reduced: {
    title: "Reduziert",
    description: "Letzte Farben und alte Verpackungen. Mit den Dingen selbst ist alles in Ordnung.",
    seo: {
      title: "Reduzierte Dinge für zu Hause",
      description: "Alles, was gerade weniger kostet, das Günstigste zuerst.",
    },
  },
  "in-green": {
    title: "In Grün",
    description: "Salbei, Moos, Kiefer und Meer: alles, was es in einem Grün gibt.",
    seo: {
      title: "Dinge in Grün: Salbei, Moos, Olive und Wald",
      description: "Keramik, Textilien und Werkzeug in jedem Grün, das wir haben.",
    },
  },
};

/** What the makers say of themselves. */
export const BRANDS: Texts<string> = {
  pebblewright: "Eine Töpferei mit sechs Scheiben und einem Ofen, der donnerstags brennt.",
  slackwater: "Werkzeug und Blätter für Kaffee und Tee, vor neun Uhr geprüft.",
  "oxbow-works": "Eine Gießerei und Schmiede an einer Flussbiegung. Eisen, Stahl, Messing.",
  hollowoak: "Tischler, die umgestürzte Bäume kaufen und keinen davon verschwenden.",
  emberlow: "Leuchten und Kerzen für alle, die das große Licht nicht mögen.",
  ebbweave: "Leinen, Wolle und Baumwolle von Webstühlen, die älter sind als das Dach.",
  inkmarsh: "Papier, Tinte und Stifte aus einem früheren Postamt.",
  fernlatch: "Töpfe, Werkzeug und Saatgut aus einer Gärtnerei, die um sechs öffnet.",
  saltfold: "Seife und Duft in kleinen Mengen, mit kurzen Zutatenlisten.",
  wayfarrow: "Taschen, die einmal genäht und so oft wie nötig repariert werden.",
  mothwing: "Spiele und Spielzeug ohne Batterien, für Hände jeder Größe.",
  tidewick: "Was wir nirgends fanden und deshalb selbst machen ließen.",
};

/** Product types. */
export const TYPES: Texts<string> = {
  mug: "Becher",
  glass: "Glas",
  plate: "Teller",
  bowl: "Schale",
  pitcher: "Krug",
  vase: "Vase",
  "serving-piece": "Serviergeschirr",
  coffee: "Kaffee",
  tea: "Tee",
  "coffee-maker": "Kaffeebereiter",
  "coffee-tool": "Kaffeezubehör",
  kettle: "Wasserkessel",
  teapot: "Teekanne",
  pan: "Topf oder Pfanne",
  board: "Brett",
  knife: "Messer",
  "kitchen-tool": "Küchenwerkzeug",
  jar: "Glas oder Dose",
  lamp: "Leuchte",
  bulb: "Leuchtmittel",
  candle: "Kerze oder Duft",
  "candle-accessory": "Kerzenzubehör",
  lantern: "Laterne",
  blanket: "Decke",
  cushion: "Kissen",
  rug: "Teppich oder Matte",
  towel: "Handtuch",
  "kitchen-cloth": "Küchentextil",
  notebook: "Notizbuch",
  stationery: "Papierware",
  book: "Buch",
  pen: "Stift",
  refill: "Nachfüllung",
  "desk-accessory": "Schreibtischzubehör",
  furnishing: "Einrichtung",
  basket: "Korb oder Kiste",
  planter: "Pflanzgefäß",
  "garden-tool": "Gartenwerkzeug",
  seeds: "Saatgut",
  "garden-ornament": "Gartenschmuck",
  soap: "Seife",
  oil: "Öl oder Balsam",
  "bath-accessory": "Badzubehör",
  bag: "Tasche",
  pouch: "Etui oder Täschchen",
  flask: "Isolierflasche",
  umbrella: "Schirm",
  clothing: "Kleidung",
  puzzle: "Puzzle",
  game: "Spiel",
  toy: "Spielzeug",
};
