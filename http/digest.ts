/** Digests of text, for fingerprints and entity tags. */

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** @returns SHA-256 of the text's UTF-8 bytes, in hexadecimal */
export async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => HEX[byte]).join("");
}
