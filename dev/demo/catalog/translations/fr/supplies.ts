/** French: ce qui se consomme, et ce qui attend en coulisse. */
import type { ProductTexts, Texts } from "../texts.ts";

/** Supplies, drafts and retired products. */
export const SUPPLIES: Texts<ProductTexts> = {
  "harbour-roast": {
    title: "Café Harbour Roast",
    subtitle: "Une torréfaction moyenne qui s'entend avec le lait et le matin",
    description: `Des grains de trois petites fermes du Pérou, torréfiés le mardi, reposés jusqu'au
      vendredi. D'abord le caramel, puis le zeste d'orange, et rien de brûlé entre les deux. Le
      sachet se referme, ce qu'il n'aura pas souvent à faire.`,
    seo: {
      title: "Café Harbour Roast, en grains ou moulu",
      description: `Torréfaction moyenne de trois petites fermes du Pérou : caramel, zeste
        d'orange, sans amertume. En grains, pour filtre ou expresso, 250 g et 1 kg.`,
    },
  },
  "first-watch-tea": {
    title: "Thé Premier quart",
    subtitle: "Un thé noir réveillé avant vous",
    description: `De l'assam et un peu de ceylan, coupés fin, prêts en même temps que les
      tartines. Assez fort pour le lait, assez aimable sans. Nommé d'après ceux qui voient le port
      en premier.`,
    seo: {
      title: "Thé du matin Premier quart, en vrac",
      description: `Assam en vrac et un peu de ceylan : un thé du matin corsé qui aime le lait. En
        boîtes de 100 g et recharges de 250 g.`,
    },
  },
  "foghorn-earl-grey": {
    title: "Earl Grey Corne de brume",
    subtitle: "De la bergamote qu'on entend de la pièce d'à côté",
    description: `De grandes feuilles et de la vraie huile de bergamote, assez pour la remarquer,
      pas assez pour goûter le savon. Idéal à trois heures, par gros temps.`,
  },
  "orchard-mint-tea": {
    title: "Infusion Menthe du verger",
    subtitle: "Menthe poivrée et pomme, pour après la vaisselle",
    description: `Des feuilles entières de menthe poivrée et des tranches de pomme séchée, sans
      théine, sans arôme ajouté. Elle sent le jardin dont quelqu'un d'autre s'occupe.`,
  },
  "paper-filters": {
    title: "Filtres en papier",
    subtitle: "Cent matins dans une petite boîte",
    description: `Un papier non blanchi, serti deux fois pour que la couture tienne. Ils vont au
      porte-filtre Slow Drip et à tous ceux de cette taille, et le compost les apprécie.`,
  },
  "warm-bulb": {
    title: "Ampoule chaude",
    subtitle: "La lumière de huit heures du soir, sous verre",
    description: `Une ampoule LED claire avec un vrai culot (E27) et un filament qu'on peut
      regarder. Elle se tamise sans bourdonner et dure quinze mille heures, soit à peu près une
      adolescence.`,
  },
  "beeswax-tea-lights": {
    title: "Bougies chauffe-plat en cire d'abeille",
    subtitle: "Deux douzaines de petites raisons de s'asseoir",
    description: `De la cire d'abeille pure dans des godets de verre à regarnir. Quatre heures
      chacune, une légère odeur de miel et pas d'aluminium oublié sur la table.`,
  },
  "board-oil": {
    title: "Huile pour planches",
    subtitle: "De l'huile de lin et de la patience, pour le bois qui a soif",
    description: `De l'huile de lin pressée à froid, qui durcit dans le fil du bois et y reste. On
      frotte le soir, on essuie le matin. Deux couches minces valent mieux qu'une épaisse, ici
      comme en peinture.`,
  },
  "ballpoint-refills": {
    title: "Recharges pour stylo-bille",
    subtitle: "Encore trois ans de signatures",
    description: `La longue recharge standard à pointe moyenne, dont l'encre sèche avant l'arrivée
      de la manche. Elle va au stylo-bille en laiton et à presque tous ceux que vous avez déjà.`,
  },
  "ink-in-a-jar": {
    title: "Encre en flacon",
    subtitle: "Cinquante millilitres de réflexion",
    description: `Une encre à l'eau pour stylo-plume, mélangée en petites cuves et assez nuancée
      pour que votre écriture ait l'air de l'avoir voulu. Elle part des chemises, si vous êtes
      rapide.`,
  },
  "songbird-mix": {
    title: "Graines pour oiseaux chanteurs",
    subtitle: "Le petit déjeuner des mésanges, des pinsons et d'un rouge-gorge hardi",
    description: `Cœurs de tournesol, avoine et chanvre, sans le grain que tous jettent par terre.
      Une poignée, toujours à la même heure ; ils le remarquent.`,
  },
  "canvas-wax": {
    title: "Cire pour toile",
    subtitle: "Remet la pluie dehors",
    description: `De la cire d'abeille et de l'huile de lin dans une boîte plate. Chauffez-la dans
      la main, frottez la toile ou le cuir le long des coutures, laissez pénétrer la nuit. Une
      boîte fait deux fois un sac à dos.`,
  },
  "winter-harbour-mug": {
    title: "Mug Harbour d'hiver",
    subtitle: "Le mug que vous connaissez, en manteau de neige",
    description: `Le mug Harbour sous un émail blanc qui vire au bleu, cuit une fois par an quand
      le four est libre. Même paroi épaisse, même anse à trois doigts, un peu plus de décembre.`,
  },
  "next-year-on-a-wall": {
    title: "L'année suivante au mur",
    subtitle: "Douze feuilles neuves pour la baguette gardée",
    description: `Les pages d'« Une année au mur » sans la baguette, pour tous ceux qui l'ont
      vraiment gardée. Le papier est le même, les lundis ont bougé.`,
  },
  "rope-doorstop": {
    title: "Cale-porte en corde",
    subtitle: "Un nœud marin avec une seule mission",
    description: `Une pomme de touline en chanvre autour d'un galet de rivière. Elle tient la porte
      contre la brise et ne raye pas le sol. Nous discutons encore de la taille.`,
  },
  "tin-opener-no-3": {
    title: "Ouvre-boîte n° 3",
    subtitle: "Pour gauchers, enfin",
    description: `Un ouvre-boîte qui tourne dans l'autre sens. Les photos sont faites, le poids
      manque, et quelqu'un doit vérifier s'il coupe assez. Il coupe assez.`,
  },
  "pier-oil-lamp": {
    title: "Lampe à huile Pier",
    subtitle: "La flamme derrière la première vitrine",
    description: `Une lampe en laiton à mèche plate et à haute cheminée. Le souffleur de verre
      s'est retiré à la montagne et la lampe aussi, avec nos remerciements.`,
  },
  "first-kiln-saucer": {
    title: "Soucoupe Première fournée",
    subtitle: "La soucoupe qui nous a appris les soucoupes",
    description: `Un peu trop plate et beaucoup trop aimée. La tasse à thé Pebble a maintenant une
      meilleure soucoupe ; celle-ci a quitté l'étagère et reste dans les archives.`,
  },
};
