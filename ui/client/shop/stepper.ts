/** Minus and plus beside a quantity that is only sent with its form. */

/** Takes over the steppers whose buttons send nothing themselves. */
export function enhanceSteppers(): void {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLElement>("[data-step]") : null;
    const input = button?.parentElement?.querySelector("input");
    if (!button || !input) return;
    if (button.dataset.step === "-1") input.stepDown();
    else input.stepUp();
  });
}
