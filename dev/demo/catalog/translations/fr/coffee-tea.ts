/** French: café et thé. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Coffee & tea". */
export const COFFEE_TEA: Texts<ProductTexts> = {
  "slow-drip-cone": {
    title: "Porte-filtre Slow Drip",
    subtitle: "Un cône en porcelaine qui demande trois minutes",
    description: `Des nervures en spirale dedans, une large lèvre dessous pour voir où en est la
      tasse. Il prend les filtres en papier ordinaires. L'attente n'est pas un défaut : c'est le
      moment des tartines.`,
  },
  "swan-kettle": {
    title: "Bouilloire Swan",
    subtitle: "Un filet d'eau aussi fin que vous voulez",
    description: `Un col étroit pour le café, une poignée équilibrée pour tout le monde. Elle
      accepte toutes les plaques, même celle de vos parents. Contient neuf cents millilitres et,
      jusqu'ici, ses humeurs.`,
    seo: {
      title: "Bouilloire Swan : col de cygne, tous feux",
      description: `Bouilloire à col de cygne de 0,9 l en acier brossé, cuivre ou noir. Poignée
        équilibrée, filet précis, compatible induction. Garantie cinq ans.`,
    },
  },
  "patience-press": {
    title: "Cafetière à piston Patience",
    subtitle: "Une cafetière à piston, poliment surdimensionnée",
    description: `Deux parois d'acier pour que la deuxième tasse soit aussi chaude que la
      première, et un filtre assez fin pour laisser le marc à sa place. Le piston descend
      lentement. Laissez-le faire.`,
  },
  "crank-coffee-grinder": {
    title: "Moulin à café à manivelle",
    subtitle: "Quarante tours, une bonne tasse",
    description: `Des meules en acier dans un corps en bois, réglables du sable au gravier par une
      bague qu'on lit sans lunettes. Assez discret pour que les lève-tôt restent appréciés.`,
  },
  "feather-scale": {
    title: "Balance à café Feather",
    subtitle: "Pèse les grains au dixième de gramme, sans commentaire",
    description: `Une petite balance plate avec minuteur et une housse en silicone qui survit à
      l'inondation inévitable. Elle se recharge deux fois par an et s'éteint quand vous pensez à
      autre chose.`,
  },
  "two-cup-carafe": {
    title: "Carafe deux tasses",
    subtitle: "Pour ne pas oublier la deuxième tasse",
    description: `Une carafe en verre avec un bouchon de liège et une ouverture où passent la main
      et l'éponge. Elle se glisse sous le porte-filtre Slow Drip comme s'ils se connaissaient.`,
  },
  "bean-tin": {
    title: "Boîte à grains",
    subtitle: "Se ferme avec un petit soupir de satisfaction",
    description: `Un couvercle intérieur chasse l'air, un couvercle extérieur arrête la lumière, et
      l'étiquette s'efface pour la torréfaction suivante. Contient un quart de kilo de grains.`,
  },
  "three-oclock-teapot": {
    title: "Théière Trois heures",
    subtitle: "Quatre tasses, un couvercle, pas une goutte",
    description: `Nous avons passé un hiver sur l'angle du bec. Il s'arrête quand vous vous
      arrêtez. Un panier en acier se retire avant que le thé ne devienne amer, et le couvercle
      tient jusqu'à la dernière goutte.`,
  },
  "fog-glass-teapot": {
    title: "Théière en verre Fog",
    subtitle: "Regarder les feuilles se décider",
    description: `Un verre fin qui résiste à la chaleur et une anse en bambou. On voit quand c'est
      prêt, et c'est plus tôt qu'on ne croit.`,
  },
  "pebble-teacup": {
    title: "Tasse à thé Pebble",
    subtitle: "Une tasse ronde et sa soucoupe",
    description: `Ronde comme un objet trouvé au fond d'une poche, sur une soucoupe où tient un
      biscuit. L'intérieur est toujours clair, pour juger le thé à sa couleur.`,
  },
  "afternoon-tea-caddy": {
    title: "Boîte à thé Après-midi",
    subtitle: "Écorce de cerisier, bois de cerisier, un peu de théâtre",
    description: `Le couvercle descend tout seul quand les veines du bois se rejoignent. Il garde
      cent grammes de feuilles au sec et les visiteurs occupés.`,
  },
  "tall-tea-glass": {
    title: "Grand verre à thé",
    subtitle: "Pour le thé glacé, et plus grand encore avec du citron",
    description: `Soufflé fin au bord et plus épais vers le pied : léger à boire, difficile à
      renverser. Il accepte une longue cuillère et un long après-midi.`,
  },
  "cork-coasters": {
    title: "Dessous de verre en liège",
    subtitle: "Des ronds entre la tasse et la table de famille",
    description: `Découpés dans les chutes des bouchonniers, les bords laissés sombres. Ils ne
      glissent pas, ils amortissent, et ils épargnent les auréoles au bois et les remarques à
      vous.`,
  },
};
