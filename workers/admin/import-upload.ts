/** Keeps an uploaded file in R2, part by part, so that its size never matters to this Worker's memory. */
import { IMPORT_BYTES_MAX } from "../../contracts/import.ts";
import { fail, ok, type Result } from "../../domain/result.ts";
import type { KnownProblem } from "../../http/problem.ts";

/** Bytes of a part: R2 wants all but the last of one size, 5 MB or more. */
const PART_BYTES = 8 * 1024 * 1024;

/** Stores the body under the key. @returns its length in bytes */
export async function keepFile(
  bucket: R2Bucket,
  key: string,
  request: Request,
): Promise<Result<number, KnownProblem>> {
  const tooLarge = { reason: "body_too_large", limitBytes: IMPORT_BYTES_MAX } as const;
  if (request.headers.has("Content-Encoding")) {
    return fail({ reason: "unsupported_media_type", detail: "Send the body uncompressed" });
  }
  if (Number(request.headers.get("Content-Length") ?? 0) > IMPORT_BYTES_MAX) return fail(tooLarge);
  if (request.body === null) return fail({ reason: "file_empty" });
  const reader = request.body.getReader();
  const parts = new Parts(bucket, key);
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      bytes += value.byteLength;
      if (bytes > IMPORT_BYTES_MAX) {
        await Promise.all([reader.cancel(), parts.abort()]);
        return fail(tooLarge);
      }
      await parts.add(value);
    }
    if (bytes === 0) return fail({ reason: "file_empty" });
    await parts.complete();
    return ok(bytes);
  } catch (error) {
    await parts.abort();
    throw error;
  }
}

/** One buffer of a part's size; a file that fits into it is stored at once. */
class Parts {
  readonly #bucket: R2Bucket;
  readonly #key: string;
  readonly #buffer = new Uint8Array(PART_BYTES);
  #length = 0;
  #upload: R2MultipartUpload | null = null;
  readonly #parts: R2UploadedPart[] = [];

  constructor(bucket: R2Bucket, key: string) {
    this.#bucket = bucket;
    this.#key = key;
  }

  async add(chunk: Uint8Array): Promise<void> {
    let rest = chunk;
    while (rest.length > 0) {
      const some = rest.subarray(0, PART_BYTES - this.#length);
      this.#buffer.set(some, this.#length);
      this.#length += some.length;
      rest = rest.subarray(some.length);
      if (this.#length === PART_BYTES) await this.#send();
    }
  }

  async complete(): Promise<void> {
    if (this.#upload === null) {
      await this.#bucket.put(this.#key, this.#buffer.subarray(0, this.#length));
      return;
    }
    if (this.#length > 0) await this.#send();
    await this.#upload.complete(this.#parts);
  }

  async abort(): Promise<void> {
    await this.#upload?.abort();
  }

  async #send(): Promise<void> {
    this.#upload ??= await this.#bucket.createMultipartUpload(this.#key);
    const number = this.#parts.length + 1;
    this.#parts.push(await this.#upload.uploadPart(number, this.#buffer.slice(0, this.#length)));
    this.#length = 0;
  }
}
