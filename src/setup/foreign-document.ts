import { extname, join } from 'node:path';
import { readConfigFile } from '../config/find.ts';
import { readJsonc } from '../config/jsonc.ts';
import { readText } from '../config/read-text.ts';
import type { Document } from '../config/source.ts';
import type { ForeignDocument } from '../core/contracts/migrations.ts';
import type { RepoPath } from '../core/files.ts';

/** Reads a config of another tool, by its ending; one that is a program is run. Rejects with `LatticeError`. */
export async function readForeign(root: string, path: RepoPath): Promise<ForeignDocument> {
  const file = join(root, path);
  if (extname(path) !== '.toml') return withLines(await readConfigFile(file, root));
  const { readToml } = await import('../config/toml.ts');
  return withLines(readToml(path, readText(file, path).text));
}

/** A key of package.json; undefined where it is not there. Throws `LatticeError` for a file that is no JSON. */
export function readPackageKey(key: string, text: string | undefined): ForeignDocument | undefined {
  if (text === undefined) return undefined;
  const { value, locate } = readJsonc('package.json', text);
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return withLines({ value: value[key as keyof typeof value], locate: (path) => locate([key, ...path]) });
}

function withLines({ value, locate }: Document): ForeignDocument {
  return { value, lineOf: (path) => locate(path)?.line };
}
