/** A message that stands out: something changed, went wrong, or is worth knowing. */
import type { Child } from "hono/jsx";
import { Icon } from "./icon.tsx";

/** `bad` is read out at once; `warn` and `calm` when the reader gets there. */
export type NoticeTone = "bad" | "warn" | "calm";

/** A notice; `action` stands at its end. */
export function Notice(props: { tone: NoticeTone; action?: Child; children?: Child }) {
  const { tone, action, children } = props;
  return (
    <div class={`notice ${tone}`} {...(tone === "bad" ? { role: "alert" } : {})}>
      <Icon name={tone === "calm" ? "check" : "alert"} size={18} />
      <div>{children}</div>
      {action}
    </div>
  );
}
