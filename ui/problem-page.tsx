/** A failure as people read it: what happened, what to do, and the number to ask with. */
import type { Child } from "hono/jsx";

/** What the page tells. */
export interface ProblemContentProps {
  readonly title: string;
  readonly text: string;
  /** Told where the shop itself failed, so that support can find the request. */
  readonly requestId?: string | undefined;
  /** Ways on. */
  readonly children?: Child;
}

/** The content of a failure's page, for any shell. */
export function ProblemContent({ title, text, requestId, children }: ProblemContentProps) {
  return (
    <div class="wrap problem">
      <h1>{title}</h1>
      <p class="lead">{text}</p>
      {children}
      {requestId !== undefined && (
        <p class="soft small">
          If you write to us about it, please mention <code>{requestId}</code>.
        </p>
      )}
    </div>
  );
}
