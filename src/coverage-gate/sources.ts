import type { RepoPath } from '../core/files.ts';

/** Texts of some lines, by file and by number. */
export type Sources = ReadonlyMap<RepoPath, ReadonlyMap<number, string>>;

/** Lines that are shown, in all and of one file: the record says which all are. */
const MOST = 20;
const MOST_OF_FILE = 10;
const LONGEST = 120;

/** Reads the first of these lines, for people. A file that cannot be read is left out: it is for looking at only. */
export async function readSources(
  lines: ReadonlyMap<RepoPath, readonly number[]>,
  read: (path: RepoPath) => Promise<string>,
): Promise<Sources> {
  const sources = new Map<RepoPath, ReadonlyMap<number, string>>();
  let left = MOST;
  for (const [path, numbers] of lines) {
    if (left <= 0) break;
    const text = await read(path).catch(() => undefined);
    if (text === undefined) continue;
    const all = text.split('\n');
    const shown = numbers.slice(0, Math.min(left, MOST_OF_FILE)).flatMap((number) => {
      const line = all[number - 1]?.trim() ?? '';
      return line === '' ? [] : [[number, cut(line)] as const];
    });
    sources.set(path, new Map(shown));
    left -= shown.length;
  }
  return sources;
}

function cut(line: string): string {
  return line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line;
}
