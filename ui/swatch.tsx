/** A dot of colour beside its name: drawn, for the policy allows no inline style. */

/** The dot; `colour` is "#9caf88". */
export function Swatch({ colour }: { colour: string }) {
  return (
    <svg class="swatch" width="18" height="18" viewBox="0 0 18 18" aria-hidden="true">
      <circle cx="9" cy="9" r="8.5" fill={colour} />
    </svg>
  );
}
