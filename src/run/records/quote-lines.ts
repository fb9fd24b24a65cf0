import { statSync } from 'node:fs';
import { type FileEntry, type FileSet, isRegular, type RepoPath } from '../../core/files.ts';
import { onDisk } from '../../core/path-bytes.ts';
import type { RunRecord } from '../../core/record.ts';
import type { SourceLine } from '../../core/remarks.ts';
import { linesToQuote } from '../../core/runs/quoted-lines.ts';
import { holdsPrivateKey, withoutGiven } from '../../core/secrets/forms.ts';
import { linesOfText, MOST_SOURCE_BYTES, sourceText } from '../../core/source-text.ts';
import { contentOf } from '../../git/file-content.ts';
import type { GitPlace } from '../../git/git.ts';
import { readSmallBlobs } from '../../git/objects/small-blobs.ts';

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
  const blobs = await readSmallBlobs(place, [...new Set(wanted.map(({ entry }) => entry.id))], MOST_SOURCE_BYTES).catch(
    () => new Map<string, Uint8Array>(),
  );
  return wanted.flatMap(({ file, lines, entry }) => {
    const bytes = blobs.get(entry.id) ?? fromDisk(place.cwd, file, entry);
    const text = bytes && sourceText(bytes);
    if (text === undefined || holdsPrivateKey(text)) return [];
    return linesOf(text, lines).map(([line, quoted]) => ({ file, line, text: quoted }));
  });
}

function fromDisk(root: string, path: RepoPath, entry: FileEntry): Uint8Array | undefined {
  try {
    const file = onDisk(root, path);
    return statSync(file).size <= MOST_SOURCE_BYTES ? contentOf(file, entry) : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(source: string, wanted: ReadonlySet<number>): readonly (readonly [number, string])[] {
  const lines = linesOfText(source);
  return [...wanted].flatMap((line) => {
    const text = lines[line - 1];
    return text !== undefined && isQuotable(text) ? [[line, text] as const] : [];
  });
}

/** A line with what looks like a secret is not quoted at all: masked, its caret would stand below something else. */
function isQuotable(line: string): boolean {
  return line.trim() !== '' && line.length <= LONGEST && withoutGiven(line, '') === line;
}
