import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Tier } from '../core/task.ts';
import { CONFIG_NAMES, LOCAL_NAMES } from './names.ts';

/** A compiled config, kept so that the next run needs neither the libraries that read it nor the kinds it names. */
export interface KeptConfig {
  /** The file that governs: absolute. */
  readonly file: string;
  readonly tiers: readonly Omit<Tier, 'nested'>[];
}

interface KeptFile extends KeptConfig {
  /** Version of this package: another one may know other kinds. */
  readonly product: string;
  /** Names in the folder that could be a config or overrides, joined: one more or less may change which file governs. */
  readonly names: string;
  /** Every file that took part, and the hash of its bytes. */
  readonly files: readonly (readonly [file: string, hash: string])[];
}

/** Where compiled configs are kept: below the common git directory, so that worktrees share what their bytes share. */
export interface Keeping {
  readonly commonDir: string;
  /** Absolute folder of the config. */
  readonly folder: string;
  readonly product: string;
}

/** The compiled config of the folder, if nothing that it came from has changed since. Loads no library. */
export function readKept(keeping: Keeping): KeptConfig | undefined {
  try {
    const kept: KeptFile = JSON.parse(readFileSync(keptPath(keeping), 'utf8'));
    if (kept.product !== keeping.product || kept.names !== namesIn(keeping.folder)) return undefined;
    return kept.files.every(([file, hash]) => hashFile(file) === hash) ? kept : undefined;
  } catch {
    // Not there, damaged, or a file is gone: it is compiled anew.
    return undefined;
  }
}

/** Keeps a compiled config. A folder that cannot be written costs time and nothing else. */
export function keep(keeping: Keeping, config: KeptConfig, files: readonly string[]): void {
  const kept: KeptFile = {
    file: config.file,
    tiers: config.tiers,
    product: keeping.product,
    names: namesIn(keeping.folder),
    files: files.map((file) => [file, hashFile(file)]),
  };
  const path = keptPath(keeping);
  try {
    mkdirSync(join(keeping.commonDir, 'lattice-hooks', 'config'), { recursive: true });
    writeFileSync(`${path}.${process.pid}`, JSON.stringify(kept));
    renameSync(`${path}.${process.pid}`, path);
  } catch {
    // A read-only repository is still worth checking.
  }
}

function keptPath({ commonDir, folder }: Keeping): string {
  return join(commonDir, 'lattice-hooks', 'config', `${hash(folder)}.json`);
}

function namesIn(folder: string): string {
  const wanted = new Set([...CONFIG_NAMES, ...LOCAL_NAMES]);
  const inFolder = readdirSync(folder).filter((name) => wanted.has(name) || name === '.config');
  const inDotConfig = inFolder.includes('.config') ? readdirSync(join(folder, '.config')).sort().join('/') : '';
  return [...inFolder.sort(), inDotConfig].join('/');
}

function hashFile(file: string): string {
  return hash(readFileSync(file));
}

function hash(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
