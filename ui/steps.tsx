/** Where the shopper stands on a way of several pages. */

/** One step; only those already done have a way back. */
export interface Step {
  readonly label: string;
  readonly href: string | null;
  readonly isCurrent: boolean;
}

/** The steps in order; done ones are links. */
export function Steps({ label, steps }: { label: string; steps: readonly Step[] }) {
  return (
    <nav aria-label={label}>
      <ol class="steps">
        {steps.map((step) => (
          <li aria-current={step.isCurrent ? "step" : undefined}>
            {step.href !== null && !step.isCurrent ? (
              <a href={step.href}>{step.label}</a>
            ) : (
              <span>{step.label}</span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}
