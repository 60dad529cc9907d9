/** Light or dark: a switch that only scripts can turn, so nobody else sees it. */
import { Icon } from "./icon.tsx";

/** The switch, as a word or as an icon. */
export function ThemeButton({ isLabelled = false }: { isLabelled?: boolean }) {
  return (
    <button
      type="button"
      class={`theme-button ${isLabelled ? "text-button" : "icon-button"}`}
      data-theme-toggle
      aria-pressed="false"
      {...(isLabelled ? {} : { "aria-label": "Dark theme" })}
    >
      {isLabelled ? (
        "Dark theme"
      ) : (
        <>
          <Icon name="moon" />
          <Icon name="sun" />
        </>
      )}
    </button>
  );
}
