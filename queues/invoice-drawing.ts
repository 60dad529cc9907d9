/** Everything that drawing a PDF needs, in a piece of its own: it is loaded when the first one is drawn. */
import bold from "../ui/fonts/noto-sans-bold.bin";
import regular from "../ui/fonts/noto-sans-regular.bin";
import type { InvoicePaper } from "../ui/invoice/invoice-paper.ts";
import { invoicePdf } from "../ui/invoice/invoice-pdf.ts";

/** The same bytes every time: what was read of them is known by them. */
const letters = { regular: new Uint8Array(regular), bold: new Uint8Array(bold) };

/** @param datedAt the date of the document, epoch ms */
export async function drawInvoicePdf(paper: InvoicePaper, datedAt: number): Promise<ArrayBuffer> {
  const bytes = await invoicePdf(paper, { letters, datedAt });
  return bytes.slice().buffer as ArrayBuffer;
}
