/** Pages that wait: they are shown anew once there is news, and stand still until then. */

const MARK = "data-look-again";

/** Takes over a page marked `data-look-again="<seconds>"`: asks for it, and reloads it once the mark is gone. */
export function lookAgain(): void {
  const seconds = Number(document.querySelector(`[${MARK}]`)?.getAttribute(MARK) ?? 0);
  if (seconds > 0) setTimeout(() => void look(seconds), seconds * 1000);
}

async function look(seconds: number): Promise<void> {
  const text = await fetch(location.href).then(
    (response) => (response.ok ? response.text() : MARK),
    () => MARK,
  );
  if (text.includes(MARK)) setTimeout(() => void look(seconds), seconds * 1000);
  else location.reload();
}
