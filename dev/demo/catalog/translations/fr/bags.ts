/** French: sacs et voyage. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Bags & travel". */
export const BAGS: Texts<ProductTexts> = {
  "market-tote": {
    title: "Cabas de marché",
    subtitle: "Porte une semaine de légumes, sans rancune",
    description: `Une toile épaisse à fond plat : les poireaux tiennent debout, les bouteilles
      restent en bas. Les anses passent par-dessus un manteau d'hiver et sont cousues là où ça
      compte.`,
  },
  "folded-shopper": {
    title: "Sac pliable",
    subtitle: "Un sac qui vit dans l'autre sac",
    description: `Du nylon recyclé qui se range dans sa propre poche et en ressort sans plis, ou
      plissé et serein. Il porte douze kilos de samedi.`,
  },
  "day-ferry-backpack": {
    title: "Sac à dos Day Ferry",
    subtitle: "Fermeture roulée, pas de logo, de la place pour un pull",
    description: `De la toile cirée où la pluie perle et qui s'assouplit avec l'âge. L'ordinateur
      voyage dans sa poche contre le dos, et la fermeture roulée avale ce que la journée ajoute.`,
    seo: {
      title: "Sac à dos Day Ferry : toile cirée à fermeture roulée",
      description: `Sac à dos imperméable en toile cirée avec poche pour ordinateur, 16 ou 24 l.
        Garantie dix ans, et nous le réparons.`,
    },
  },
  "leather-rucksack": {
    title: "Sac à dos en cuir",
    subtitle: "Deux boucles, deux sangles, trente ans",
    description: `Du cuir à tannage végétal, coupé d'une pièce et cousu au point sellier avec un
      fil ciré. Pâle et raide le premier jour ; brun et à vous le deuxième hiver.`,
  },
  "card-wallet": {
    title: "Porte-cartes",
    subtitle: "Six cartes, quelques billets, pas de bosse",
    description: `Deux morceaux de cuir et une seule couture. L'encoche du pouce déploie les cartes
      en éventail, et la bonne est toujours la deuxième.`,
  },
  "zip-pouch": {
    title: "Pochette zippée",
    subtitle: "Pour stylos, prises, pansements ou épingles",
    description: `De la toile à fond large et une fermeture en métal qui tourne au coin, pour voir
      ce qu'il y a au fond. C'est en général le chargeur.`,
  },
  "corduroy-wash-bag": {
    title: "Trousse de toilette en velours",
    subtitle: "Reste ouverte pendant que vous vous brossez les dents",
    description: `Douce dehors, en coton ciré dedans, avec une boucle pour les crochets des salles
      de bains inconnues. Elle prend un flacon plein debout et pardonne au bouchon.`,
  },
  "brass-key-ring": {
    title: "Porte-clés en laiton",
    subtitle: "Se trouve à l'oreille au fond d'un sac",
    description: `Un anneau plein qui s'ouvre d'un quart de tour et un petit pendant en forme de
      cloche. Il a un son bien à lui ; au bout d'une semaine, rentrer chez soi aussi.`,
  },
  "long-day-flask": {
    title: "Gourde isotherme Longue journée",
    subtitle: "Chaude à l'aube, chaude encore au sommet",
    description: `Deux parois d'acier et rien entre les deux, avec une tasse pour couvercle. Elle
      ne goutte pas, ne se cabosse pas pour un rien et n'a pas le goût de la soupe d'avant.`,
  },
  "storm-umbrella": {
    title: "Parapluie tempête",
    subtitle: "Testé sur une jetée par quelqu'un qui en avait perdu deux",
    description: `Huit baleines en fibre de verre qui plient au lieu de casser et une poignée en
      merisier qu'on n'oublie pas dans le bus. Si une baleine cède, nous avons la pièce.`,
  },
  "platform-scarf": {
    title: "Écharpe Platform",
    subtitle: "Assez longue pour être partagée",
    description: `De l'alpaga et de la laine grattés, en armure toile, deux mètres durant. Chaude
      sans peser, elle se plie dans la poche du manteau qui va avec.`,
  },
  "cabin-socks": {
    title: "Chaussettes de cabane",
    subtitle: "Hautes au genou dans l'esprit, à la cheville en fait",
    description: `De la laine à côtes et un talon double, tricotés sur de vieilles machines qu'on
      ne presse pas. Une carte de fil à repriser assorti est glissée dans la gauche.`,
  },
  "picnic-crate": {
    title: "Caisse à pique-nique",
    subtitle: "Banc, table et panier, dans cet ordre",
    description: `Une caisse à claire-voie en hêtre dont le couvercle retourné devient plateau.
      Elle tient sur un porte-bagages et contient quatre bouteilles et une tarte.`,
  },
};
