/** A light HTTP client with connections that stay open and cookies: the bench must not measure its own weight. */
import { Agent, type IncomingMessage, request as send } from "node:http";
import { gunzipSync } from "node:zlib";

const ANSWER_MS_MAX = 30_000;
const agent = new Agent({ keepAlive: true, maxSockets: 256 });

/** An answer, read to its end. */
export interface BenchAnswer {
  readonly status: number;
  readonly location: string | null;
  readonly text: string;
}

/** What to send; `json` becomes the body. */
export interface BenchCall {
  readonly method?: string;
  readonly json?: unknown;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Somebody with a cookie jar. */
export class BenchClient {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** One request; an answer with another status than expected is an error. */
  async expect(status: number, target: string, call: BenchCall = {}): Promise<BenchAnswer> {
    const answer = await this.call(target, call);
    if (answer.status === status) return answer;
    const said = answer.text.slice(0, 300);
    throw new Error(`${call.method ?? "GET"} ${target} answered ${answer.status}: ${said}`);
  }

  /** The same, with the body parsed. */
  async json<Body>(status: number, target: string, call: BenchCall = {}): Promise<Body> {
    return JSON.parse((await this.expect(status, target, call)).text);
  }

  /** One request. */
  call(target: string, call: BenchCall = {}): Promise<BenchAnswer> {
    const { method = "GET", json, form, headers = {} } = call;
    const body = json !== undefined ? JSON.stringify(json) : form && formText(form);
    // As every browser does.
    const sent: Record<string, string> = { "accept-encoding": "gzip", ...headers };
    if (this.#cookies.size > 0) sent.cookie = this.#cookieHeader();
    if (method !== "GET") sent.origin = this.#origin;
    if (body !== undefined) {
      sent["content-type"] =
        json !== undefined ? "application/json" : "application/x-www-form-urlencoded";
      sent["content-length"] = String(Buffer.byteLength(body));
    }
    return new Promise<BenchAnswer>((resolve, reject) => {
      const request = send(new URL(target, this.#origin).href, {
        agent,
        method,
        timeout: ANSWER_MS_MAX,
        headers: sent,
      });
      request.once("timeout", () => request.destroy(new Error(`No answer from ${target}`)));
      request.once("error", reject);
      request.once("response", (response) => {
        for (const line of response.headers["set-cookie"] ?? []) this.#keep(line);
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.once("error", reject);
        response.once("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            location: response.headers.location ?? null,
            // Unpacked by whoever reads it: most answers are only waited for.
            get text() {
              return textOf(response, Buffer.concat(chunks));
            },
          }),
        );
      });
      if (body === undefined) request.end();
      else request.end(body);
    });
  }

  #cookieHeader(): string {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  #keep(line: string): void {
    const [pair = ""] = line.split(";");
    const at = pair.indexOf("=");
    this.#cookies.set(pair.slice(0, at).trim(), pair.slice(at + 1).trim());
  }
}

function formText(form: Readonly<Record<string, string>>): string {
  return new URLSearchParams(form).toString();
}

function textOf({ headers }: IncomingMessage, body: Buffer): string {
  const isPacked = headers["content-encoding"] === "gzip" && body.byteLength > 0;
  return (isPacked ? gunzipSync(body) : body).toString("utf8");
}
