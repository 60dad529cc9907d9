/** The makers of the demo shop, all of them invented. */

/** A maker. */
export interface DemoBrand {
  readonly handle: string;
  readonly title: string;
  readonly description: string;
}

/** Every maker. */
export const BRANDS: readonly DemoBrand[] = [
  brand(
    "pebblewright",
    "Pebblewright",
    "A pottery of six wheels and one kiln, fired on Thursdays.",
  ),
  brand("slackwater", "Slackwater", "Tools and leaves for coffee and tea, tested before nine."),
  brand(
    "oxbow-works",
    "Oxbow Works",
    "A foundry and forge on a bend in the river. Iron, steel, brass.",
  ),
  brand("hollowoak", "Hollowoak", "Joiners who buy fallen trees and waste none of them."),
  brand("emberlow", "Emberlow", "Lamps and candles for people who dislike the big light."),
  brand("ebbweave", "Ebbweave", "Weavers of linen, wool and cotton, on looms older than the roof."),
  brand("inkmarsh", "Inkmarsh", "Paper, ink and pens from a former post office."),
  brand("fernlatch", "Fernlatch", "Pots, tools and seeds from a nursery that opens at six."),
  brand(
    "saltfold",
    "Saltfold",
    "Soap and scent in small batches, with short lists of ingredients.",
  ),
  brand("wayfarrow", "Wayfarrow", "Bags that are sewn once and repaired as often as it takes."),
  brand("mothwing", "Mothwing", "Games and toys without batteries, for hands of every size."),
  brand("tidewick", "Tidewick", "What we could not find elsewhere, and so had made ourselves."),
];

function brand(handle: string, title: string, description: string): DemoBrand {
  return { handle, title, description };
}
