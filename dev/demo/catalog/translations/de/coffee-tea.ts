/** German: Kaffee und Tee. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Coffee & tea". */
export const COFFEE_TEA: Texts<ProductTexts> = {
  "slow-drip-cone": {
    title: "Handfilter Slow Drip",
    subtitle: "Ein Porzellanfilter, der um drei Minuten bittet",
    description: `Innen Spiralrippen, unten ein breiter Rand, damit man sieht, wie weit die Tasse
      ist. Passt zu gewöhnlichen Papierfiltern. Das Warten ist kein Fehler; in der Zeit wird das
      Brot geröstet.`,
  },
  "swan-kettle": {
    title: "Wasserkessel Swan",
    subtitle: "Gießt einen Strahl, so dünn du willst",
    description: `Ein schlanker Hals für Kaffee, ein ausbalancierter Griff für alle anderen. Läuft
      auf jedem Herd, auch auf dem bei deinen Eltern. Fasst neunhundert Milliliter und bisher auch
      die Ruhe.`,
    seo: {
      title: "Wasserkessel Swan: Schwanenhalskessel für jeden Herd",
      description: `Schwanenhalskessel mit 0,9 l aus gebürstetem Stahl, in Kupfer oder Schwarz.
        Ausbalancierter Griff, feiner Strahl, für Induktion. Fünf Jahre Garantie.`,
    },
  },
  "patience-press": {
    title: "Kaffeebereiter Patience",
    subtitle: "Eine Pressstempelkanne, höflich überdimensioniert",
    description: `Zwei Wände aus Stahl, damit die zweite Tasse so heiß ist wie die erste, und ein
      Filter, der den Satz dort lässt, wo er hingehört. Der Stempel geht langsam nach unten. Lass
      ihn.`,
  },
  "crank-coffee-grinder": {
    title: "Kaffeemühle mit Kurbel",
    subtitle: "Vierzig Umdrehungen, eine gute Tasse",
    description: `Ein Mahlwerk aus Stahl im Holzkörper, von Sand bis Kies verstellbar, mit einem
      Ring, den man ohne Brille lesen kann. Leise genug, dass Frühaufsteher beliebt bleiben.`,
  },
  "feather-scale": {
    title: "Kaffeewaage Feather",
    subtitle: "Wiegt Bohnen aufs Zehntelgramm, ohne Kommentar",
    description: `Eine flache kleine Waage mit Uhr und einer Silikonhülle, die die unvermeidliche
      Überschwemmung übersteht. Lädt zweimal im Jahr am Kabel und schaltet sich ab, wenn du
      abgelenkt bist.`,
  },
  "two-cup-carafe": {
    title: "Karaffe für zwei Tassen",
    subtitle: "Damit die zweite Tasse nicht vergessen wird",
    description: `Eine Glaskaraffe mit Korken als Deckel und einer Öffnung, durch die Hand und
      Schwamm passen. Steht unter dem Handfilter Slow Drip, als hätten sie sich schon gekannt.`,
  },
  "bean-tin": {
    title: "Bohnendose",
    subtitle: "Schließt mit einem kleinen, zufriedenen Seufzer",
    description: `Ein Innendeckel drückt die Luft heraus, ein Außendeckel hält das Licht ab, und
      das Etikett lässt sich für die nächste Röstung abwischen. Fasst ein halbes Pfund Bohnen.`,
  },
  "three-oclock-teapot": {
    title: "Teekanne Drei Uhr",
    subtitle: "Vier Tassen, ein Deckel, kein Tropfen",
    description: `An dem Winkel, in dem die Tülle geschnitten ist, haben wir einen Winter lang
      gearbeitet. Sie hört auf, wenn du aufhörst. Das Stahlsieb lässt sich herausheben, bevor der
      Tee bitter wird, und der Deckel bleibt bis zum letzten Tropfen drauf.`,
  },
  "fog-glass-teapot": {
    title: "Glasteekanne Fog",
    subtitle: "Zusehen, wie sich die Blätter entscheiden",
    description: `Dünnes, hitzefestes Glas mit einem Griff aus Bambus. Man sieht, wann der Tee
      fertig ist; es ist früher, als man denkt.`,
  },
  "pebble-teacup": {
    title: "Teetasse Pebble",
    subtitle: "Eine runde Tasse mit passender Untertasse",
    description: `Rund wie etwas aus der Hosentasche, auf einer Untertasse mit Platz für einen
      Keks. Innen ist sie immer hell, damit man den Tee nach seiner Farbe beurteilen kann.`,
  },
  "afternoon-tea-caddy": {
    title: "Teedose Nachmittag",
    subtitle: "Kirschrinde, Kirschholz, ein wenig Dramatik",
    description: `Der Deckel sinkt von selbst, wenn die Maserung übereinstimmt. Hält hundert Gramm
      Blätter trocken und Besuch bei Laune.`,
  },
  "tall-tea-glass": {
    title: "Hohes Teeglas",
    subtitle: "Für Eistee, und mit einer Scheibe Zitrone noch höher",
    description: `Am Rand dünn und zum Fuß hin dicker geblasen, also leicht zu trinken und schwer
      umzustoßen. Verträgt einen langen Löffel und einen langen Nachmittag.`,
  },
  "cork-coasters": {
    title: "Untersetzer aus Kork",
    subtitle: "Runde Scheiben zwischen Tasse und Familientisch",
    description: `Aus Resten der Korkenherstellung gestanzt, die Kanten bleiben dunkel. Sie
      rutschen nicht, sie dämpfen, und sie halten Ringe vom Holz und Verwandtschaft vom Hals.`,
  },
};
