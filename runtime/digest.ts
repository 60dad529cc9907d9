/** Digests: names that follow from what they name. */

/** @returns the 32 bytes of the text's SHA-256 */
export async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}
