import { LatticeError } from '../core/errors.ts';
import { isObject } from '../core/json-shape.ts';
import { configError, type Problem } from './config-error.ts';
import { findLocalConfig, readConfigFile } from './find.ts';
import type { ResolvedPackage } from './packages.ts';
import { copyPlain } from './plain.ts';
import { resolveBase } from './resolve-base.ts';
import type { Source } from './source.ts';

/** A config with everything that it builds on and everything merged over it. */
export interface Layers {
  /** The merged value, without `extends`. */
  readonly value: unknown;
  /** The same without what is merged over it locally. */
  readonly committed: unknown;
  /** All files that took part, the one that has the last word last. */
  readonly sources: readonly Source[];
  /** The packages among them. */
  readonly packages: readonly ResolvedPackage[];
  /** The file of local overrides; undefined when there is none. */
  readonly local: string | undefined;
}

/** Whom a config is for: whoever works here, or everybody who has the repository, without local overrides. */
export type Audience = 'here' | 'everybody';

/** What all files of one config have in common while they are read. */
interface Reading {
  /** The repository's directory. */
  readonly directory: string;
  readonly packages: ResolvedPackage[];
}

/**
 * Reads what a config extends, and `here` the local overrides beside it, and merges them: objects key by key, all else replaced.
 * `directory` is the repository's. Throws `LatticeError` for a file that is not there, for one that is no config, and for a circle.
 */
export async function readLayers(
  source: Source,
  folder: string,
  directory: string,
  audience: Audience = 'here',
): Promise<Layers> {
  const reading: Reading = { directory, packages: [] };
  const sources = await expand(source, [], reading);
  const committed = sources.map(withoutExtends).reduce(merge, {});
  const local = audience === 'here' ? await findLocalConfig(folder, directory) : undefined;
  if (local !== undefined) sources.push(...(await expand(local, [], reading)));
  const value = sources.map(withoutExtends).reduce(merge, {});
  return { value, committed, sources, packages: reading.packages, local: local?.file };
}

async function expand(raw: Source, above: readonly Source[], reading: Reading): Promise<Source[]> {
  const start = above.findIndex(({ file }) => file === raw.file);
  if (start !== -1) {
    const circle = [...above.slice(start), raw].map(({ shown }) => shown).join(' → ');
    throw new LatticeError(
      'config',
      `configs extend each other in a circle: ${circle}`,
      'Remove one `extends`.',
      undefined,
      'packages.md#one-config-on-another',
    );
  }
  const source = checked(raw);
  const sources: Source[] = [];
  for (const [index, name] of basesOf(source).entries()) {
    const base = resolveBase(name, index, source, reading.directory);
    if ('from' in base) reading.packages.push(base);
    sources.push(...(await expand(await readConfigFile(base.file, reading.directory), [...above, source], reading)));
  }
  return [...sources, source];
}

/** The source with a value that is an object of plain JSON. Each file is looked at by itself: merging would hide it. */
function checked(source: Source): Source {
  const problems: Problem[] = [];
  const value = copy(source, (problem) => problems.push(problem));
  if (problems.length === 0 && !isObject(value)) {
    const found = Array.isArray(value) ? 'a list' : `${JSON.stringify(value)}`;
    problems.push({ path: [], message: `a config is an object with the key \`tiers\`, and this is ${found}` });
  } else if (isObject(value) && !isNames(value['extends'])) {
    problems.push({ path: ['extends'], message: '`extends`: expected a file or package, or a list of them' });
  }
  if (problems.length > 0) throw configError(source, [source], problems);
  return { ...source, value };
}

function copy(source: Source, complain: (problem: Problem) => void): unknown {
  try {
    return copyPlain(source.value, [], complain);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new LatticeError(
      'config',
      `${source.shown} contains itself, or is nested too deeply`,
      'Write it out.',
      error,
    );
  }
}

function isNames(bases: unknown): boolean {
  return bases === undefined || [bases].flat().every((name) => typeof name === 'string' && name !== '');
}

function basesOf({ value }: Source): readonly string[] {
  return isObject(value) ? ([value['extends'] ?? []].flat() as string[]) : [];
}

function withoutExtends({ value }: Source): unknown {
  if (!isObject(value)) return value;
  const { extends: _bases, ...rest } = value;
  return rest;
}

function merge(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const merged = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = Object.hasOwn(below, key) ? merge(below[key], value) : value;
  }
  return merged;
}
