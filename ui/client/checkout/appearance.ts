/** The provider's form in the shop's own colours. */

/** @returns the page's colours and type as they are now, in the provider's words */
export function appearanceOfPage(): object {
  const { theme } = document.documentElement.dataset;
  const isDark =
    theme === undefined ? matchMedia("(prefers-color-scheme: dark)").matches : theme === "dark";
  return {
    theme: isDark ? "night" : "stripe",
    variables: {
      colorPrimary: colourOf("--accent"),
      colorBackground: colourOf("--card"),
      colorText: colourOf("--ink"),
      colorTextSecondary: colourOf("--ink-soft"),
      colorDanger: colourOf("--bad"),
      fontFamily: getComputedStyle(document.body).fontFamily,
      borderRadius: "10px",
    },
  };
}

/** Turns a token such as light-dark(#fff, #000) into the colour that it stands for now. */
function colourOf(token: string): string {
  const probe = document.createElement("span");
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
