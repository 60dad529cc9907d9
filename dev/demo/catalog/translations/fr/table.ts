/** French: la table. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Table". */
export const TABLE: Texts<ProductTexts> = {
  "harbour-mug": {
    title: "Mug Harbour",
    subtitle: "Un mug en grès pour la première tasse et celle qu'on oublie",
    description: `Tourné un peu épais, il reste chaud le temps d'un coup de fil. Trois doigts
      passent dans l'anse, le pied est laissé brut et l'émail brunit au bord, là où chaque potier
      l'espère.`,
    seo: {
      title: "Mug Harbour : mug en grès fait main",
      description: `Mug en grès épais du Portugal, en quatre émaux mats, 250 ou 350 ml. Tourné à la
        main, il passe au lave-vaisselle et au micro-ondes.`,
    },
  },
  "quay-espresso-cup": {
    title: "Tasse à expresso Quay",
    subtitle: "Deux gorgées, un doigt, les mains au chaud",
    description: `Une petite tasse à la paroi épaisse, avec une anse juste assez grande. Elle
      contient un vrai expresso et rien de plus, c'est tout son propos. Vendue à l'unité, car dans
      un service il en manque toujours une.`,
  },
  "low-tide-tumbler": {
    title: "Gobelet Low Tide",
    subtitle: "Du verre recyclé où il reste une bulle ou deux",
    description: `Soufflé dans du verre de bouteille : aucun vert n'est tout à fait le même. Il
      s'empile par quatre, ne craint pas le lave-vaisselle et donne de l'allure à l'eau du
      robinet.`,
  },
  "ferry-enamel-mug": {
    title: "Mug émaillé Ferry",
    subtitle: "Pour le pont, la tente et les bureaux où il se passe quelque chose",
    description: `De l'acier sous deux couches d'émail, avec un bord roulé un ton plus foncé. Un
      éclat sautera un jour, sans doute pendant de bonnes vacances. Pas de micro-ondes, s'il vous
      plaît : il le prend personnellement.`,
  },
  "everyday-plate": {
    title: "Assiette de tous les jours",
    subtitle: "Assez plate pour la tartine, assez creuse pour la sauce",
    description: `L'assiette dans laquelle nous mangeons nous-mêmes. Le bord remonte d'un
      centimètre pour retenir les petits pois, et l'anneau brut du dessous permet d'empiler sans
      grincer. Trois tailles, un seul émail, une seule étagère.`,
  },
  "porridge-bowl": {
    title: "Bol à porridge",
    subtitle: "Profond, rond et difficile à renverser",
    description: `Un bol lesté par le fond, dont le bord se cale au creux du bras. Fait pour le
      porridge, promu à la soupe, aux ramen et au reste de crumble.`,
  },
  "skerry-pasta-bowl": {
    title: "Assiette à pâtes Skerry",
    subtitle: "Large, peu profonde et patiente avec les spaghettis",
    description: `Vingt-trois centimètres de pente douce pour que la fourchette ait toujours un
      appui. L'émail fonce d'un ton au centre, vers lequel on mange.`,
  },
  "porcelain-side-plate": {
    title: "Petite assiette en porcelaine",
    subtitle: "Mince comme une bonne excuse",
    description: `Coulée en porcelaine et cuite assez fort pour qu'une bougie brille à travers le
      bord. Elle porte un seul trait peint à la main, jamais tout à fait droit. Nous avons
      vérifié.`,
  },
  "sunday-serving-bowl": {
    title: "Saladier du dimanche",
    subtitle: "Une salade pour huit, ou des chips pour trois",
    description: `Grand, calme et plus lourd qu'il n'y paraît. Le pied est assez large pour qu'on
      le fasse passer sans cérémonie, et l'intérieur accueille couverts à salade, cuillères en bois
      et petites mains.`,
  },
  "gull-pitcher": {
    title: "Pichet Gull",
    subtitle: "Pour l'eau, le lait et, à l'occasion, les tulipes",
    description: `Un litre un quart et un bec qui coupe net la dernière goutte. L'anse est placée
      un peu haut pour l'équilibre quand il est plein. Entre les repas, il porte bien les fleurs.`,
  },
  "estuary-vase": {
    title: "Vase Estuary",
    subtitle: "Larges épaules, col étroit, cinq tiges au choix",
    description: `Dessiné pour qu'une poignée de ce qui pousse au bord du chemin se tienne droite
      et ait l'air composée. Émaillé dedans, brut dehors, avec les lignes de tournage pour le
      pouce.`,
  },
  "one-stem-vase": {
    title: "Soliflore",
    subtitle: "Pour la fleur qui n'entrait pas dans le bouquet",
    description: `Un petit vase de la hauteur d'un livre de poche. Il demande une tige, un
      centimètre d'eau et un rebord de fenêtre, et rend étonnamment beaucoup.`,
  },
  "butter-dish-with-a-roof": {
    title: "Beurrier avec un toit",
    subtitle: "Garde le beurre tendre et le chat honnête",
    description: `Un socle en chêne et un couvercle en grès qui se pose dans une rainure. Il
      accueille une plaquette de 250 grammes, traces de couteau comprises.`,
  },
  "name-day-cake-stand": {
    title: "Présentoir à gâteau Jour de fête",
    subtitle: "Élève la génoise et l'humeur de chacun",
    description: `Un simple disque de marbre sur un pied tourné. Il garde la crème au beurre au
      frais, pivote facilement pendant le glaçage et fait passer un gâteau du commerce pour un
      choix.`,
  },
};
