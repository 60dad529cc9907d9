/** German: Licht. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Light". */
export const LIGHT: Texts<ProductTexts> = {
  "mooring-table-lamp": {
    title: "Tischleuchte Mooring",
    subtitle: "Eine Lichtinsel, genau so groß wie ein Buch",
    description: `Ein Fuß aus Steinzeug, ein Schirm aus Leinen und ein Textilkabel mit dem Schalter
      dort, wo die Hand schon ist. Die Birne ist warm, dimmbar und dabei, denn genau die hat
      niemand zu Hause.`,
    seo: {
      title: "Tischleuchte Mooring: Steinzeug und Leinen",
      description: `Dimmbare Tischleuchte mit Fuß aus Steinzeug, Leinenschirm und warmer
        E27-Birne. In Dänemark gefertigt, in zwei Größen.`,
    },
  },
  "signal-desk-lamp": {
    title: "Schreibtischleuchte Signal",
    subtitle: "Leuchtet dorthin, wo du denkst",
    description: `Ein Arm, zwei Gelenke und ein Kopf, der bleibt, wo man ihn lässt. Der Stahl ist
      pulverbeschichtet, die Federn sind still, und im Videogespräch flackert nichts.`,
  },
  "heron-floor-lamp": {
    title: "Stehleuchte Heron",
    subtitle: "Steht auf einem Bein und kümmert sich um ihre Sachen",
    description: `Ein schlanker Holzstiel neigt sich über die Sessellehne und lässt das Tischchen
      frei für den Tee. Der Fuß ist aus Gusseisen, Kleinkinder und Hunde dürfen also vorbei.`,
  },
  "cove-pendant": {
    title: "Pendelleuchte Cove",
    subtitle: "Eine stille Glocke aus Licht über dem Tisch",
    description: `Aus einem einzigen Blech gedrückt, innen hell, damit das Licht weich und breit
      herunterkommt. Hängt an einem Kabel, das sich mit zwei Fingern kürzen lässt und ohne
      Fluchen.`,
  },
  "long-evening-tapers": {
    title: "Stabkerzen Langer Abend",
    subtitle: "Ein Paar, das länger durchhält als das Gespräch",
    description: `Sojawachs mit Baumwolldocht, langsam gegossen, damit sie gerade brennen. Kein
      Duft, kein Glitzer, keine Meinung. Die großen reichen für drei Gänge und den Abwasch.`,
  },
  "weather-candle": {
    title: "Wetterkerze",
    subtitle: "Fünf Sorten Wetter für drinnen",
    description: `Duftkerzen, die nach nichts aussehen und nach einem Ort riechen. Die Düfte mischt
      eine Frau, die früher Stürme vorhergesagt hat und inzwischen Nieselregen vorzieht.`,
    seo: {
      title: "Wetterkerze: Duftkerzen aus Sojawachs",
      description: `Kerzen aus Sojawachs in fünf Düften, von Warmer Regen bis Holzrauch. In
        Schottland in kleinen Mengen gegossen, 180 g und 400 g.`,
    },
  },
  "beeswax-pillars": {
    title: "Stumpenkerzen aus Bienenwachs",
    subtitle: "Zwei Kerzen, die leise nach Juli riechen",
    description: `Von einem Imker gegossen, in den Wochen, in denen die Bienen schlafen, eine kurz
      und eine lang. Sie brennen langsam und sauber, und das Wachs bekommt mit der Zeit einen
      hellen Reif; abreiben oder lassen.`,
  },
  "anchor-candle-holder": {
    title: "Kerzenhalter Anchor",
    subtitle: "Schweres Messing, kleine Standfläche",
    description: `In Sand gegossen, die Nähte bleiben stehen, poliert nur dort, wo man ihn anfasst.
      Hält eine Tafelkerze und gibt dem Wachs einen Ort.`,
  },
  "long-matches": {
    title: "Lange Streichhölzer",
    subtitle: "Elf Zentimeter, auf denen der Daumen heil bleibt",
    description: `Siebzig lange Streichhölzer in einer Schiebeschachtel, die Reibfläche dort, wo
      rechte und linke Hände hinkommen.`,
  },
  "temple-street-incense": {
    title: "Räucherstäbchen Temple Street",
    subtitle: "Dünne Stäbchen, dünner Rauch, dichte Stimmung",
    description: `Ohne Holzkern gepresst, man riecht also nur, was man riechen soll. Ein Stäbchen
      dauert ungefähr so lange wie ein Bad oder eine störrische Kreuzworträtselfrage.`,
  },
  "jetty-lantern": {
    title: "Laterne Jetty",
    subtitle: "Hält die Flamme auf der windigen Seite des Hauses",
    description: `Ein Stahlrahmen, vier Scheiben, die sich zum Putzen herausziehen lassen, und ein
      Griff, der kühl bleibt. Zum Hängen, zum Tragen oder neben die Tür, für den, der später
      kommt.`,
  },
  "last-lantern": {
    title: "Die letzte Laterne",
    subtitle: "Eine noch. Danach Kerzenlicht und Erinnerung",
    description: `Die letzte Laterne einer Werkstatt, die geschlossen hat: Kupfer, von Hand
      gelötet, Nummer 400 von 400. Es gibt genau eine, sie steht im Schaufenster, und sie wird
      nicht noch einmal gemacht.`,
  },
  "garden-party-string-lights": {
    title: "Lichterkette Gartenfest",
    subtitle: "Eine Reihe kleiner Monde an einem Kabel",
    description: `Matte Birnen in weitem Abstand an einem Textilkabel, das sich nur verknotet, wenn
      man darauf besteht. Für Regen gebaut und dafür, bis März draußen vergessen zu werden.`,
  },
};
