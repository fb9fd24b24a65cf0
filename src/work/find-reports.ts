import { readdirSync, realpathSync, statSync } from 'node:fs';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Site } from './site.ts';

/** Where reports may lie. Paths are absolute. */
export interface ReportPlaces {
  /** Top of the repository as the task sees it. */
  readonly directory: string;
  /** Folder that patterns are relative to. */
  readonly base: string;
  /** What `{scratch}` stands for. */
  readonly scratch: string;
  readonly globTest: Site['globTest'];
}

const MAGIC = /[*?[{(!]/;
const SCRATCH = /^\{scratch\}\/?/;

/** Never looked into unless a pattern names it: a report of somebody else's would lie there, and the search would take long. */
const FOREIGN = new Set(['node_modules', '.git']);

/**
 * The files that a path or glob of the config names, absolute and sorted; undefined when it leads out of the repository and
 * the scratch folder, by its words or by a link.
 */
export async function findReports(pattern: string, places: ReportPlaces): Promise<readonly string[] | undefined> {
  const isScratch = SCRATCH.test(pattern);
  const base = isScratch ? places.scratch : places.base;
  const limit = isScratch ? places.scratch : places.directory;
  const words = pattern.replace(SCRATCH, '');
  const plain = resolve(base, words);
  if (isFile(plain)) return isWithin(limit, plain) ? [plain] : undefined;
  const magic = words.search(MAGIC);
  if (magic === -1) return isBelow(limit, plain) ? [] : undefined;
  const prefix = words.slice(0, magic).replace(/[^/]*$/, '');
  const folder = resolve(base, prefix);
  if (!isBelow(limit, folder)) return undefined;
  const rest = words.slice(prefix.length);
  const isMatch = await places.globTest(rest);
  const skipped = [...FOREIGN].filter((name) => !rest.includes(name));
  const found = listFiles(folder, new Set(skipped)).filter((file) =>
    isMatch(relative(folder, file).replaceAll(sep, '/')),
  );
  return found.every((file) => isWithin(limit, file)) ? found.sort() : undefined;
}

function listFiles(folder: string, skipped: ReadonlySet<string>): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(path, skipped);
      return isFile(path) ? [path] : [];
    });
  } catch {
    // The folder is not there, so neither is the report.
    return [];
  }
}

/** Whether the file, links followed, lies in the folder. */
function isWithin(folder: string, file: string): boolean {
  return isBelow(folder, file) && isBelow(realpathSync(folder), realpathSync(file));
}

function isBelow(folder: string, path: string): boolean {
  const inside = relative(folder, path);
  return inside !== '..' && !inside.startsWith(`..${sep}`) && !isAbsolute(inside);
}

function isFile(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  } catch {
    // No name of a file: too long, or with a NUL in it.
    return false;
  }
}
