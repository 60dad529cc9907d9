/**
 * Exchange rates as feeds write them, read strictly: the daily reference rates of the European
 * Central Bank as XML, and the JSON with `base`, `date` and `rates` that many public feeds have.
 */
import { type ExchangeRate, isRate } from "./exchange.ts";
import { type Currency, isCurrency } from "./money.ts";
import { fail, ok, type Result } from "./result.ts";

/** What a feed says of the currencies that the shop sells in. */
export interface QuotedRates {
  readonly base: Currency;
  /** Midnight in UTC of the day that the feed names, epoch milliseconds. */
  readonly quotedAt: number;
  /** As they stand there; whether each is a rate is not looked at yet. */
  readonly rates: readonly { readonly currency: Currency; readonly rate: string }[];
}

/** Why an answer, or a rate in it, was not taken: what staff see. */
export type RateProblem =
  /** Nobody answered, or not with a feed. */
  | { readonly reason: "feed_unreachable" | "feed_unreadable"; readonly detail: string }
  /** The feed's rates start from a currency that the shop does not sell in. */
  | { readonly reason: "base_unknown"; readonly detail: string }
  | { readonly reason: "quoted_in_future"; readonly quotedAt: number }
  /** Zero, negative, or no plain decimal. */
  | { readonly reason: "rate_invalid"; readonly currency: Currency; readonly detail: string }
  /** Too far from the last one to be believed without a person. */
  | {
      readonly reason: "rate_jumped";
      readonly currency: Currency;
      readonly was: string;
      readonly now: string;
    };

/** The most characters of a feed. */
export const FEED_CHARACTERS_MAX = 100_000;

const DETAIL_MAX = 80;
const WHOLE_BP = 10_000n;

/** @returns what the feed says, in either form */
export function readFeed(text: string): Result<QuotedRates, RateProblem> {
  if (text.length > FEED_CHARACTERS_MAX) return unreadable("The answer is too long");
  const start = text.trimStart()[0];
  if (start === "<") return readEcb(text);
  return start === "{" ? readJson(text) : unreadable("The answer is neither XML nor JSON");
}

/** `<Cube time='2026-11-19'> <Cube currency='USD' rate='1.0512'/> … </Cube>`, the euro being the base. */
function readEcb(text: string): Result<QuotedRates, RateProblem> {
  if (/<!(?:DOCTYPE|ENTITY)/i.test(text)) return unreadable("The XML declares entities");
  if (!/<\/(?:\w+:)?Envelope>\s*$/.test(text)) return unreadable("The XML ends early");
  const days = [...text.matchAll(/<Cube\s+time=(['"])([^'"]*)\1\s*>/g)];
  const cubes = [...text.matchAll(/<Cube\s[^>]*>/g)];
  const quoted = [
    ...text.matchAll(/<Cube\s+currency=(['"])([A-Z]{3})\1\s+rate=(['"])([^'"]*)\3\s*\/>/g),
  ];
  const [day] = days;
  if (day === undefined || days.length > 1) return unreadable("Expected the rates of one day");
  if (quoted.length === 0 || cubes.length !== quoted.length + 1) {
    return unreadable("A Cube is neither a day nor a rate");
  }
  const rates = quoted.map(([, , code = "", , rate = ""]) => [code, rate] as const);
  return quotedRates("EUR", day[2] ?? "", rates);
}

/** `{"base":"EUR","date":"2026-11-19","rates":{"USD":1.0512}}`; other members are let be. */
function readJson(text: string): Result<QuotedRates, RateProblem> {
  let feed: unknown;
  try {
    feed = JSON.parse(text);
  } catch {
    return unreadable("The JSON is not valid");
  }
  if (!isRecord(feed) || !isRecord(feed.rates)) return unreadable("Expected an object of rates");
  const { base, date, rates } = feed;
  if (typeof base !== "string" || !/^[A-Z]{3}$/.test(base)) return unreadable("Expected a base");
  const entries = Object.entries(rates).map(([code, rate]) => [code, String(rate)] as const);
  return quotedRates(base, typeof date === "string" ? date : "", entries);
}

function quotedRates(
  base: string,
  date: string,
  entries: readonly (readonly [code: string, rate: string])[],
): Result<QuotedRates, RateProblem> {
  const quotedAt = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  if (!Number.isFinite(quotedAt) || !new Date(quotedAt).toISOString().startsWith(date)) {
    return unreadable(`Expected a date, got "${date.slice(0, DETAIL_MAX)}"`);
  }
  if (!isCurrency(base)) return fail({ reason: "base_unknown", detail: base });
  if (new Set(entries.map(([code]) => code)).size !== entries.length) {
    return unreadable("A currency stands there twice");
  }
  const rates = entries.flatMap(([currency, rate]) =>
    isCurrency(currency) && currency !== base ? [{ currency, rate }] : [],
  );
  return ok({ base, quotedAt, rates });
}

/** What is looked at beside the feed. */
export interface RateTerms {
  /** The rates that the shop has. */
  readonly known: readonly ExchangeRate[];
  readonly now: number;
  /** The most that a rate may move from the last one, in hundredths of a percent. */
  readonly jumpBpMax: number;
  /** Currencies whose jump a person has looked at. */
  readonly acceptedJumps: readonly Currency[];
}

/** @returns the rates to take, which are never older than those there are, and what is wrong */
export function judgeRates(
  { base: from, quotedAt: at, rates }: QuotedRates,
  { known, now, jumpBpMax, acceptedJumps }: RateTerms,
): { readonly taken: readonly ExchangeRate[]; readonly problems: readonly RateProblem[] } {
  if (at > now) return { taken: [], problems: [{ reason: "quoted_in_future", quotedAt: at }] };
  const taken: ExchangeRate[] = [];
  const problems: RateProblem[] = [];
  for (const { currency: to, rate } of rates) {
    const last = known.find((each) => each.from === from && each.to === to);
    if (!isRate(rate)) {
      problems.push({
        reason: "rate_invalid",
        currency: to,
        detail: rate.slice(0, DETAIL_MAX),
      });
    } else if (last !== undefined && at < last.at) {
      // An older copy of the feed tells nothing new.
    } else if (
      last !== undefined &&
      isJump({ was: last.rate, now: rate }, jumpBpMax) &&
      !acceptedJumps.includes(to)
    ) {
      problems.push({ reason: "rate_jumped", currency: to, was: last.rate, now: rate });
    } else {
      taken.push({ from, to, rate, at });
    }
  }
  return { taken, problems };
}

/** Whether a rate moved by more than the share, up or down, measured by the last one. */
function isJump(move: { readonly was: string; readonly now: string }, bpMax: number): boolean {
  const [was, now] = [scaled(move.was), scaled(move.now)];
  const apart = now > was ? now - was : was - now;
  return apart * WHOLE_BP > was * BigInt(bpMax);
}

/** Rates have at most twelve digits after the point. */
function scaled(rate: string): bigint {
  const [whole = "0", fraction = ""] = rate.split(".");
  return BigInt(whole + fraction.padEnd(12, "0"));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function unreadable(detail: string): Result<never, RateProblem> {
  return fail({ reason: "feed_unreadable", detail });
}
