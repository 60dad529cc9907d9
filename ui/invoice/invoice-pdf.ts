/** An invoice as a PDF: the same words as its page, on sheets of A4. The same document gives the same bytes. */
import * as fontkit from "@cantoo/fontkit";
import { PDFDocument } from "@cantoo/pdf-lib";
import type { InvoicePaper, PaperRow } from "./invoice-paper.ts";
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
  { name: "rate", x: MARGIN + 320, width: 48 },
  { name: "net", x: MARGIN + 384, width: 60 },
  { name: "tax", x: MARGIN + 438, width: 50 },
  { name: "gross", x: RIGHT, width: 57 },
] as const;
const TITLE_WIDTH = 162;
const MISSING_NOTE =
  "\ufffd stands for a character that this file cannot show; the page of this document shows it.";

/** @param datedAt the date of the document, epoch ms: the file has no other time in it */
export async function invoicePdf(
  paper: InvoicePaper,
  { letters, datedAt }: { readonly letters: PdfLetters; readonly datedAt: number },
): Promise<Uint8Array> {
  const document = await PDFDocument.create({ updateMetadata: false });
  document.registerFontkit(fontkit);
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
  drawHead(sheets, paper);
  drawFacts(sheets, paper);
  drawRows(sheets, paper);
  drawReckoning(sheets, paper);
  drawNotes(sheets, paper);
  drawFeet(sheets, paper);
  return document.save();
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
  for (const line of seller) {
    sheets.textTo(line, RIGHT, { width: TEXT_WIDTH / 2 });
    sheets.y -= LINE;
  }
  sheets.y = Math.min(below, sheets.y) - 22;
  sheets.text("To", MARGIN, { size: SMALL, isSoft: true });
  sheets.y -= SMALL_LINE;
  for (const line of buyer.flatMap((each) => sheets.wrapped(each, TEXT_WIDTH))) {
    sheets.text(line, MARGIN);
    sheets.y -= LINE;
  }
  sheets.y -= 16;
}

function drawFacts(sheets: Sheets, { facts }: InvoicePaper): void {
  sheets.rule();
  sheets.y -= 10;
  const width = TEXT_WIDTH / facts.length;
  const top = sheets.y;
  for (const [index, { label, value }] of facts.entries()) {
    const x = MARGIN + index * width;
    sheets.y = top;
    sheets.text(label, x, { size: SMALL, isSoft: true });
    sheets.y -= SMALL_LINE;
    sheets.text(value, x, { isBold: index === 0 });
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
    const height = titles.length * LINE + notes.length * SMALL_LINE + 12;
    if (!sheets.hasRoom(height)) {
      sheets.next();
      drawColumns(sheets, paper);
    }
    drawRow(sheets, row, { titles, notes });
  }
}

function drawColumns(sheets: Sheets, { columns }: InvoicePaper): void {
  const style = { size: SMALL, isSoft: true } as const;
  sheets.text(columns.title, MARGIN, style);
  for (const { name, x, width } of NUMBERS) sheets.textTo(columns[name], x, { ...style, width });
  sheets.y -= SMALL_LINE + 4;
}

function drawRow(
  sheets: Sheets,
  row: PaperRow,
  { titles, notes }: { readonly titles: readonly string[]; readonly notes: readonly string[] },
): void {
  sheets.rule();
  sheets.y -= 6;
  for (const { name, x, width } of NUMBERS) sheets.textTo(row[name], x, { width });
  for (const line of titles) {
    sheets.text(line, MARGIN);
    sheets.y -= LINE;
  }
  for (const note of notes) {
    sheets.text(note, MARGIN, { size: SMALL, isSoft: true });
    sheets.y -= SMALL_LINE;
  }
  sheets.y -= 6;
}

function drawReckoning(sheets: Sheets, { taxes, sums, total }: InvoicePaper): void {
  const height = Math.max(taxes.length + 1, sums.length + 2) * LINE + 24;
  if (!sheets.hasRoom(height)) sheets.next();
  sheets.rule({ isStrong: true });
  sheets.y -= 12;
  const top = sheets.y;
  if (taxes.length > 0) {
    const style = { size: SMALL, isSoft: true } as const;
    sheets.text("Tax", MARGIN, style);
    sheets.textTo("on", MARGIN + 165, style);
    sheets.textTo("Amount", MARGIN + 225, style);
    sheets.y -= SMALL_LINE + 2;
  }
  for (const { label, base, amount } of taxes) {
    sheets.text(sheets.wrapped(label, 100)[0] ?? "", MARGIN);
    sheets.textTo(base, MARGIN + 165, { width: 62 });
    sheets.textTo(amount, MARGIN + 225, { width: 56 });
    sheets.y -= LINE;
  }
  const below = sheets.y;
  sheets.y = top;
  for (const { label, value } of sums) {
    sheets.text(label, MARGIN + 285);
    sheets.textTo(value, RIGHT);
    sheets.y -= LINE;
  }
  sheets.y -= 4;
  sheets.text(total.label, MARGIN + 285, { size: 13, isBold: true });
  sheets.textTo(total.value, RIGHT, { size: 13, isBold: true, width: 130 });
  sheets.y = Math.min(below, sheets.y - 18) - 18;
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
function drawFeet(sheets: Sheets, { foot, title, number }: InvoicePaper): void {
  const style = { size: SMALL, isSoft: true } as const;
  const [first = ""] = sheets.wrapped(foot, TEXT_WIDTH, style);
  for (const [index, page] of sheets.pages.entries()) {
    const at = `${title} ${number} · ${index + 1} of ${sheets.pages.length}`;
    const x = RIGHT - sheets.widthOf(at, style);
    sheets.textAt(first, { ...style, x: MARGIN, y: MARGIN + 20, page });
    sheets.textAt(at, { ...style, x, y: MARGIN + 8, page });
  }
}
