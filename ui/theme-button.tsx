/** Light or dark: a switch that only scripts can turn, so nobody else sees it. */
import { Icon } from "./icon.tsx";

/** The switch, as a word or as an icon. */
export function ThemeButton({
  label,
  isLabelled = false,
}: {
  label: string;
  isLabelled?: boolean;
}) {
  return (
    <button
      type="button"
      class={`theme-button ${isLabelled ? "text-button" : "icon-button"}`}
      data-theme-toggle
      aria-pressed="false"
      {...(isLabelled ? {} : { "aria-label": label })}
    >
      {isLabelled ? (
        label
      ) : (
        <>
          <Icon name="moon" />
          <Icon name="sun" />
        </>
      )}
    </button>
  );
}
