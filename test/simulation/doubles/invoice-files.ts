/** In place of queues/invoice-files.ts: nothing is drawn, for no invoice is issued in these worlds. */

export async function storeFiles(): Promise<void> {
  throw new Error("Nobody issues invoices here");
}
