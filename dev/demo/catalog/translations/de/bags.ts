/** German: Taschen und Reise. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Bags & travel". */
export const BAGS: Texts<ProductTexts> = {
  "market-tote": {
    title: "Markttasche",
    subtitle: "Trägt eine Woche Gemüse und nichts nach",
    description: `Schweres Canvas mit flachem Boden, damit Lauch aufrecht steht und Flaschen unten
      bleiben. Die Griffe reichen über einen Wintermantel und sind dort vernäht, wo es zählt.`,
  },
  "folded-shopper": {
    title: "Faltbeutel",
    subtitle: "Eine Tasche, die in der anderen Tasche wohnt",
    description: `Recyceltes Nylon, das in die eigene Innentasche passt und glatt wieder
      herauskommt, oder knittrig und gleichmütig. Trägt zwölf Kilo Samstag.`,
  },
  "day-ferry-backpack": {
    title: "Rucksack Day Ferry",
    subtitle: "Rollverschluss, kein Logo, Platz für einen Pullover",
    description: `Gewachstes Canvas, von dem der Regen abperlt und das mit den Jahren weicher wird.
      Der Laptop reist in einem eigenen Fach am Rücken, und der Rollverschluss schluckt, was der
      Tag noch bringt.`,
    seo: {
      title: "Rucksack Day Ferry: gewachstes Canvas mit Rollverschluss",
      description: `Wasserdichter Rucksack aus gewachstem Canvas mit Laptopfach, 16 oder 24 l. Zehn
        Jahre Garantie, und wir reparieren ihn.`,
    },
  },
  "leather-rucksack": {
    title: "Lederrucksack",
    subtitle: "Zwei Schnallen, zwei Riemen, dreißig Jahre",
    description: `Pflanzlich gegerbtes Leder, aus einem Stück geschnitten und mit gewachstem Garn
      im Sattlerstich genäht. Am ersten Tag hell und steif, im zweiten Winter braun und deiner.`,
  },
  "card-wallet": {
    title: "Kartenetui",
    subtitle: "Sechs Karten, ein paar Scheine, keine Beule",
    description: `Zwei Stück Leder und eine einzige Naht. Die Daumenkerbe schiebt die Karten als
      Fächer heraus, und die gesuchte ist immer die zweite.`,
  },
  "zip-pouch": {
    title: "Reißverschlusstasche",
    subtitle: "Für Stifte, Stecker, Pflaster oder Stecknadeln",
    description: `Canvas mit breitem Boden und einem Metallreißverschluss, der um die Ecke läuft,
      damit man sieht, was unten liegt. Meistens ist es das Ladegerät.`,
  },
  "corduroy-wash-bag": {
    title: "Kulturbeutel aus Cord",
    subtitle: "Steht offen, während du Zähne putzt",
    description: `Außen weich, innen gewachste Baumwolle, mit einer Schlaufe für Haken in fremden
      Bädern. Nimmt eine volle Flasche aufrecht und verzeiht den Deckel.`,
  },
  "brass-key-ring": {
    title: "Schlüsselring aus Messing",
    subtitle: "Am Klang zu finden, ganz unten in der Tasche",
    description: `Ein massiver Ring, der sich mit einer Vierteldrehung öffnet, und ein kleiner
      Anhänger in Glockenform. Er hat einen eigenen Klang, und nach einer Woche hat ihn auch das
      Heimkommen.`,
  },
  "long-day-flask": {
    title: "Isolierflasche Langer Tag",
    subtitle: "Heiß im Morgengrauen, heiß auf dem Gipfel",
    description: `Zwei Wände Stahl und dazwischen nichts, der Deckel ist die Tasse. Sie tropft
      nicht, bekommt keine höflichen Dellen und schmeckt nicht nach der Suppe von letzter Woche.`,
  },
  "storm-umbrella": {
    title: "Sturmschirm",
    subtitle: "Auf einem Pier geprüft, von jemandem, der zwei verloren hat",
    description: `Acht Streben aus Glasfaser, die sich biegen, statt zu brechen, und ein Griff aus
      Kirschholz, den niemand im Bus vergisst. Geht eine Strebe doch, haben wir Ersatz.`,
  },
  "platform-scarf": {
    title: "Schal Platform",
    subtitle: "Lang genug für noch jemanden",
    description: `Gebürstetes Alpaka mit Wolle, schlicht gewebt, zwei Meter davon. Warm ohne
      Gewicht, und er passt in die Tasche des Mantels, zu dem er gehört.`,
  },
  "cabin-socks": {
    title: "Hüttensocken",
    subtitle: "Im Geiste kniehoch, in Wahrheit knöchelhoch",
    description: `Gerippte Wolle mit doppelter Ferse, auf alten Maschinen gestrickt, die sich nicht
      hetzen lassen. In der linken steckt eine Karte mit passendem Stopfgarn.`,
  },
  "picnic-crate": {
    title: "Picknickkiste",
    subtitle: "Bank, Tisch und Korb, in dieser Reihenfolge",
    description: `Eine Lattenkiste aus Buche mit einem Deckel, der umgedreht ein Tablett ist. Passt
      auf den Gepäckträger und fasst vier Flaschen und einen Kuchen.`,
  },
};
