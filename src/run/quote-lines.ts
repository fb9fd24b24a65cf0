import { statSync } from 'node:fs';
import { type FileEntry, type FileSet, isRegular, type RepoPath } from '../core/files.ts';
import { onDisk } from '../core/path-bytes.ts';
import { linesToQuote } from '../core/quoted-lines.ts';
import type { RunRecord } from '../core/record.ts';
import type { SourceLine } from '../core/remarks.ts';
import { contentOf } from '../git/file-content.ts';
import type { GitPlace } from '../git/git.ts';
import { readSmallBlobs } from '../git/small-blobs.ts';

/** Bytes of a file that is quoted. A longer one is seldom written by hand. */
const MOST_BYTES = 1024 * 1024;
/** UTF-16 code units of a line that is quoted: a longer one is the work of a program. */
const LONGEST = 500;

/**
 * Lines that findings of a refused run are about, as they were judged: from git where it has them, else from a file that
 * still holds just that. `tree`: the files in whose lines the findings stand. Never rejects: a run is over without a quote.
 */
export async function quoteLines(
  record: Pick<RunRecord, 'checks' | 'gates'>,
  tree: FileSet,
  place: GitPlace,
): Promise<readonly SourceLine[]> {
  const wanted = [...linesToQuote(record)].flatMap(([file, lines]) => {
    const entry = tree.get(file);
    return entry !== undefined && isRegular(entry) ? [{ file, lines, entry }] : [];
  });
  const blobs = await readSmallBlobs(place, [...new Set(wanted.map(({ entry }) => entry.id))], MOST_BYTES).catch(
    () => new Map<string, Uint8Array>(),
  );
  return wanted.flatMap(({ file, lines, entry }) => {
    const bytes = blobs.get(entry.id) ?? fromDisk(place.cwd, file, entry);
    return bytes === undefined ? [] : linesOf(bytes, lines).map(([line, text]) => ({ file, line, text }));
  });
}

function fromDisk(root: string, path: RepoPath, entry: FileEntry): Uint8Array | undefined {
  try {
    const file = onDisk(root, path);
    return statSync(file).size <= MOST_BYTES ? contentOf(file, entry) : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(bytes: Uint8Array, wanted: ReadonlySet<number>): readonly (readonly [number, string])[] {
  const lines = Buffer.from(bytes)
    .toString()
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  return [...wanted].flatMap((line) => {
    const text = lines[line - 1];
    return text === undefined || text.trim() === '' || text.length > LONGEST ? [] : [[line, text] as const];
  });
}
