import { join, relative } from 'node:path/posix';
import type { RepoPath } from '../core/files.ts';
import { joinPath } from '../core/inputs.ts';
import { asArray, asCount, asObject } from '../core/json-shape.ts';
import { parseStrictly } from '../core/strict-json.ts';
import type { Share } from './thresholds.ts';

/** How many lines ran when that was last written down. */
export interface Baseline {
  readonly total: Share;
  /** By path of the repository. */
  readonly files: ReadonlyMap<RepoPath, Share>;
}

/** Where it is committed. `root`: the config's folder. */
export function baselinePath(root: RepoPath): RepoPath {
  return joinPath(root, '.lattice/coverage-baseline.json');
}

/** Reads a baseline, whose paths are relative to the config's folder. Throws an `Error` that says what is wrong with it. */
export function parseBaseline(text: string, root: RepoPath): Baseline {
  const { version, total, files, ...others } = asObject(parseStrictly(text.replace(/^\ufeff/, '')), 'the text');
  if (version !== 1) throw new Error(`its version is ${JSON.stringify(version)}, and 1 is the only one that is known`);
  const unknown = Object.keys(others);
  if (unknown.length > 0) throw new Error(`nobody knows its key ${JSON.stringify(unknown[0])}`);
  const entries = Object.entries(asObject(files, '`files`'));
  return {
    total: readShare(total, '`total`'),
    files: new Map(
      entries.map(([key, value]) => [
        join('/', root, key).slice(1),
        readShare(value, `\`files\`, ${JSON.stringify(key)}`),
      ]),
    ),
  };
}

/** The same baseline is always the same text: one file a line, in the order of their paths. */
export function baselineText({ total, files }: Baseline, root: RepoPath): string {
  const keyed = [...files].map(([path, share]) => [relative(`/${root}`, `/${path}`), share] as const);
  const lines = keyed
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, share]) => `    ${JSON.stringify(key)}: ${pairText(share)}`);
  const list = lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n  }`;
  return `{\n  "version": 1,\n  "total": ${pairText(total)},\n  "files": ${list}\n}\n`;
}

function pairText({ covered, total }: Share): string {
  return `[${covered}, ${total}]`;
}

function readShare(value: unknown, what: string): Share {
  const pair = asArray(value, what);
  if (pair.length !== 2) throw new Error(`${what} is not a pair [covered, total]`);
  const [covered, total] = [asCount(pair[0], what), asCount(pair[1], what)];
  if (covered > total) throw new Error(`${what} has more covered lines than lines`);
  if (!Number.isSafeInteger(total)) throw new Error(`${what} is too large to count with`);
  return { covered, total };
}
