import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { LatticeError } from '../core/errors.ts';
import { findLocalConfig, readConfigFile } from './find.ts';
import type { Source } from './source.ts';

/** A config with everything that it builds on and everything merged over it. */
export interface Layers {
  /** The merged value. */
  readonly value: unknown;
  /** All files that took part, the one that has the last word last. */
  readonly sources: readonly Source[];
}

/**
 * Reads what a config extends, and the local overrides beside it, and merges them: objects key by key, all else replaced.
 * Throws `LatticeError` for a file that is not there and for a circle.
 */
export async function readLayers(source: Source, folder: string): Promise<Layers> {
  const sources = await expand(source, []);
  const local = await findLocalConfig(folder);
  if (local !== undefined) sources.push(...(await expand(local, [])));
  return { value: sources.map(({ value }) => withoutExtends(value)).reduce(merge, {}), sources };
}

async function expand(source: Source, above: readonly string[]): Promise<Source[]> {
  if (above.includes(source.file)) {
    const circle = [...above.slice(above.indexOf(source.file)), source.file].join(' → ');
    throw new LatticeError('config', `configs extend each other in a circle: ${circle}`, 'Remove one `extends`.');
  }
  const bases: Source[] = [];
  for (const name of extendsOf(source.value)) {
    const base = await readConfigFile(resolveBase(name, source));
    bases.push(...(await expand(base, [...above, source.file])));
  }
  return [...bases, source];
}

function extendsOf(value: unknown): readonly string[] {
  if (!isObject(value)) return [];
  const bases = value['extends'];
  return [bases].flat().filter((base): base is string => typeof base === 'string');
}

function resolveBase(name: string, source: Source): string {
  const folder = dirname(source.file);
  if (name.startsWith('.') || isAbsolute(name)) return resolve(folder, name);
  try {
    return createRequire(join(folder, 'package.json')).resolve(name);
  } catch (error) {
    const place = source.locate(['extends']);
    const where = `${source.file}${place === undefined ? '' : `:${place.line}:${place.column}`}`;
    throw new LatticeError(
      'config',
      `${where} extends \`${name}\`, which is not installed`,
      `npm install -D ${name}`,
      error,
    );
  }
}

function withoutExtends(value: unknown): unknown {
  if (!isObject(value)) return value;
  const { extends: _bases, ...rest } = value;
  return rest;
}

function merge(below: unknown, above: unknown): unknown {
  if (!isObject(below) || !isObject(above)) return above;
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    if (key === '__proto__') continue;
    merged[key] = key in below ? merge(below[key], value) : value;
  }
  return merged;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
