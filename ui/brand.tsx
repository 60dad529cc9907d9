/** The shop's name with its mark. */
import { Mark } from "./icon.tsx";

/** The way to the shop's door. */
export function Brand({ shopName, href }: { shopName: string; href: string }) {
  return (
    <a class="brand" href={href}>
      <Mark />
      {shopName}
    </a>
  );
}
