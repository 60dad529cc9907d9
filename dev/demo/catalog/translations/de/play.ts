/** German: Spiel. */
import type { ProductTexts, Texts } from "../texts.ts";

/** The products of the room "Play". */
export const PLAY: Texts<ProductTexts> = {
  "thousand-piece-coast": {
    title: "Küste in tausend Teilen",
    subtitle: "Ein Puzzle mit viel zu viel Himmel",
    description: `Ein langes Stück Küste auf dicker Pappe, damit die Teile klicken. Der Himmel
      dauert ein Wochenende. Es gibt ein Fischerboot, und man findet es zuletzt.`,
    seo: {
      title: "Küste in tausend Teilen: Puzzles vom Meer",
      description: `Drei Puzzles mit je 1000 Teilen auf dicker Pappe, 69 mal 49 cm. Jeweils ein
        Fischerboot und sehr viel Himmel.`,
    },
  },
  "small-wooden-jigsaw": {
    title: "Kleines Holzpuzzle",
    subtitle: "Sechzig Teile, manche in Vogelform",
    description: `Lasergeschnittenes Sperrholz im Leinenbeutel. Kurz genug für eine Zugfahrt und
      seltsam genug, um es danach mit dem Bild nach unten noch einmal zu legen.`,
  },
  "patience-cards": {
    title: "Patience-Karten",
    subtitle: "Zweiundfünfzig Karten und zwei Joker mit Manieren",
    description: `Leinengeprägter Karton, der sich mischen lässt, ohne zu kleben, in zwei ruhigen
      Farben gedruckt. Die Regeln für elf Patiencen klappen aus dem Deckel.`,
  },
  "walnut-dominoes": {
    title: "Domino aus Holz",
    subtitle: "Achtundzwanzig Steine, die klacken, wie es sich gehört",
    description: `Massive Steine mit gebohrten, messinggefüllten Augen in einer Schachtel mit
      Schiebedeckel. Gut zum Spielen und noch besser zum Aufstellen in Reihen.`,
  },
  "five-dice": {
    title: "Fünf Würfel",
    subtitle: "Von Hand geschnitten, durch Messung gerecht",
    description: `Fünf Würfel mit runden Ecken und ein Lederbecher, der sie leise macht. Dazu die
      Regeln eines Spiels, das Matrosen um den Abwasch spielen.`,
  },
  "question-cards": {
    title: "Fragekarten",
    subtitle: "Neunzig Fragen, keine über die Arbeit",
    description: `Für den langen Teil des Abends, nach den Tellern und vor den Mänteln. Manche
      brauchen eine Sekunde, manche den Abend, und eine Karte ist mit Absicht leer.`,
  },
  "building-blocks": {
    title: "Bauklötze",
    subtitle: "Dreißig Stück Buche und unendlich viele Häfen",
    description: `Würfel, Leisten, zwei Bögen und ein Dreieck, das alle haben wollen. Rund
      geschliffen, mit Bienenwachs behandelt, passend für Fäuste jeden Alters.`,
  },
  "spinning-top": {
    title: "Kreisel",
    subtitle: "Zwei Minuten Stille, in voller Fahrt",
    description: `Aus einem Stück Holz gedrechselt und auf einer Stahlspitze ausgewogen. Der
      Ladenrekord liegt bei zwei Minuten und elf Sekunden. Schreib uns.`,
  },
  "beach-kite": {
    title: "Stranddrachen",
    subtitle: "Fliegt bei Brise, faltet sich bei Sturm",
    description: `Eine Raute aus reißfestem Tuch mit langem Schweif und einer Leine, mehr braucht
      ein guter Nachmittag nicht. Die Spule schwimmt, falls du dich mitreißen lässt.`,
  },
  "toy-crate": {
    title: "Spielzeugkiste",
    subtitle: "Räumt ein Zimmer mit einer Armbewegung auf",
    description: `Eine niedrige Lattenkiste auf Filzfüßen, breit genug zum Hineinschaufeln und
      leicht genug, um sie als Zug hinter sich herzuziehen. Nach Betriebsschluss zu zweit
      stapelbar.`,
  },
  "pocket-sketching-set": {
    title: "Skizzenset für die Tasche",
    subtitle: "Zwölf Farben und keine Ausrede",
    description: `Kurze Buntstifte, ein Spitzer und ein gefalteter Streifen festes Papier in einer
      Dose für die Hemdtasche. Für die Aussicht, den Hund oder das Gegenüber.`,
  },
  "rainy-day-parcel": {
    title: "Regentagspaket",
    subtitle: "Drei Überraschungen, bei Sonne nicht zu öffnen",
    description: `Etwas zum Basteln, etwas zum Knobeln und etwas zum Fliegenlassen, wenn es
      aufklart. Von Hand gepackt und jeden Monat anders. Die Schnur darf man behalten.`,
  },
};
