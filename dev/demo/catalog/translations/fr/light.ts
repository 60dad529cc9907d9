/** French: la lumière. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Light". */
export const LIGHT: Texts<ProductTexts> = {
  "mooring-table-lamp": {
    title: "Lampe de table Mooring",
    subtitle: "Une flaque de lumière de la taille exacte d'un livre",
    description: `Un pied en grès, un abat-jour en lin et un câble textile avec l'interrupteur là
      où la main se trouve déjà. L'ampoule est chaude, à intensité variable et fournie, car
      personne n'a celle-là chez soi.`,
    seo: {
      title: "Lampe de table Mooring : grès et lin",
      description: `Lampe de table à intensité variable, pied en grès, abat-jour en lin, ampoule
        E27 chaude fournie. Fabriquée au Danemark, en deux tailles.`,
    },
  },
  "signal-desk-lamp": {
    title: "Lampe de bureau Signal",
    subtitle: "Éclaire là où vous pensez",
    description: `Un bras, deux articulations et une tête qui reste où on la laisse. L'acier est
      thermolaqué, les ressorts sont silencieux et la lumière ne scintille pas en visio.`,
  },
  "heron-floor-lamp": {
    title: "Lampadaire Heron",
    subtitle: "Se tient sur une patte et ne dérange personne",
    description: `Une fine tige de bois se penche par-dessus le fauteuil et laisse la petite table
      libre pour le thé. Le socle est en fonte : les tout-petits et les chiens peuvent passer.`,
  },
  "cove-pendant": {
    title: "Suspension Cove",
    subtitle: "Une cloche de lumière calme au-dessus de la table",
    description: `Repoussée dans une seule feuille de métal, claire à l'intérieur pour une lumière
      douce et large. Le câble se raccourcit avec deux doigts et sans jurer.`,
  },
  "long-evening-tapers": {
    title: "Bougies Longue soirée",
    subtitle: "Une paire qui tient plus longtemps que la conversation",
    description: `De la cire de soja et une mèche de coton, coulées lentement pour brûler droit. Ni
      parfum, ni paillettes, ni opinion. Les grandes durent trois plats et la vaisselle.`,
  },
  "weather-candle": {
    title: "Bougie Météo",
    subtitle: "Cinq sortes de temps, à l'intérieur",
    description: `Des bougies parfumées qui ne ressemblent à rien et sentent quelque part. Les
      parfums sont composés par une femme qui annonçait les tempêtes et préfère désormais le
      crachin.`,
    seo: {
      title: "Bougie Météo : bougies parfumées à la cire de soja",
      description: `Bougies de cire de soja en cinq parfums, de Pluie tiède à Feu de bois. Coulées
        en Écosse en petites quantités, 180 g et 400 g.`,
    },
  },
  "beeswax-pillars": {
    title: "Cierges en cire d'abeille",
    subtitle: "Deux bougies qui sentent un peu le mois de juillet",
    description: `Coulées par un apiculteur pendant que les abeilles dorment, une courte et une
      haute. Elles brûlent lentement et proprement ; avec l'âge, la cire se voile de blanc. Un
      coup de chiffon, ou laissez-la.`,
  },
  "anchor-candle-holder": {
    title: "Bougeoir Anchor",
    subtitle: "Du laiton lourd, peu de place",
    description: `Coulé au sable avec ses coutures, puis poli seulement là où on le tient. Il prend
      une bougie de table et offre à la cire où aller.`,
  },
  "long-matches": {
    title: "Longues allumettes",
    subtitle: "Onze centimètres pour ne pas se brûler le pouce",
    description: `Soixante-dix longues allumettes dans une boîte à tiroir, avec le grattoir du côté
      que la main droite et la main gauche atteignent toutes les deux.`,
  },
  "temple-street-incense": {
    title: "Encens Temple Street",
    subtitle: "Bâtons fins, fumée fine, atmosphère dense",
    description: `Pressé sans âme de bois : on ne sent que ce qui doit sentir. Un bâton dure à peu
      près un bain, ou une définition de mots croisés récalcitrante.`,
  },
  "jetty-lantern": {
    title: "Lanterne Jetty",
    subtitle: "Garde la flamme du côté du vent",
    description: `Un cadre en acier, quatre vitres qui coulissent pour le nettoyage et une poignée
      qui reste froide. À suspendre, à porter ou à poser près de la porte pour qui rentre tard.`,
  },
  "last-lantern": {
    title: "La dernière lanterne",
    subtitle: "Il en reste une. Ensuite, bougie et souvenir",
    description: `L'ultime lanterne d'un atelier qui a fermé : du cuivre soudé à la main, numéro
      400 sur 400. Il n'y en a qu'une, elle est en vitrine, et elle ne sera pas refaite.`,
  },
  "garden-party-string-lights": {
    title: "Guirlande Garden Party",
    subtitle: "Une rangée de petites lunes sur un fil",
    description: `Des ampoules givrées, bien espacées, sur un câble textile qui ne s'emmêle que si
      vous insistez. Faite pour la pluie et pour être oubliée dehors jusqu'en mars.`,
  },
};
