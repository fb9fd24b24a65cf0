import { lstatSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import type { ToolKind } from '../core/contracts/tasks.ts';
import type { Work } from '../core/ports.ts';
import type { Site } from './site.ts';

/** Bytes beyond which a file is not read: it would have to be in memory as a whole. */
const MOST_BYTES = 256 * 1024 * 1024;
const SCRATCH = '{scratch}/';

/** Takes away what an earlier run has left for a kind, so that nothing is taken for what this run has found. */
export function removeEarlier(kind: ToolKind | undefined, work: Work, site: Site): void {
  const results = kind?.results?.(work.check.task.options) ?? [];
  for (const path of [...results, ...(kind?.forgets ?? [])]) {
    const file = path.startsWith(SCRATCH) ? undefined : fileOf(path, work, site);
    if (file !== undefined) rmSync(file);
  }
}

/** The results of a kind as its commands have left them. */
export function readResults(
  kind: ToolKind | undefined,
  work: Work,
  site: Site,
  scratch: () => string,
): readonly (string | undefined)[] {
  const paths = kind?.results?.(work.check.task.options) ?? [];
  return paths.map((path) => {
    const file = path.startsWith(SCRATCH)
      ? regularFile(join(scratch(), path.slice(SCRATCH.length)), scratch())
      : fileOf(path, work, site);
    return file === undefined || lstatSync(file).size > MOST_BYTES ? undefined : readFileSync(file, 'utf8');
  });
}

function fileOf(path: string, { check }: Work, { directory }: Site): string | undefined {
  return regularFile(join(directory, check.task.cwd, path), directory);
}

/** The file where it is one and no link, and its folder, links followed, lies in the limit; undefined otherwise. */
function regularFile(file: string, limit: string): string | undefined {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) return undefined;
  return `${realpathSync(dirname(file))}${sep}`.startsWith(`${realpathSync(limit)}${sep}`) ? file : undefined;
}
