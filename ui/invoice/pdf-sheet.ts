/** Sheets of paper in a PDF: text at a place, lines that fit, and a new sheet where one is full. */
import { type PDFDocument, type PDFFont, type PDFPage, rgb } from "@cantoo/pdf-lib";

/** A4, in points. */
const SHEET = { width: 595.28, height: 841.89 } as const;
/** What stays free around the text. */
export const MARGIN = 48;
/** From the left margin to the right one. */
export const TEXT_WIDTH: number = SHEET.width - 2 * MARGIN;
/** What stays free between the text and the foot. */
const ABOVE_FOOT = 10;

const INK = rgb(0.08, 0.07, 0.06);
const SOFT = rgb(0.4, 0.36, 0.31);
const RULE = rgb(0.84, 0.81, 0.76);

/** Stands where the letters of the file end. */
const MISSING = "\ufffd";

/** How a text is set. */
export interface TextStyle {
  readonly size?: number;
  readonly isBold?: boolean;
  readonly isSoft?: boolean;
}

/** The letters of a document. */
export interface SheetFonts {
  readonly regular: PDFFont;
  readonly bold: PDFFont;
}

/** Draws from the top down; `y` is where the next thing begins. */
export class Sheets {
  readonly #document: PDFDocument;
  readonly #fonts: SheetFonts;
  readonly #known: ReadonlySet<number>;
  readonly pages: PDFPage[] = [];
  y = 0;
  /** Room for the foot of every sheet; set before anything is drawn. */
  footHeight = 0;
  /** Whether a character had no letter in this file. */
  hasMissing = false;

  constructor(document: PDFDocument, fonts: SheetFonts) {
    this.#document = document;
    this.#fonts = fonts;
    const bold = new Set(fonts.bold.getCharacterSet());
    this.#known = new Set(fonts.regular.getCharacterSet().filter((code) => bold.has(code)));
    this.next();
  }

  /** Begins a sheet. */
  next(): void {
    this.pages.push(this.#document.addPage([SHEET.width, SHEET.height]));
    this.y = SHEET.height - MARGIN;
  }

  /** @returns whether there is room for so much on this sheet */
  hasRoom(height: number): boolean {
    return this.y - height >= MARGIN + this.footHeight + ABOVE_FOOT;
  }

  /** Draws one line of text with its left edge at `x`. */
  text(text: string, x: number, style: TextStyle = {}): void {
    this.textAt(text, { ...style, x, y: this.y });
  }

  /** Draws one line of text with its right edge at `x`, smaller where it is wider than `width`. */
  textTo(text: string, x: number, style: TextStyle & { readonly width?: number } = {}): void {
    const { size = 9.5, width } = style;
    const measured = this.widthOf(text, style);
    const fitted = width !== undefined && measured > width ? (size * width) / measured : size;
    const left = x - (measured * fitted) / size;
    // On the same line as what stands beside it.
    this.textAt(text, { ...style, size: fitted, x: left, y: this.y - size + fitted });
  }

  /** Draws one line of text on the last sheet, or on another one. */
  textAt(
    text: string,
    place: TextStyle & { readonly x: number; readonly y: number; readonly page?: PDFPage },
  ): void {
    const { x, y, size = 9.5, isSoft = false, page = this.pages.at(-1) } = place;
    const font = this.#fontOf(place);
    const color = isSoft ? SOFT : INK;
    page?.drawText(this.#spelled(text), { x, y: y - size, size, font, color });
  }

  /** Draws a line across the text, and leaves some room below it. */
  rule({ isStrong = false }: { readonly isStrong?: boolean } = {}): void {
    const { y } = this;
    this.pages.at(-1)?.drawLine({
      start: { x: MARGIN, y },
      end: { x: MARGIN + TEXT_WIDTH, y },
      thickness: isStrong ? 1.2 : 0.6,
      color: isStrong ? INK : RULE,
    });
  }

  /** @returns points */
  widthOf(text: string, style: TextStyle = {}): number {
    return this.#fontOf(style).widthOfTextAtSize(this.#spelled(text), style.size ?? 9.5);
  }

  /** @returns the text in lines of at most `width` points; a word that is too long is cut */
  wrapped(text: string, width: number, style: TextStyle = {}): string[] {
    const lines: string[] = [];
    let line = "";
    for (const word of text.split(/\s+/).flatMap((each) => this.#pieces(each, width, style))) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (line !== "" && this.widthOf(longer, style) > width) {
        lines.push(line);
        line = word;
      } else {
        line = longer;
      }
    }
    return [...lines, line];
  }

  #pieces(word: string, ...[width, style]: [number, TextStyle]): string[] {
    if (this.widthOf(word, style) <= width) return [word];
    const pieces: string[] = [];
    let piece = "";
    for (const letter of word) {
      if (piece !== "" && this.widthOf(piece + letter, style) > width) {
        pieces.push(piece);
        piece = "";
      }
      piece += letter;
    }
    return [...pieces, piece];
  }

  #fontOf({ isBold = false }: TextStyle): PDFFont {
    return isBold ? this.#fonts.bold : this.#fonts.regular;
  }

  /** No name of a person may break the file: what has no letter here is shown as a box. */
  #spelled(text: string): string {
    let spelled = "";
    for (const letter of text.normalize("NFC").replaceAll(/\s/g, " ")) {
      const isKnown = this.#known.has(letter.codePointAt(0) ?? 0);
      if (!isKnown) this.hasMissing = true;
      spelled += isKnown ? letter : MISSING;
    }
    return spelled;
  }
}
