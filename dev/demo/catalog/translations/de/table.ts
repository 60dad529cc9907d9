/** German: Tisch. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Table". */
export const TABLE: Texts<ProductTexts> = {
  "harbour-mug": {
    title: "Becher Harbour",
    subtitle: "Ein Steinzeugbecher für die erste Tasse und die, die man vergisst",
    description: `Etwas dicker gedreht, damit er ein Telefonat lang warm hält. Drei Finger passen
      durch den Henkel, der Fuß bleibt unglasiert, und am Rand bricht die Glasur ins Braune, genau
      dort, wo es sich jede Töpferin erhofft.`,
    seo: {
      title: "Becher Harbour: handgemachter Steinzeugbecher",
      description: `Dickwandiger Steinzeugbecher aus Portugal in vier matten Glasuren, 250 oder
        350 ml. Von Hand gedreht, für Spülmaschine und Mikrowelle geeignet.`,
    },
  },
  "quay-espresso-cup": {
    title: "Espressotasse Quay",
    subtitle: "Zwei Schlucke, ein Finger, warme Hände",
    description: `Eine kleine Tasse mit dicker Wand und einem Henkel, der gerade groß genug ist.
      Es passt ein richtiger Espresso hinein und sonst nichts, und genau darum geht es. Einzeln
      erhältlich, denn aus Sets geht immer eine verloren.`,
  },
  "low-tide-tumbler": {
    title: "Trinkglas Low Tide",
    subtitle: "Altglas, in dem noch die eine oder andere Blase steckt",
    description: `Aus Flaschenglas geblasen, deshalb ist kein Grün ganz wie das andere. Lässt sich
      zu viert stapeln, übersteht die Spülmaschine und lässt Leitungswasser überlegt aussehen.`,
  },
  "ferry-enamel-mug": {
    title: "Emaillebecher Ferry",
    subtitle: "Für Deck, Zelt und Schreibtische, auf denen etwas los ist",
    description: `Stahl unter zwei Schichten Emaille, der gerollte Rand eine Spur dunkler.
      Irgendwann platzt ein Stück ab, vermutlich in einem guten Urlaub. Bitte nicht in die
      Mikrowelle stellen; das nimmt er persönlich.`,
  },
  "everyday-plate": {
    title: "Alltagsteller",
    subtitle: "Flach genug für Toast, tief genug für Soße",
    description: `Der Teller, von dem wir selbst essen. Der Rand steigt einen Zentimeter an, damit
      die Erbsen bleiben, und auf dem unglasierten Ring stapelt er sich, ohne zu quietschen. Drei
      Größen, eine Glasur, ein Schrankfach.`,
  },
  "porridge-bowl": {
    title: "Porridgeschale",
    subtitle: "Tief, rund und schwer umzuwerfen",
    description: `Eine Schale mit dem Gewicht am Boden und einem Rand, der in die Armbeuge passt.
      Für Porridge gemacht, zu Suppe, Ramen und dem letzten Rest Crumble befördert.`,
  },
  "skerry-pasta-bowl": {
    title: "Pastateller Skerry",
    subtitle: "Weit, flach und geduldig mit Spaghetti",
    description: `Dreiundzwanzig Zentimeter sanfte Neigung, damit die Gabel immer etwas hat, woran
      sie drehen kann. In der Mitte sammelt sich die Glasur eine Nuance dunkler, genau dort, wo man
      sich hinisst.`,
  },
  "porcelain-side-plate": {
    title: "Dessertteller aus Porzellan",
    subtitle: "Dünn wie eine gute Ausrede",
    description: `In Porzellan gegossen und so heiß gebrannt, dass Kerzenlicht durch den Rand
      scheint. Trägt eine einzige handgemalte Linie, die nie ganz gerade ist. Wir haben
      nachgemessen.`,
  },
  "sunday-serving-bowl": {
    title: "Sonntagsschüssel",
    subtitle: "Salat für acht oder Chips für drei",
    description: `Groß, ruhig und schwerer, als sie aussieht. Der Fuß ist breit genug, um sie ohne
      Umstände herumzureichen, und innen ist Platz für Salatbesteck, Holzlöffel und kleine Hände.`,
  },
  "gull-pitcher": {
    title: "Krug Gull",
    subtitle: "Gießt Wasser, Milch und gelegentlich Tulpen ein",
    description: `Gut ein und ein Viertel Liter, mit einer Tülle, die den letzten Tropfen sauber
      abschneidet. Der Henkel sitzt etwas höher, damit der volle Krug in der Waage liegt. Zwischen
      den Mahlzeiten macht er sich gut mit Blumen.`,
  },
  "estuary-vase": {
    title: "Vase Estuary",
    subtitle: "Breite Schultern, schmaler Hals, fünf Stiele nach Wahl",
    description: `So geformt, dass eine Handvoll vom Wegrand aufrecht steht und arrangiert
      aussieht. Innen glasiert, außen roh, mit Drehrillen, die der Daumen findet.`,
  },
  "one-stem-vase": {
    title: "Vase für eine Blume",
    subtitle: "Für die Blüte, die nicht mehr in den Strauß passte",
    description: `Eine kleine Vase, so hoch wie ein Taschenbuch. Sie braucht einen Stiel, einen
      Zentimeter Wasser und eine Fensterbank und gibt erstaunlich viel zurück.`,
  },
  "butter-dish-with-a-roof": {
    title: "Butterdose mit Dach",
    subtitle: "Hält die Butter weich und die Katze ehrlich",
    description: `Ein Boden aus Eiche und ein Deckel aus Steinzeug, der in einer Rille sitzt. Fasst
      ein Stück von 250 Gramm samt Messerspuren.`,
  },
  "name-day-cake-stand": {
    title: "Tortenplatte Namenstag",
    subtitle: "Hebt den Biskuit und die Stimmung",
    description: `Eine schlichte Marmorscheibe auf gedrechseltem Fuß. Sie hält die Buttercreme
      kühl, dreht sich beim Bestreichen leicht mit und lässt gekauften Kuchen nach Absicht
      aussehen.`,
  },
};
