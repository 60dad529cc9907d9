/** German: Küche. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Kitchen". */
export const KITCHEN: Texts<ProductTexts> = {
  "foundry-skillet": {
    title: "Gusspfanne Foundry",
    subtitle: "Gusseisen, eingebrannt, gekommen, um zu bleiben",
    description: `In Sand gegossen, innen glatt geschliffen und dreimal mit Leinöl eingebrannt. Das
      erste Ei haftet vielleicht, das hundertste nicht. Um sie streiten dürfen später die Enkel.`,
  },
  "weeknight-frying-pan": {
    title: "Bratpfanne Feierabend",
    subtitle: "Eisen, das schnell heiß wird und noch schneller verzeiht",
    description: `Halb so schwer wie Gusseisen, mit demselben dunklen Gemüt. Der Griff bleibt etwa
      eine Zwiebel lang kühl. Mit jedem Abendessen wird sie glatter.`,
  },
  "stew-pot": {
    title: "Schmortopf",
    subtitle: "Für alles, wo „drei Stunden köcheln lassen“ steht",
    description: `Emailliertes Gusseisen mit einem Deckel, so schwer, dass der Dampf es sich
      zweimal überlegt. Geht vom Herd in den Ofen und auf den Tisch, wo jemand fragen wird, von wem
      der Topf ist.`,
    seo: {
      title: "Schmortopf: emailliertes Gusseisen, 3 oder 5 l",
      description: `Emailliertes Gusseisen aus Frankreich mit schwerem Deckel, für jeden Herd und
        den Backofen. Dreißig Jahre Garantie.`,
    },
  },
  "cocoa-pot": {
    title: "Kakaotopf",
    subtitle: "Klein, mit Deckel, nach Einbruch der Dunkelheit im Dienst",
    description: `Ein Emailletopf mit zwei Henkeln und einem Deckel, der die Haut von der Milch
      fernhält. Genau groß genug für zwei Tassen Warmes vor dem Schlafen oder einen sehr
      entschlossenen Porridge.`,
  },
  "end-grain-board": {
    title: "Stirnholzbrett",
    subtitle: "Ein rundes Brett, das hinter dem Messer heilt",
    description: `Hochkant verleimte Holzblöcke: Die Klinge fährt zwischen die Fasern, und die
      Spuren schließen sich wieder. In der Werkstatt geölt, bereit für Zwiebeln. Nachölen, wenn es
      durstig aussieht.`,
  },
  "olive-wood-serving-board": {
    title: "Servierbrett aus Olivenholz",
    subtitle: "Jedes eine andere Wetterkarte",
    description: `Aus Bäumen, die nicht mehr trugen, deshalb hat die Maserung etwas zu erzählen.
      Für Käse, Feigen und Brot, das Besseres verdient als einen Teller.`,
  },
  "paring-knife": {
    title: "Schälmesser",
    subtitle: "Nach dem man greift, bevor man nach dem großen greift",
    description: `Eine kurze Klinge aus Kohlenstoffstahl im Buchengriff mit zwei Messingnieten. In
      sechs Zügen scharf, nach dem ersten Apfel mit Patina.`,
  },
  "cooks-knife": {
    title: "Kochmesser",
    subtitle: "Zwanzig Zentimeter stille Zuversicht",
    description: `Aus einem Stück geschmiedet und dünn ausgeschliffen, mit einem Bauch zum Wiegen
      und einem Ende, das Pfefferkörner knackt. Schick es einmal im Jahr ein, dann schärfen wir
      es.`,
  },
  "stirring-spoon": {
    title: "Rührlöffel",
    subtitle: "Hat eine Ecke, für die Ecke im Topf",
    description: `So geschnitzt, dass eine Kante flach auf dem Topfboden liegt. Es gibt ihn für
      rechte und für linke Hände, was mehr ausmacht, als man denkt.`,
  },
  "straight-rolling-pin": {
    title: "Gerades Nudelholz",
    subtitle: "Keine Griffe, keine Kugellager, kein Drama",
    description: `Ein schlichter gedrechselter Stab, durch den die Handflächen den Teig spüren.
      Rollt Mürbeteig, zerdrückt Kekse und wartet im Film hinter der Tür.`,
  },
  "batter-whisk": {
    title: "Schneebesen",
    subtitle: "Neun Drähte, keine Klümpchen",
    description: `Federnde Stahldrähte im Buchengriff, so ausgewogen, dass der Besen die Arbeit
      macht. Sonntags Pfannkuchen, an Halloween ein passables Gespenst.`,
  },
  "mortar-and-pestle": {
    title: "Mörser mit Stößel",
    subtitle: "Knoblauch findet seinen Meister",
    description: `Ein Block Marmor, innen rau, außen poliert. Er wiegt so viel wie ein kleiner Hund
      und lässt sich bei der Arbeit ungefähr so gern verschieben.`,
  },
  "pantry-jar": {
    title: "Vorratsglas",
    subtitle: "Unten Glas, oben Eiche, drinnen Abendessen",
    description: `Ein gerades Glas mit Eichendeckel und einer Dichtung, die hält. Weit genug für
      einen Messbecher, gerade genug, um Schulter an Schulter zu stehen.`,
  },
  "flour-canister": {
    title: "Mehldose",
    subtitle: "Fasst anderthalb Tüten und eine Schaufel",
    description: `Steinzeug mit dickem Korken, für Mehl, Zucker oder den guten Reis. Das Etikett
      ist eine unglasierte Stelle: Bleistift drauf, Wasser drüber, weg.`,
  },
  "biscuit-tin": {
    title: "Keksdose",
    subtitle: "Enthält garantiert Kekse oder Knöpfe",
    description: `Eine runde Stahldose, zweifarbig bedruckt, mit einem Deckel, der nachts alles
      verrät. Kommt leer, was wir bedauern.`,
  },
};
