import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RepoPath } from '../core/files.ts';
import type { Look } from '../core/look.ts';
import { seal, unseal } from '../core/memory/sealed.ts';
import type { Tier } from '../core/task.ts';
import { DISK } from '../system/disk.ts';
import { replaceFile } from '../system/kept/replace-file.ts';
import { locateConfig, locateLocalConfig } from './locate.ts';
import { lookForPackage, type ResolvedPackage, resolvePackage } from './packages.ts';
import type { Source } from './source.ts';

/** A compiled config, kept so that the next run needs neither the libraries that read it nor the kinds it names. */
export interface KeptConfig {
  /** The file that governs: absolute. */
  readonly file: string;
  readonly tiers: readonly Omit<Tier, 'nested'>[];
  /** What a checkout of a commit gets from the worktree, relative to the repository's root; where it is absent, nothing. */
  readonly links?: readonly RepoPath[];
  /** Every file that took part: absolute. */
  readonly sources: readonly string[];
}

/** Where compiled configs are kept: below the common git directory, one for each folder on disk. */
export interface Keeping {
  readonly commonDir: string;
  /** Absolute folder of the config. */
  readonly folder: string;
  /** Version of this package: another one may know other kinds. */
  readonly product: string;
}

/** What a compiled config came from. */
export interface Origin {
  /** Every file that took part, with the hash of the bytes that were read. */
  readonly sources: readonly Pick<Source, 'file' | 'digest'>[];
  readonly packages: readonly ResolvedPackage[];
  /** The file of local overrides; undefined when there is none. */
  readonly local: string | undefined;
}

interface KeptFile extends Omit<KeptConfig, 'sources'>, Origin {
  readonly product: string;
}

/** The compiled config of the folder, if nothing that it came from has changed since. Loads no library. */
export function readKept(keeping: Keeping, look: Look = DISK): KeptConfig | undefined {
  try {
    const text = unseal(readFileSync(keptPath(keeping), 'utf8'));
    if (text === undefined) return undefined;
    const kept: KeptFile = JSON.parse(text);
    if (!isCurrent(kept, keeping, look)) return undefined;
    return { ...substanceOf(kept), sources: kept.sources.map(({ file }) => file) };
  } catch {
    // Not there, or what it came from is gone: it is compiled anew.
    return undefined;
  }
}

/** Keeps a compiled config. A folder that cannot be written costs time and nothing else. */
export function keep(keeping: Keeping, config: Omit<KeptConfig, 'sources'>, origin: Origin): void {
  const kept: KeptFile = {
    ...substanceOf(config),
    product: keeping.product,
    local: origin.local,
    sources: origin.sources.map(({ file, digest }) => ({ file, digest })),
    packages: origin.packages,
  };
  try {
    mkdirSync(keptFolder(keeping.commonDir), { recursive: true });
    replaceFile(keptPath(keeping), seal(JSON.stringify(kept)));
  } catch {
    // A read-only repository is still worth checking.
  }
}

/** Where compiled configs are kept. */
export function keptFolder(commonDir: string): string {
  return join(commonDir, 'lattice-hooks', 'config');
}

function substanceOf({ file, tiers, links }: Omit<KeptConfig, 'sources'>): Omit<KeptConfig, 'sources'> {
  return { file, tiers, ...(links === undefined ? {} : { links }) };
}

function isCurrent(kept: KeptFile, { product, folder }: Keeping, look: Look): boolean {
  for (const one of kept.packages) lookForPackage(one, look);
  return (
    kept.product === product &&
    kept.file === locateConfig(folder, look) &&
    kept.local === locateLocalConfig(folder, look) &&
    kept.sources.every(({ file, digest }) => hash(look.read(file) ?? '') === digest) &&
    kept.packages.every(({ from, name, file }) => resolvePackage(from, name) === file)
  );
}

function keptPath({ commonDir, folder }: Keeping): string {
  return join(keptFolder(commonDir), `${hash(folder)}.json`);
}

function hash(bytes: string | Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
