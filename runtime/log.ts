/** Logs one JSON object per line: a stable dotted event and fields from a list, nothing else. */

/** Everything that may be logged. Names, addresses, secrets, headers and bodies never join it. */
const FIELDS = [
  "attempt",
  "cartId",
  "code",
  "count",
  "currency",
  "durationMs",
  "eventId",
  "eventType",
  "holdId",
  "intentId",
  "itemId",
  "key",
  "kind",
  "lineId",
  "location",
  "message",
  "method",
  "noticeId",
  "orderId",
  "path",
  "productId",
  "quantity",
  "queue",
  "reason",
  "requestId",
  "retryInMs",
  "status",
  "step",
  "variantId",
  "version",
] as const;

/** Longest text of a field, in characters. */
const TEXT_MAX = 300;
/** How much of a text is searched for secrets; what lies behind is dropped unread. */
const CLEANED_MAX = 2_000;
/** Addresses, keys and tokens that a vendor may have put into an error's message. */
const SECRETS = [
  /[^\s@"'<>]+@[^\s@"'<>]+/g,
  /\b(?:sk|pk|rk|whsec)_[A-Za-z0-9_]+/g,
  /\beyJ[\w-]+\.[\w-]+(?:\.[\w-]*)?/g,
  /\bBearer\s+\S+/gi,
  /\bpi_\w+_secret_\w+/g,
];

type Scalar = string | number | boolean | null | undefined;

/** What a line may carry; `error` becomes its name and its message without secrets. */
export type LogFields = { readonly [Name in (typeof FIELDS)[number]]?: Scalar } & {
  readonly error?: unknown;
};

/** How much a line matters. */
export type LogLevel = "info" | "warn" | "error";

/** Writes lines: info for what is normal, warn for what heals itself, error for what needs a person. */
export const log = {
  info: (event: string, fields: LogFields = {}): void => write("info", event, fields),
  warn: (event: string, fields: LogFields = {}): void => write("warn", event, fields),
  error: (event: string, fields: LogFields = {}): void => write("error", event, fields),
} as const;

function write(level: LogLevel, event: string, fields: LogFields): void {
  console[level](formatLine(level, event, fields));
}

/** @returns the line as it is written, with only the fields of the list */
export function formatLine(level: LogLevel, event: string, fields: LogFields): string {
  const line: Record<string, Scalar> = { level, event };
  for (const name of FIELDS) {
    const value = fields[name];
    if (value !== undefined) line[name] = typeof value === "string" ? clean(value) : scalar(value);
  }
  if (fields.error !== undefined) Object.assign(line, describeError(fields.error));
  return JSON.stringify(line);
}

function describeError(error: unknown): Record<string, Scalar> {
  if (typeof error === "string") return { error: clean(error) };
  if (!(error instanceof Error)) return { error: typeof error };
  return { error: error.name, message: clean(error.message) };
}

/** Types are gone at run time: an object in a scalar's place must not spill its contents. */
function scalar(value: Scalar): Scalar {
  return typeof value === "object" && value !== null ? null : value;
}

function clean(text: string): string {
  const safe = SECRETS.reduce(
    (line, secret) => line.replaceAll(secret, "[redacted]"),
    text.slice(0, CLEANED_MAX),
  );
  return safe.length > TEXT_MAX ? `${safe.slice(0, TEXT_MAX)}…` : safe;
}
