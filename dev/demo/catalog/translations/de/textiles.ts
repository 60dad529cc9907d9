/** German: Textilien. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Textiles". */
export const TEXTILES: Texts<ProductTexts> = {
  "headland-blanket": {
    title: "Wolldecke Headland",
    subtitle: "Wolle mit dem Gewicht eines schlafenden Hundes",
    description: `Aus der Wolle von Inselschafen gewebt und nur auf einer Seite gebürstet, du hast
      also die Wahl. Auch feucht noch warm, im Oktober auf einer Bank geprüft. Die Fransen sind von
      Hand geknotet.`,
    seo: {
      title: "Wolldecke Headland: gewebte schottische Wolle",
      description: `Schwere Decke aus Inselwolle, einseitig gebürstet, mit handgeknoteten Fransen.
        Zwei Größen, vier Farben, und wir reparieren sie.`,
    },
  },
  "armchair-throw": {
    title: "Sesseldecke",
    subtitle: "Deckt Knie, Katzen und eine abgewetzte Lehne zu",
    description: `Eine leichte Decke im Fischgrat mit kurzen Fransen. Klein genug, um auf einem
      Sessel zu wohnen, ohne so zu wirken, als warte sie auf Besuch.`,
  },
  "cloud-cotton-throw": {
    title: "Baumwolldecke Cloud",
    subtitle: "Drei Lagen Gaze und sonst nichts",
    description: `Locker gewebte Baumwolle, die mit jeder Wäsche weicher wird und nie gebügelt
      werden muss, weil sie es nicht merken würde. Für Sommernächte und lange Zugfahrten.`,
  },
  "night-shift-pillow": {
    title: "Kissen Nachtschicht",
    subtitle: "Innen Buchweizen, sonst keine Meinung",
    description: `Mit Buchweizenschalen gefüllt, die sich um den Nacken legen und einmal rascheln.
      Durch den seitlichen Reißverschluss lässt sich etwas herausschütten, bis es deins ist.`,
  },
  "pebble-beach-cushion": {
    title: "Kissen Pebble Beach",
    subtitle: "Gewaschenes Leinen mit verstecktem Reißverschluss",
    description: `Schweres Leinen, so lange gewaschen, bis es nicht mehr steif tat. Die
      Federfüllung ist dabei und verträgt einen Handkantenschlag, falls man zu diesen Gastgebern
      gehört.`,
  },
  "corduroy-cushion": {
    title: "Cordkissen",
    subtitle: "Breite Rippen, warme Farbe, Manieren der Siebziger",
    description: `Dick gerippte Baumwolle, die das Abendlicht anders fängt als das Morgenlicht.
      Ringsum mit Keder, damit es quadratisch bleibt.`,
  },
  "landing-rug": {
    title: "Teppich Landing",
    subtitle: "Das erste Weiche am Morgen",
    description: `Flach gewebte Wolle auf Baumwollkette, beidseitig gleich, ein Fleck ist also nur
      eine halbe Katastrophe. Bleibt auf Holzboden liegen, ohne angeklebt zu sein.`,
  },
  "coir-doormat": {
    title: "Fußmatte aus Kokos",
    subtitle: "Sagt nichts, und das tut gut",
    description: `Dichte Kokosfaser, auf der kein Witz steht. Sie nimmt Schlamm von Stiefeln und
      Regen von Hunden und wird mit jedem Winter schöner braun.`,
  },
  "log-basket": {
    title: "Holzkorb",
    subtitle: "Weide für Wolle, Holz oder die Wäsche vom Mittwoch",
    description: `Aus ganzen Weidenruten geflochten, mit zwei Griffen, die unter dem Boden
      durchlaufen. Beim Anheben knarzt er ein wenig, wie Möbel mit Vergangenheit.`,
  },
  "glass-towel": {
    title: "Gläsertuch",
    subtitle: "Trocknet ein Weinglas, ohne eine Geschichte darauf zu lassen",
    description: `Halb Leinen, halb Baumwolle, flach und dicht gewebt, mit einem Aufhänger in der
      Ecke, der über einen richtigen Haken passt. Ab der dritten Wäsche am besten.`,
  },
  "bib-apron": {
    title: "Latzschürze",
    subtitle: "Taschen für Telefon, Löffel und Rezept",
    description: `Kräftiges Canvas, hinten gekreuzt, damit nichts am Nacken zieht. Eine Größe, die
      sich um die meisten binden lässt, in Farben, die Tomate verzeihen.`,
  },
  "linen-napkins": {
    title: "Leinenservietten",
    subtitle: "Vier große Quadrate für alle, die es mit dem Essen ernst meinen",
    description: `Briefecken, ein breiter Saum und keine Stärke. Zerknittert sehen sie richtig aus,
      niemand muss also Schwäne falten.`,
  },
  "long-table-runner": {
    title: "Langer Tischläufer",
    subtitle: "Eine Straße mitten durchs Abendessen",
    description: `Eine schmale Bahn aus noppigem Leinen, die einen gewöhnlichen Tisch erwartungsvoll
      aussehen lässt. Verdeckt den Kratzer, zeigt die Kerzen.`,
  },
  "oven-mitts": {
    title: "Ofenhandschuhe",
    subtitle: "Ein Paar, weil Hände zu zweit kommen",
    description: `Gesteppte Baumwolle mit einer Lage Wolle, lang genug für das Stück Handgelenk,
      das immer die obere Schiene findet.`,
  },
};
