/** The pages of the local inbox: the list, and one message as its reader sees it. */

import { raw } from "hono/html";
import type { Child } from "hono/jsx";
import type { KeptMessage } from "./mailbox.ts";
import { STYLE } from "./style.ts";

const VIEWS = { html: "Message", text: "Plain text", headers: "Headers" } as const;

/** One of the three ways to look at a message. */
export type View = keyof typeof VIEWS;

const clock = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "medium",
  timeStyle: "medium",
  timeZone: "UTC",
});

/** Reads the view from an address; anything unknown is the message itself. */
export function parseView(text: string | undefined): View {
  return text === "text" || text === "headers" ? text : "html";
}

/** Every kept message, newest first. */
export function ListPage({ messages }: { readonly messages: readonly KeptMessage[] }) {
  return (
    <Page title="Inbox">
      <header class="bar">
        <h1>Inbox</h1>
        <p>
          {messages.length === 1 ? "1 message" : `${messages.length} messages`}, on this machine
          only
        </p>
      </header>
      {messages.length === 0 ? <Empty /> : <List messages={messages} />}
    </Page>
  );
}

function Empty() {
  return (
    <section class="empty">
      <h2>Nothing here yet</h2>
      <p>
        Buy something in <a href="/">the shop</a>. What would have been sent appears here.
      </p>
    </section>
  );
}

function List({ messages }: { readonly messages: readonly KeptMessage[] }) {
  return (
    <ol class="list">
      {messages.map((message) => (
        <li>
          <a href={`/dev/inbox/${message.id}`}>
            <strong>{message.subject}</strong>
            <span>{message.to}</span>
            <Sent at={message.sentAt} />
          </a>
        </li>
      ))}
    </ol>
  );
}

/** One message: as it looks, its plain text, or its headers. */
export function MessagePage({
  message,
  view,
}: {
  readonly message: KeptMessage;
  readonly view: View;
}) {
  return (
    <Page title={message.subject}>
      <header class="bar">
        <p>
          <a href="/dev/inbox">Inbox</a>
        </p>
        <h1>{message.subject}</h1>
        <dl>
          <dt>From</dt>
          <dd>{message.from}</dd>
          <dt>To</dt>
          <dd>{message.to}</dd>
          <dt>Sent</dt>
          <dd>
            <Sent at={message.sentAt} />
          </dd>
        </dl>
        <Tabs id={message.id} view={view} />
      </header>
      <MessageBody message={message} view={view} />
    </Page>
  );
}

function Tabs({ id, view }: { readonly id: number; readonly view: View }) {
  return (
    <nav aria-label="Views">
      {Object.entries(VIEWS).map(([key, label]) => (
        <a
          href={key === "html" ? `/dev/inbox/${id}` : `/dev/inbox/${id}?view=${key}`}
          aria-current={key === view ? "page" : undefined}
        >
          {label}
        </a>
      ))}
    </nav>
  );
}

function MessageBody({ message, view }: { readonly message: KeptMessage; readonly view: View }) {
  if (view === "text") return <pre>{message.text}</pre>;
  if (view === "headers") {
    const lines = Object.entries(message.headers).map(([name, value]) => `${name}: ${value}`);
    return <pre>{lines.length > 0 ? lines.join("\n") : "No headers beyond the usual ones"}</pre>;
  }
  return (
    <iframe
      title={`Message: ${message.subject}`}
      src={`/dev/inbox/${message.id}/html`}
      sandbox="allow-popups allow-popups-to-escape-sandbox"
    />
  );
}

/** The answer to an address that names no message. */
export function MissingPage() {
  return (
    <Page title="No such message">
      <section class="empty">
        <h1>No such message</h1>
        <p>
          It may be older than what is kept. <a href="/dev/inbox">Back to the inbox</a>
        </p>
      </section>
    </Page>
  );
}

function Sent({ at }: { readonly at: number }) {
  const date = new Date(at);
  return <time dateTime={date.toISOString()}>{clock.format(date)} UTC</time>;
}

function Page({ title, children }: { readonly title: string; readonly children: Child }) {
  return (
    <>
      {raw("<!doctype html>")}
      <html lang="en">
        <head>
          <meta charSet="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="color-scheme" content="light dark" />
          <title>{`${title} · Kiosk inbox`}</title>
          <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
          <style>{raw(STYLE)}</style>
        </head>
        <body>
          <main>{children}</main>
        </body>
      </html>
    </>
  );
}
