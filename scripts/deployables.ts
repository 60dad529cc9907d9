/** Every deployable of the repository, read from the wrangler.toml beside its worker. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { type Unstable_Config, unstable_readConfig } from "wrangler";

/** The repository's folder. */
export const ROOT = path.join(import.meta.dirname, "..");

/** Rooms in which each folder with a wrangler.toml is a deployable. */
const ROOMS = ["workers", "dev"];

/** A folder with a wrangler.toml, and what that file says. */
export interface Deployable {
  readonly name: string;
  /** Absolute folder of the wrangler.toml. */
  readonly folder: string;
  readonly configPath: string;
  /** Absolute path of the entry module. */
  readonly main: string;
  /** True for what only a developer's machine runs. */
  readonly local: boolean;
  readonly config: Unstable_Config;
}

/** Reads all deployables, the core Worker first. Throws on a toml that names no Worker or no entry. */
export function readDeployables(): Deployable[] {
  return [ROOT, ...ROOMS.flatMap(foldersOf)].map(readDeployable);
}

function foldersOf(room: string): string[] {
  const folder = path.join(ROOT, room);
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .map((name) => path.join(folder, name))
    .filter((candidate) => existsSync(path.join(candidate, "wrangler.toml")));
}

function readDeployable(folder: string): Deployable {
  const configPath = path.join(folder, "wrangler.toml");
  const config = unstable_readConfig({ config: configPath });
  if (config.name === undefined || config.main === undefined) {
    throw new Error(`Expected "name" and "main" in ${configPath}`);
  }
  const local = folder.startsWith(path.join(ROOT, "dev"));
  return { name: config.name, folder, configPath, main: config.main, local, config };
}
