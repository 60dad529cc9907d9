/** The local inbox: the e-mail binding of the shop ends here, and a developer reads the messages in a browser. */
import { WorkerEntrypoint } from "cloudflare:workers";
import { Hono } from "hono";
import type { Env } from "./env.gen.ts";
import type { OutgoingMessage } from "./mailbox.ts";
import { ListPage, MessagePage, MissingPage, parseView } from "./pages.tsx";

export { Mailbox } from "./mailbox.ts";

/** A message shows its own styles and inline pictures and loads nothing else; scripts never run. */
const MESSAGE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'";

/** Takes messages exactly as Cloudflare's e-mail binding does. */
export class Inbox extends WorkerEntrypoint<Env> {
  /** Keeps the message and answers its id. */
  async send(message: OutgoingMessage): Promise<{ messageId: string }> {
    const id = await mailbox(this.env).keep(message);
    return { messageId: `${id}@inbox.local` };
  }
}

const app = new Hono<{ Bindings: Env }>();

app.get("/dev/inbox", async ({ env, html }) => {
  using messages = await mailbox(env).list();
  return html(ListPage({ messages }));
});

app.get("/dev/inbox.json", async ({ env, json }) => {
  using messages = await mailbox(env).list();
  return json({ messages });
});

app.delete("/dev/inbox.json", async ({ env, body }) => {
  await mailbox(env).clear();
  return body(null, 204);
});

app.get("/dev/inbox/:id{[0-9]+}", async ({ env, html, req }) => {
  const message = await mailbox(env).read(Number(req.param("id")));
  if (message === null) return html(MissingPage(), 404);
  return html(MessagePage({ message, view: parseView(req.query("view")) }));
});

app.get("/dev/inbox/:id{[0-9]+}/html", async ({ env, html, req }) => {
  const message = await mailbox(env).read(Number(req.param("id")));
  if (message === null) return html(MissingPage(), 404);
  return html(`<base target="_blank">${message.html}`, 200, {
    "content-security-policy": MESSAGE_POLICY,
  });
});

app.notFound(({ html }) => html(MissingPage(), 404));

function mailbox(env: Env) {
  return env.MAILBOX.getByName("inbox");
}

export default app;
