/** Keeps the e-mails that a local shop sent, so that a developer can read them. */
import { DurableObject } from "cloudflare:workers";

/** Older messages are forgotten beyond this count. */
const KEPT_MESSAGES = 500;

/** An address as Cloudflare's e-mail binding takes it. */
export type Address = string | { readonly email: string; readonly name?: string };

/** A message as Cloudflare's e-mail binding takes it. */
export interface OutgoingMessage {
  readonly from: Address;
  readonly to: Address | readonly Address[];
  readonly subject: string;
  readonly html?: string;
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A message as the inbox shows it. */
export interface KeptMessage {
  readonly id: number;
  /** Epoch milliseconds. */
  readonly sentAt: number;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly html: string;
  readonly text: string;
  readonly headers: Readonly<Record<string, string>>;
}

type Row = {
  id: number;
  sent_at: number;
  sender: string;
  recipients: string;
  subject: string;
  html: string;
  text: string;
  headers: string;
};

/** All messages of this machine, newest last; one object holds them. */
export class Mailbox extends DurableObject<unknown> {
  readonly #sql: SqlStorage;

  constructor(state: DurableObjectState, env: unknown) {
    super(state, env);
    this.#sql = state.storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS messages (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      sent_at INTEGER NOT NULL,
      sender TEXT NOT NULL,
      recipients TEXT NOT NULL,
      subject TEXT NOT NULL,
      html TEXT NOT NULL,
      text TEXT NOT NULL,
      headers TEXT NOT NULL
    ) STRICT`);
  }

  /** Keeps one message and answers its number. */
  keep(message: OutgoingMessage): number {
    const { id } = this.#sql
      .exec<{ id: number }>(
        `INSERT INTO messages (sent_at, sender, recipients, subject, html, text, headers)
         VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`,
        Date.now(),
        addressText(message.from),
        [message.to].flat().map(addressText).join(", "),
        message.subject,
        message.html ?? "",
        message.text ?? "",
        JSON.stringify(message.headers ?? {}),
      )
      .one();
    this.#sql.exec("DELETE FROM messages WHERE id <= ?", id - KEPT_MESSAGES);
    return id;
  }

  /** Every kept message, newest first. */
  list(): KeptMessage[] {
    return this.#sql.exec<Row>("SELECT * FROM messages ORDER BY id DESC").toArray().map(fromRow);
  }

  /** One message, or null when it is not kept. */
  read(messageId: number): KeptMessage | null {
    const [row] = this.#sql.exec<Row>("SELECT * FROM messages WHERE id = ?", messageId).toArray();
    return row === undefined ? null : fromRow(row);
  }

  /** Forgets everything. */
  clear(): void {
    this.#sql.exec("DELETE FROM messages");
  }
}

function fromRow(row: Row): KeptMessage {
  return {
    id: row.id,
    sentAt: row.sent_at,
    from: row.sender,
    to: row.recipients,
    subject: row.subject,
    html: row.html,
    text: row.text,
    headers: JSON.parse(row.headers),
  };
}

function addressText(address: Address): string {
  if (typeof address === "string") return address;
  return address.name === undefined ? address.email : `${address.name} <${address.email}>`;
}
