/** Light or dark: the system's choice until the shopper makes one. */

/** Takes over the theme buttons. */
export function enhanceTheme(): void {
  const system = matchMedia("(prefers-color-scheme: dark)");
  const buttons = document.querySelectorAll("[data-theme-toggle]");
  const isDark = () => {
    const { theme } = document.documentElement.dataset;
    return theme === undefined ? system.matches : theme === "dark";
  };
  const paint = () => {
    for (const button of buttons) button.ariaPressed = String(isDark());
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      const theme = isDark() ? "light" : "dark";
      document.documentElement.dataset.theme = theme;
      remember(theme);
      paint();
    });
  }
  system.addEventListener("change", paint);
  paint();
}

function remember(theme: string): void {
  try {
    localStorage.setItem("theme", theme);
  } catch {
    // A browser that stores nothing still shows the theme on this page.
  }
}
