/** German: Garten. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Garden". */
export const GARDEN: Texts<ProductTexts> = {
  "old-mill-planter": {
    title: "Pflanztopf Old Mill",
    subtitle: "Terrakotta, die weiß werden darf",
    description: `Dicker roter Ton, heiß genug gebrannt, um den ganzen Winter draußen zu stehen.
      Der Rand ist zum Anheben gerollt, und der Untersetzer gehört zum Preis, wie es sein soll.`,
    seo: {
      title: "Pflanztopf Old Mill: frostfeste Terrakotta",
      description: `Dicke italienische Terrakotta, die im Winter draußen bleibt, Untersetzer
        inbegriffen. Drei Größen, von Hand gemacht.`,
    },
  },
  "windowsill-trough": {
    title: "Pflanzkasten Fensterbank",
    subtitle: "Drei Kräuter in einer Reihe, die sich vertragen",
    description: `Glasiertes Steinzeug, lang und niedrig, mit einer versteckten Schale für alles,
      was zu gut gemeint war. Passt auf die Fensterbank über der Heizung, wo Basilikum gern
      steht.`,
  },
  "concrete-planter": {
    title: "Pflanzkübel aus Beton",
    subtitle: "Für Pflanzen von ruhigem Gemüt",
    description: `Dünn gegossen, damit zwei Leute ihn auch mit Erde noch tragen können. Die kleinen
      Luftblasen bleiben sichtbar. Vielleicht zieht Moos ein; wir würden es lassen.`,
  },
  "bottled-fern": {
    title: "Farn im Glas",
    subtitle: "Ein Terrarium für Leute, die das Gießen vergessen",
    description: `Ein Glasbauch mit Korken, bepflanzt mit einem Farn, zwei Moosen und einem
      Kiesel. Zu Ostern gießen und im Herbst noch einmal. Den Rest erledigt er mit eigenem Atem.`,
  },
  "long-spout-watering-can": {
    title: "Gießkanne mit langem Hals",
    subtitle: "Erreicht den Topf ganz hinten ohne Aufsehen",
    description: `Eine schlanke Kanne, die halb voll im Gleichgewicht ist. Der Brausekopf aus
      Messing geht ab für einzelne Tropfen und wieder dran für Sommerregen.`,
  },
  "hand-trowel": {
    title: "Pflanzkelle",
    subtitle: "Einmal geschmiedet, für immer scharf",
    description: `Eine Klinge mit Zentimetermarken, denn Zwiebeln können zählen. Der Eschenstiel
      ist lang genug zum Hebeln und geölt, damit es keine Blasen gibt.`,
  },
  "rose-secateurs": {
    title: "Rosenschere",
    subtitle: "Ein sauberer Schnitt und ein Riegel, den der Daumen findet",
    description: `Bypassklingen mit Saftrille und einer Feder, die nicht in die Hecke springt.
      Jedes Teil lässt sich abschrauben, und wir haben jedes Teil.`,
  },
  "goatskin-gloves": {
    title: "Handschuhe aus Ziegenleder",
    subtitle: "Sanft zu Setzlingen, streng mit Brombeeren",
    description: `Dünn an den Fingerspitzen, doppelt in der Handfläche, lang am Bund. Nach dem
      Regen trocknen sie wieder weich, was man von den wenigsten sagen kann.`,
  },
  "seed-tin": {
    title: "Samendose",
    subtitle: "Zwölf Monate, zwölf Trennkarten, etwas Ordnung",
    description: `Eine Dose mit einer Karte für jeden Monat, damit die Radieschen kommen, wann sie
      sollen. Fasst etwa vierzig Papiertüten und einen Bleistiftstummel.`,
  },
  "meadow-in-a-tin": {
    title: "Wiese in der Dose",
    subtitle: "Zehn Quadratmeter Summen",
    description: `Kornblume, Mohn, Schafgarbe und dreißig weniger bekannte Namen. Auf magerem Boden
      ausstreuen, einmal darüberlaufen und bis Juni verreisen.`,
  },
  "songbird-house": {
    title: "Haus für Singvögel",
    subtitle: "Südostlage, ein Zimmer, Vorsicht vor der Katze",
    description: `Unbehandelte Eiche mit einer Tür von zweiunddreißig Millimetern, die Meisen
      hineinlässt und Rüpel nicht. Das Dach geht zum Frühjahrsputz auf. Besichtigung ab Februar.`,
  },
  "garden-bell": {
    title: "Gartenglocke",
    subtitle: "Ruft vom anderen Ende des Tages herein",
    description: `Eine kleine gegossene Glocke an einem geschmiedeten Halter. Sie hat einen klaren
      Ton und reicht ungefähr so weit, wie Kinder laufen.`,
  },
  "willow-door-wreath": {
    title: "Türkranz aus Weide",
    subtitle: "Olivenblätter und Beeren, die bleiben, wo sie sind",
    description: `Ein Ring aus gedrehter Weide mit getrockneten Olivenblättern und ein paar roten
      Beeren. Passt vom ersten Frost bis zur ersten Tulpe und hängt an einer Schlaufe aus Jute.`,
  },
};
