/** A letter to a person, as parts: what it says once, whether it is shown as HTML or as text. */

/** Something bought and what it costs. */
export interface LetterLine {
  readonly title: string;
  /** What tells it apart and how many: "Sage, 350 ml · 2 × €24.00". */
  readonly detail: string;
  readonly amount: string;
  /** Small print: its shares of what concerns the whole order. */
  readonly notes: readonly string[];
}

/** One row of the reckoning. */
export interface LetterSum {
  readonly label: string;
  readonly amount: string;
  readonly note?: string;
}

/** The parts that a letter is made of. */
export type LetterPart =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "action"; readonly label: string; readonly href: string }
  | { readonly kind: "lines"; readonly lines: readonly LetterLine[] }
  | { readonly kind: "sums"; readonly sums: readonly LetterSum[]; readonly grand: LetterSum }
  | {
      readonly kind: "facts";
      readonly facts: readonly { readonly label: string; readonly lines: readonly string[] }[];
    };

/** The whole letter. All money in it is text already. */
export interface Letter {
  readonly sender: string;
  readonly subject: string;
  /** What a mailbox shows beside the subject. */
  readonly preview: string;
  readonly heading: string;
  readonly parts: readonly LetterPart[];
  readonly footer: string;
}
