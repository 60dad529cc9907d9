/** An invoice as a PDF: the same words as its page, on sheets of A4. The same document gives the same bytes. */
import * as fontkit from "@cantoo/fontkit";
import { PDFDocument } from "@cantoo/pdf-lib";
import type { InvoicePaper, PaperRow, PaperTax } from "./invoice-paper.ts";
import { MARGIN, Sheets, TEXT_WIDTH } from "./pdf-sheet.ts";

/** The letters that the file brings along, as TrueType. */
export interface PdfLetters {
  readonly regular: Uint8Array;
  readonly bold: Uint8Array;
}

const LINE = 13.5;
const SMALL = 8;
const SMALL_LINE = 11;
const RIGHT = MARGIN + TEXT_WIDTH;
/** Where each column of numbers ends, and how wide it may be. */
const NUMBERS = [
  { name: "quantity", x: MARGIN + 200, width: 32 },
  { name: "unit", x: MARGIN + 268, width: 62 },
  { name: "net", x: MARGIN + 384, width: 60 },
  { name: "tax", x: MARGIN + 438, width: 50 },
  { name: "gross", x: RIGHT, width: 57 },
] as const;
/** Where several taxes hold at once their rates stand below each other. */
const RATE = { x: MARGIN + 320, width: 48 } as const;
const TITLE_WIDTH = 162;
/** The table of taxes: where its columns end, and how wide they may be. */
const TAXES = {
  label: 100,
  base: { x: MARGIN + 165, width: 62 },
  amount: { x: MARGIN + 225, width: 56 },
} as const;
/** Where the sums begin. */
const SUMS = MARGIN + 285;
/** Between two things that stand side by side. */
const GAP = 14;
const SMALL_STYLE = { size: SMALL, isSoft: true } as const;
const MISSING_NOTE =
  "\ufffd stands for a character that this file cannot show; the page of this document shows it.";

/** @param datedAt the date of the document, epoch ms: the file has no other time in it */
export async function invoicePdf(
  paper: InvoicePaper,
  { letters, datedAt }: { readonly letters: PdfLetters; readonly datedAt: number },
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit({ create: readFont });
  const [regular, bold] = [
    await document.embedFont(letters.regular, { subset: true }),
    await document.embedFont(letters.bold, { subset: true }),
  ];
  const date = new Date(datedAt);
  document.setTitle(`${paper.title} ${paper.number}`, { showInWindowTitleBar: true });
  document.setLanguage("en");
  document.setAuthor(paper.seller[0] ?? "");
  document.setProducer("Kiosk");
  document.setCreator("Kiosk");
  document.setCreationDate(date);
  document.setModificationDate(date);
  const sheets = new Sheets(document, { regular, bold });
  const foot = sheets.wrapped(paper.foot, TEXT_WIDTH, SMALL_STYLE);
  sheets.footHeight = (foot.length + 1) * SMALL_LINE;
  drawHead(sheets, paper);
  drawFacts(sheets, paper);
  drawRows(sheets, paper);
  drawReckoning(sheets, paper);
  drawNotes(sheets, paper);
  drawFeet(sheets, paper, foot);
  return document.save();
}

/** What reads letters for a document. */
type Fontkit = Parameters<PDFDocument["registerFontkit"]>[0];

/** Letters as they were read: reading their tables takes longer than drawing with them. */
const fonts = new WeakMap<Uint8Array, ReturnType<Fontkit["create"]>>();

function readFont(bytes: Uint8Array): ReturnType<Fontkit["create"]> {
  const reader: Fontkit = fontkit;
  const font = fonts.get(bytes) ?? reader.create(bytes);
  fonts.set(bytes, font);
  return font;
}

function drawHead(sheets: Sheets, { title, lead, seller, buyer }: InvoicePaper): void {
  const top = sheets.y;
  sheets.text(title, MARGIN, { size: 21, isBold: true });
  sheets.y -= 28;
  for (const line of lead === "" ? [] : sheets.wrapped(lead, TEXT_WIDTH / 2)) {
    sheets.text(line, MARGIN, { isSoft: true });
    sheets.y -= LINE;
  }
  const below = sheets.y;
  sheets.y = top;
  for (const line of seller.flatMap((each) => sheets.wrapped(each, TEXT_WIDTH / 2))) {
    sheets.textTo(line, RIGHT);
    sheets.y -= LINE;
  }
  sheets.y = Math.min(below, sheets.y) - 22;
  sheets.text("To", MARGIN, SMALL_STYLE);
  sheets.y -= SMALL_LINE;
  for (const line of buyer.flatMap((each) => sheets.wrapped(each, TEXT_WIDTH))) {
    sheets.text(line, MARGIN);
    sheets.y -= LINE;
  }
  sheets.y -= 16;
}

/** Side by side, in as many rows as they need. */
function drawFacts(sheets: Sheets, { facts }: InvoicePaper): void {
  sheets.rule();
  sheets.y -= 10;
  const column = TEXT_WIDTH / facts.length;
  let x = MARGIN;
  let top = sheets.y;
  for (const [index, { label, value }] of facts.entries()) {
    const style = { isBold: index === 0 } as const;
    const width = sheets.widthOf(value, style);
    if (x > MARGIN && x + width > RIGHT) {
      x = MARGIN;
      top -= SMALL_LINE + LINE + 6;
    }
    sheets.y = top;
    sheets.text(label, x, SMALL_STYLE);
    sheets.y -= SMALL_LINE;
    sheets.text(value, x, style);
    x += Math.max(column, width + GAP);
  }
  sheets.y = top - SMALL_LINE - LINE - 8;
  sheets.rule();
  sheets.y -= 16;
}

function drawRows(sheets: Sheets, paper: InvoicePaper): void {
  drawColumns(sheets, paper);
  for (const row of paper.rows) {
    const titles = sheets.wrapped(row.title, TITLE_WIDTH);
    const notes = row.notes.flatMap((note) => sheets.wrapped(note, TITLE_WIDTH, { size: SMALL }));
    const rates = sheets.wrapped(row.rate, RATE.width);
    const height =
      Math.max(titles.length * LINE + notes.length * SMALL_LINE, rates.length * LINE) + 12;
    if (!sheets.hasRoom(height)) {
      sheets.next();
      drawColumns(sheets, paper);
    }
    drawRow(sheets, row, { titles, notes, rates });
  }
}

function drawColumns(sheets: Sheets, { columns }: InvoicePaper): void {
  sheets.text(columns.title, MARGIN, SMALL_STYLE);
  for (const { name, x, width } of NUMBERS) {
    sheets.textTo(columns[name], x, { ...SMALL_STYLE, width });
  }
  sheets.textTo(columns.rate, RATE.x, { ...SMALL_STYLE, width: RATE.width });
  sheets.y -= SMALL_LINE + 4;
}

function drawRow(
  sheets: Sheets,
  row: PaperRow,
  { titles, notes, rates }: Readonly<Record<"titles" | "notes" | "rates", readonly string[]>>,
): void {
  sheets.rule();
  sheets.y -= 6;
  const { y: top, pages } = sheets;
  const sheet = pages.length;
  for (const { name, x, width } of NUMBERS) sheets.textTo(row[name], x, { width });
  for (const rate of rates) {
    sheets.textTo(rate, RATE.x, RATE);
    sheets.y -= LINE;
  }
  const below = sheets.y;
  sheets.y = top;
  for (const line of titles) {
    if (!sheets.hasRoom(LINE)) sheets.next();
    sheets.text(line, MARGIN);
    sheets.y -= LINE;
  }
  for (const note of notes) {
    if (!sheets.hasRoom(LINE)) sheets.next();
    sheets.text(note, MARGIN, SMALL_STYLE);
    sheets.y -= SMALL_LINE;
  }
  if (pages.length === sheet) sheets.y = Math.min(sheets.y, below);
  sheets.y -= 6;
}

function drawReckoning(sheets: Sheets, paper: InvoicePaper): void {
  const taxes = paper.taxes.map((tax) => ({
    ...tax,
    labels: sheets.wrapped(tax.label, TAXES.label),
  }));
  const lines = taxes.reduce((sum, { labels }) => sum + labels.length, 1);
  const height = Math.max(lines, paper.sums.length + 2) * LINE + 24;
  if (!sheets.hasRoom(height)) sheets.next();
  sheets.rule({ isStrong: true });
  sheets.y -= 12;
  const top = sheets.y;
  drawTaxes(sheets, taxes);
  const below = sheets.y;
  sheets.y = top;
  drawSums(sheets, paper);
  sheets.y = Math.min(below, sheets.y - 18) - 18;
}

function drawTaxes(
  sheets: Sheets,
  taxes: readonly (PaperTax & { readonly labels: readonly string[] })[],
): void {
  if (taxes.length === 0) return;
  sheets.text("Tax", MARGIN, SMALL_STYLE);
  sheets.textTo("on", TAXES.base.x, SMALL_STYLE);
  sheets.textTo("Amount", TAXES.amount.x, SMALL_STYLE);
  sheets.y -= SMALL_LINE + 2;
  for (const { labels, base, amount } of taxes) {
    sheets.textTo(base, TAXES.base.x, TAXES.base);
    sheets.textTo(amount, TAXES.amount.x, TAXES.amount);
    for (const label of labels) {
      sheets.text(label, MARGIN);
      sheets.y -= LINE;
    }
  }
}

function drawSums(sheets: Sheets, { sums, total }: InvoicePaper): void {
  for (const { label, value } of sums) {
    sheets.text(label, SUMS);
    sheets.textTo(value, RIGHT);
    sheets.y -= LINE;
  }
  sheets.y -= 4;
  const style = { size: 13, isBold: true } as const;
  sheets.text(total.label, SUMS, style);
  const width = RIGHT - SUMS - sheets.widthOf(total.label, style) - GAP;
  sheets.textTo(total.value, RIGHT, { ...style, width });
}

function drawNotes(sheets: Sheets, { notes }: InvoicePaper): void {
  const all = sheets.hasMissing ? [...notes, MISSING_NOTE] : notes;
  for (const line of all.flatMap((note) => sheets.wrapped(note, TEXT_WIDTH))) {
    if (!sheets.hasRoom(LINE)) sheets.next();
    sheets.text(line, MARGIN);
    sheets.y -= LINE;
  }
}

/** On every sheet: who sells, and which sheet of how many it is. */
function drawFeet(sheets: Sheets, { title, number }: InvoicePaper, foot: readonly string[]): void {
  for (const [index, page] of sheets.pages.entries()) {
    const at = `${title} ${number} · ${index + 1} of ${sheets.pages.length}`;
    for (const [line, text] of [...foot, at].entries()) {
      const x = line < foot.length ? MARGIN : RIGHT - sheets.widthOf(at, SMALL_STYLE);
      const y = MARGIN + sheets.footHeight - line * SMALL_LINE;
      sheets.textAt(text, { ...SMALL_STYLE, x, y, page });
    }
  }
}
