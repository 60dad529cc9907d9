/** The process that is killed: the whole shop on one workerd, its state on disk, and a back door. */
import { Miniflare } from "miniflare";
import { miniflareOptions } from "../../scripts/local-shop.ts";
import { withDoor } from "./door.ts";

const BATCH_WAIT_SECONDS = 0.01;

/** What the parent hands over. */
export interface ServeRequest {
  readonly port: number;
  /** Where questions are answered. */
  readonly doorPort: number;
  readonly persist: string;
  readonly bundles: string;
  readonly vars: Readonly<Record<string, string>>;
}

/** What the parent hears: that the shop is open, and what its Workers complain about. */
export type Told = { readonly kind: "ready" } | { readonly kind: "log"; readonly line: string };

const { doorPort, ...request }: ServeRequest = JSON.parse(process.argv[2] ?? "{}");
/**
 * Never asked for bindings: such a call stops this process until workerd answers. Meanwhile nobody reads what workerd
 * logs, and with a crowd at the door it then waits for this process, for ever.
 */
const shop = new Miniflare(
  miniflareOptions({
    ...request,
    batchWaitSeconds: BATCH_WAIT_SECONDS,
    adjust: (workers) => withDoor(workers, { bundles: request.bundles, port: doorPort }),
    log: ({ level, message }) => {
      if (level === "error") tell({ kind: "log", line: message });
    },
  }),
);
process.once("disconnect", async () => {
  await shop.dispose();
  process.exit(0);
});
await shop.ready;
tell({ kind: "ready" });

function tell(what: Told): void {
  process.send?.(what);
}
