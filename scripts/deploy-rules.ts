/** What must never reach a real account: stand-ins, local addresses and values, secrets out of place, weight. */
import { isLocalValue, type RawConfig } from "./deploy-config.ts";

/** Limits in gzipped bytes; a kilobyte has 1000. The platform refuses 3 MB, our own limit is far below. */
export const BUNDLE_GZIP_BYTES_MAX = 600_000;
/** What is loaded later costs nobody's start; all in all a Worker stays below half of 3 MB. */
export const LATER_GZIP_BYTES_MAX = 900_000;
/** The storefront starts cold on a shopper's first page. */
export const STOREFRONT_GZIP_BYTES_MAX = 150_000;

/** The only Workers that may know each secret that not all of them need. */
const SECRET_HOLDERS: Readonly<Record<string, readonly string[]>> = {
  STAFF_KEY: ["kiosk-admin"],
  STRIPE_SECRET_KEY: ["kiosk-core"],
  STRIPE_WEBHOOK_SECRET: ["kiosk-checkout"],
};

/** Words that occur only in what a developer's machine runs. */
const LOCAL_WORDS = [
  "/dev/stripe",
  "/dev/inbox",
  "kiosk-dev-",
  "k_test_kiosk",
  "http://127.0.0.1",
  "00000000-0000-4000-8000-",
];

/** Rooms whose sources belong to a developer's machine. */
const LOCAL_ROOMS = /^(?:dev|scripts|test)\//;

/** A Worker as it would be uploaded. */
export interface Upload {
  readonly name: string;
  readonly config: RawConfig;
  readonly gzipBytes: number;
  /** Of the parts that are loaded later. */
  readonly laterGzipBytes: number;
  /** The bundle's sources, relative to the repository. */
  readonly sources: readonly string[];
  /** Text of the bundle, the configuration and every text file that goes with it, by name. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The limit of a Worker's bundle, gzipped. */
export function gzipBytesMax(name: string): number {
  return name === "kiosk-storefront" ? STOREFRONT_GZIP_BYTES_MAX : BUNDLE_GZIP_BYTES_MAX;
}

/** Everything wrong with an upload, as sentences that name the Worker. */
export function violations(upload: Upload, localSecrets: readonly string[]): string[] {
  return [
    ...weight(upload),
    ...localSources(upload),
    ...localWords(upload),
    ...localVars(upload),
    ...misplacedSecrets(upload),
    ...leakedSecrets(upload, localSecrets),
  ].map((sentence) => `${upload.name}: ${sentence}`);
}

function weight({ name, gzipBytes, laterGzipBytes }: Upload): string[] {
  const limit = gzipBytesMax(name);
  return [
    ...(gzipBytes > limit
      ? [`the bundle has ${gzipBytes} bytes gzipped, the limit is ${limit}`]
      : []),
    ...(laterGzipBytes > LATER_GZIP_BYTES_MAX
      ? [`its parts have ${laterGzipBytes} bytes gzipped, the limit is ${LATER_GZIP_BYTES_MAX}`]
      : []),
  ];
}

function localSources({ sources }: Upload): string[] {
  return sources
    .filter((source) => LOCAL_ROOMS.test(source))
    .map((source) => `${source} is in the bundle, and that room is for a developer's machine`);
}

function localWords({ texts }: Upload): string[] {
  return [...texts].flatMap(([file, text]) =>
    LOCAL_WORDS.filter((word) => text.includes(word)).map(
      (word) => `${file} says "${word}", which exists on a developer's machine only`,
    ),
  );
}

function localVars({ config }: Upload): string[] {
  return Object.entries(config.vars ?? {})
    .filter(([, value]) => typeof value === "string" && isLocalValue(value))
    .map(([name, value]) => `the var ${name} still has its local value "${value}"`);
}

function misplacedSecrets({ name, config }: Upload): string[] {
  return (config.secrets?.required ?? [])
    .filter((secret) => !(SECRET_HOLDERS[secret]?.includes(name) ?? true))
    .map((secret) => `asks for ${secret}, which is not its business`);
}

function leakedSecrets({ texts }: Upload, localSecrets: readonly string[]): string[] {
  return [...texts].flatMap(([file, text]) =>
    localSecrets.some((secret) => text.includes(secret))
      ? [`${file} contains a secret of .dev.vars`]
      : [],
  );
}
