/** Every problem that the shop answers; the `type` of each leads to its place on this page. */

import { PROBLEMS, type ProblemReason, problemKind } from "../../contracts/problem.ts";
import { PROBLEM_MEANINGS } from "../../contracts/problem-meanings.ts";
import { DocsDocument, NavList } from "./docs-page.tsx";
import { Prose } from "./prose.tsx";

/** The list, in the order of the registry. */
export function ProblemsPage() {
  const reasons = Object.keys(PROBLEMS) as ProblemReason[];
  return (
    <DocsDocument
      title="Problems"
      nav={<NavList title="Codes" entries={reasons.map((reason) => [reason, reason])} />}
    >
      <Prose text="Every failure is `application/problem+json` (RFC 9457). Its `code` never changes its meaning; `title` and `detail` are for people. `requestId` names the request in the shop's log." />
      {reasons.map((reason) => (
        <Problem reason={reason} />
      ))}
    </DocsDocument>
  );
}

function Problem({ reason }: { reason: ProblemReason }) {
  const { status, title, facts = [] } = problemKind(reason);
  return (
    <section class="docs-part" id={reason}>
      <h2>
        <code>{reason}</code>
      </h2>
      <p class="docs-call">
        <span class="docs-method">{status}</span> {title}
      </p>
      <Prose text={PROBLEM_MEANINGS[reason]} />
      {facts.length === 0 ? null : (
        <Prose text={`Facts: ${facts.map((fact) => `\`${fact}\``).join(", ")}`} />
      )}
    </section>
  );
}
