/** How Stripe's library fetches: answers of bounded size, and objects only. */

/** A page of a hundred intents with their charges has about a tenth of it. */
const ANSWER_BYTES_MAX = 4 * 1024 * 1024;

/**
 * Fetches an answer to its end, so that the library's time limit holds for the body too.
 * @throws TypeError where the answer is too long, or JSON that is no object: for such a one the
 *   library's promise would never settle. It takes the throw for a line that broke.
 */
export async function fetchAnswer(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request);
  const { status, headers } = response;
  const text = await readBounded(response);
  if (isJsonWithoutObject(text)) throw new TypeError("Expected an object as an answer");
  return new Response(text === "" ? null : text, { status, headers });
}

async function readBounded(response: Response): Promise<string> {
  if (response.body === null) return "";
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > ANSWER_BYTES_MAX) throw new TypeError("The answer is too long");
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

/** Text that is no JSON at all is known to the library. */
function isJsonWithoutObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value !== "object" || value === null;
  } catch {
    return false;
  }
}
