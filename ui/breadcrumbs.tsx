/** The way from the shop's door to a page. */

/** One step of the way. */
export interface Crumb {
  readonly href: string;
  readonly label: string;
}

/** The way as links, the page itself last and without one. */
export function Breadcrumbs({ trail, here }: { trail: readonly Crumb[]; here: string }) {
  return (
    <nav class="crumbs" aria-label="Breadcrumb">
      <ol>
        {trail.map(({ href, label }) => (
          <li>
            <a href={href}>{label}</a>
          </li>
        ))}
        <li aria-current="page">{here}</li>
      </ol>
    </nav>
  );
}
