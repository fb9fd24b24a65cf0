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
  if (isBare(path, file)) return { value: undefined, lineOf: () => undefined };
  if (extname(path) !== '.toml') return withLines(await readConfigFile(file, root));
  const { readToml } = await import('../config/toml.ts');
  return withLines(readToml(path, readText(file, path).text));
}

/** A package.json, where there is one. Throws `LatticeError` for a file that is no JSON. */
export function readPackage(text: string | undefined): Document | undefined {
  return text === undefined ? undefined : readJsonc('package.json', text);
}

/** What stands below a key of it; undefined where that is not there. */
export function keyOf(description: Document | undefined, key: string): ForeignDocument | undefined {
  const value = description?.value;
  if (description === undefined || typeof value !== 'object' || value === null || !Object.hasOwn(value, key))
    return undefined;
  return withLines({ value: value[key as keyof typeof value], locate: (path) => description.locate([key, ...path]) });
}

/** Whether there are only comments in it, as in an example that nobody has filled in. */
function isBare(path: RepoPath, file: string): boolean {
  return /\.(?:ya?ml|toml)$/.test(path) && !/^(?!---\s*$)\s*[^\s#]/m.test(readText(file, path).text);
}

function withLines({ value, locate }: Document): ForeignDocument {
  return { value, lineOf: (path) => locate(path)?.line };
}
