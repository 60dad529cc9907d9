/** Asks a feed of exchange rates: one GET, bounded in time and size, read strictly. */
import {
  FEED_CHARACTERS_MAX,
  type QuotedRates,
  type RateProblem,
  readFeed,
} from "../domain/exchange-feed.ts";
import { fail, type Result } from "../domain/result.ts";

/** Longest wait for the whole answer, in milliseconds. */
const FEED_TIMEOUT_MS = 10_000;

/** @returns what the feed quotes, or why it told nothing; never rejects */
export async function askFeed(url: string): Promise<Result<QuotedRates, RateProblem>> {
  try {
    const response = await fetch(url, {
      headers: { Accept: "application/json, application/xml, text/xml" },
      redirect: "manual",
      signal: AbortSignal.timeout(FEED_TIMEOUT_MS),
    });
    if (response.status !== 200) {
      await response.body?.cancel();
      return unreachable(`The feed answered ${response.status}`);
    }
    const text = await textOf(response);
    return text === null ? unreachable("The answer is too long") : readFeed(text);
  } catch (error) {
    return unreachable(error instanceof Error ? error.name : "The call failed");
  }
}

/** @returns the body as text; null where it is longer than a feed is */
async function textOf({ body }: Response): Promise<string | null> {
  if (body === null) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    // Leaving the loop cancels the rest.
    if (text.length > FEED_CHARACTERS_MAX) return null;
  }
  return text + decoder.decode();
}

function unreachable(detail: string): Result<never, RateProblem> {
  return fail({ reason: "feed_unreachable", detail });
}
