/** In place of the search index and the documents of the catalog: nothing is sold by them. */

export async function consumeCatalogEvents(): Promise<void> {}

export async function tellTheUnheard(): Promise<void> {}

export async function wakeIfChanged(): Promise<void> {}

export async function clearOldSlot(): Promise<void> {}
