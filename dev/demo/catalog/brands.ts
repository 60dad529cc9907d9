/** The makers of the demo shop, all of them invented. */

/** A maker. */
export interface DemoBrand {
  readonly handle: string;
  readonly title: string;
}

/** Every maker. */
export const BRANDS: readonly DemoBrand[] = [
  { handle: "pebblewright", title: "Pebblewright" },
  { handle: "slackwater", title: "Slackwater" },
  { handle: "oxbow-works", title: "Oxbow Works" },
  { handle: "hollowoak", title: "Hollowoak" },
  { handle: "emberlow", title: "Emberlow" },
  { handle: "ebbweave", title: "Ebbweave" },
  { handle: "inkmarsh", title: "Inkmarsh" },
  { handle: "fernlatch", title: "Fernlatch" },
  { handle: "saltfold", title: "Saltfold" },
  { handle: "wayfarrow", title: "Wayfarrow" },
  { handle: "mothwing", title: "Mothwing" },
  { handle: "tidewick", title: "Tidewick" },
];
