/** German: Bad. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Bath". */
export const BATH: Texts<ProductTexts> = {
  "harbour-soap": {
    title: "Seife Harbour",
    subtitle: "Ein eckiges Stück mit runden Manieren",
    description: `Oliven- und Kokosöl, kalt gerührt und sechs Wochen auf Holz gereift. Schäumt auch
      in hartem Wasser und reicht bei zwei Personen etwa einen Monat.`,
    seo: {
      title: "Seife Harbour: kalt gerührte Olivenölseife",
      description: `Handgemachte Seife aus Oliven- und Kokosöl, sechs Wochen gereift. Vier Düfte,
        einzeln oder zu dritt, vegan.`,
    },
  },
  "gardeners-soap": {
    title: "Gärtnerseife",
    subtitle: "Bimsstein für Hände, die in der Erde waren",
    description: `Gemahlener Bimsstein und Rosmarin in einem festen grünen Stück mit Loch und
      Kordel. Gehört an den Außenwasserhahn. Kommt unter die Nägel und wieder heraus.`,
  },
  "hand-wash": {
    title: "Handseife",
    subtitle: "Eine Glasflasche, die du nachfüllst, bis du umziehst",
    description: `Mild, klar und nur eben beduftet, in Braunglas mit einer Pumpe, die auch im
      dritten Jahr noch will. Ein Beutel füllt sie zweimal nach.`,
  },
  "slow-bath-oil": {
    title: "Langsames Badeöl",
    subtitle: "Eine Verschlusskappe, eine Tür, die schließt, eine Stunde",
    description: `Mandelöl mit Muskatellersalbei und Orangenschale. Das Wasser wird davon trüb und
      der Mensch vage. Beim Aussteigen am Rand festhalten.`,
  },
  "waffle-towel": {
    title: "Waffelhandtuch",
    subtitle: "Dünn, durstig und bis mittags wieder trocken",
    description: `Tiefe Waffelbaumwolle, die bei der ersten Wäsche etwas einläuft und sich dann an
      die Arbeit macht. Braucht halb so viel Platz auf der Stange und im Koffer.`,
    seo: {
      title: "Waffelhandtuch: leicht, saugstark, schnell trocken",
      description: `Handtücher aus Waffelbaumwolle aus Portugal in vier Farben und zwei Größen. Bis
        mittags trocken und klein im Koffer.`,
    },
  },
  "sunday-terry-towel": {
    title: "Frottiertuch Sonntag",
    subtitle: "Das schwere, um das man sich streitet",
    description: `Sechshundert Gramm langstapelige Baumwolle pro Quadratmeter, in Schlingen gewebt,
      die Schlingen bleiben. Es braucht den ganzen Tag zum Trocknen und ist es wert.`,
  },
  "tufted-bath-mat": {
    title: "Getuftete Badematte",
    subtitle: "Ein Platz zum Stehen, während sich der Tag entscheidet",
    description: `Dichter Baumwollflor auf einem glatt gewebten Rücken, der ohne Gummi auf Fliesen
      haftet. Bei sechzig Grad waschbar, danach wieder flauschig.`,
  },
  "body-brush": {
    title: "Körperbürste",
    subtitle: "Erreicht die Stelle, an die du nicht kamst",
    description: `Kaktusfaser auf einem Kopf aus Buche, der Stiel lang genug, um zu nützen. Morgens
      trocken, abends nass, dazwischen am Haken.`,
  },
  "sea-sponge": {
    title: "Meeresschwamm",
    subtitle: "Langsam gewachsen, über der Wurzel geschnitten",
    description: `Von Tauchern geholt, die genug stehen lassen, damit er nachwächst. Keine zwei
      sind gleich. Wenn er schmollt, in Zitronenwasser ausspülen.`,
  },
  "soap-dish": {
    title: "Seifenschale",
    subtitle: "Läuft auf einer Seite ab, bleibt auf dreien trocken",
    description: `Eine flache Schale aus Steinzeug mit Rillen und Gefälle: Das Stück liegt trocken,
      und das Wasser geht dorthin, wo es hingehört.`,
  },
  "olive-wood-comb": {
    title: "Kamm aus Olivenholz",
    subtitle: "Weite Zinken, keine Funken, riecht nach Sommer",
    description: `Von Hand gesägt, gefeilt und poliert, Zinke für Zinke. Er gleitet durch nasses
      Haar und hat nichts dagegen, als Lesezeichen zu dienen.`,
  },
  "arched-mirror": {
    title: "Bogenspiegel",
    subtitle: "Eine kleine Tür, in der jemand Bekanntes steht",
    description: `Schlichtes Glas in schmalem Rahmen, an einer einzigen verdeckten Halterung. Klar,
      gerade und vor acht Uhr morgens so diskret, wie ein Spiegel sein kann.`,
  },
  "bath-stool": {
    title: "Badhocker",
    subtitle: "Trägt ein Handtuch, ein Buch und eine Tasse Tee",
    description: `Drei schräge Beine durch einen Holzsitz, von oben verkeilt. Passt neben die
      Wanne, in die Dusche oder unter einen Gast, mit dem niemand gerechnet hat.`,
  },
  "peg-rail": {
    title: "Hakenleiste",
    subtitle: "Haken für Bademäntel, Hüte und gute Vorsätze",
    description: `Gedrechselte Haken, leicht nach oben geneigt, damit hängen bleibt, was man wirft.
      Zwei Schrauben, eine Wasserwaage, und sie hängt, bevor das Teewasser kocht.`,
  },
};
