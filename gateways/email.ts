/** Sends e-mail over Cloudflare's binding; the one file that knows its words. */

/** How long a message may take to be accepted, in milliseconds. */
const SEND_TIMEOUT_MS = 15_000;

/** Codes of the binding after which the same message would fail again. */
const REFUSALS: ReadonlySet<string> = new Set([
  "E_VALIDATION_ERROR",
  "E_FIELD_MISSING",
  "E_TOO_MANY_RECIPIENTS",
  "E_RECIPIENT_NOT_ALLOWED",
  "E_RECIPIENT_SUPPRESSED",
  "E_SENDER_NOT_VERIFIED",
  "E_SENDER_DOMAIN_NOT_AVAILABLE",
  "E_CONTENT_TOO_LARGE",
  "E_HEADER_NOT_ALLOWED",
  "E_HEADER_USE_API_FIELD",
  "E_HEADER_VALUE_INVALID",
  "E_HEADER_VALUE_TOO_LONG",
  "E_HEADER_NAME_INVALID",
  "E_HEADERS_TOO_LARGE",
  "E_HEADERS_TOO_MANY",
]);

/** A message to one person. */
export interface Email {
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  /** The same for the same message sent twice, so that the two can be told to be one. */
  readonly messageId: string;
}

/**
 * How sending ended.
 * - sent: the message was accepted
 * - refused: it was not, and the same message never will be
 * - busy: it was not accepted now
 * - unknown: it may have been
 */
export type EmailOutcome =
  | { readonly outcome: "sent" }
  | { readonly outcome: "refused" | "busy" | "unknown"; readonly code: string };

/** What sending needs of a Worker. */
export interface EmailBindings {
  readonly EMAIL: SendEmail;
  readonly MAIL_FROM: string;
  readonly SHOP_NAME: string;
}

/**
 * Sends one message. The platform writes `Message-ID` itself and refuses ours, so the stable name
 * travels as `X-Kiosk-Notice`.
 */
export async function sendEmail(
  { EMAIL, MAIL_FROM, SHOP_NAME }: EmailBindings,
  { messageId, ...content }: Email,
): Promise<EmailOutcome> {
  const sending = EMAIL.send({
    ...content,
    from: { email: MAIL_FROM, name: SHOP_NAME },
    headers: {
      "Auto-Submitted": "auto-generated",
      "Content-Language": "en",
      "X-Kiosk-Notice": messageId,
    },
  });
  try {
    return await withinTime(sending.then(() => ({ outcome: "sent" }) as const));
  } catch (error) {
    const code = codeOf(error);
    if (code === null) return { outcome: "unknown", code: "unanswered" };
    return { outcome: REFUSALS.has(code) ? "refused" : "busy", code };
  }
}

async function withinTime(sending: Promise<EmailOutcome>): Promise<EmailOutcome> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<EmailOutcome>((resolve) => {
    timer = setTimeout(() => resolve({ outcome: "unknown", code: "timeout" }), SEND_TIMEOUT_MS);
  });
  try {
    return await Promise.race([sending, late]);
  } finally {
    clearTimeout(timer);
  }
}

function codeOf(error: unknown): string | null {
  if (!(error instanceof Error) || !("code" in error)) return null;
  return typeof error.code === "string" ? error.code : null;
}
