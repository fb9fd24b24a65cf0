import { packLines, packPlaces } from '../core/coverage/pack.ts';
import type { CoverageReport, FileCoverage, LineHits, PlaceHits } from '../core/coverage/report.ts';
import { unpackLines, unpackPlaces } from '../core/coverage/unpack.ts';

/** As many sources are in memory. */
const TEXTS_AT_ONCE = 100;

/**
 * The reports without what comments of the sources leave out. `textOf`: the text of the file that a path of a report means,
 * undefined where it means none.
 */
export async function withoutSkipped(
  reports: readonly CoverageReport[],
  textOf: (path: string, roots: readonly string[]) => Promise<string | undefined>,
): Promise<readonly CoverageReport[]> {
  const counted: CoverageReport[] = [];
  for (const report of reports) {
    const isMarked = report.files.some(({ skipMark }) => skipMark !== undefined);
    counted.push(isMarked ? { ...report, files: await countedFiles(report, textOf) } : report);
  }
  return counted;
}

async function countedFiles(
  { files, roots }: CoverageReport,
  textOf: (path: string, roots: readonly string[]) => Promise<string | undefined>,
): Promise<readonly FileCoverage[]> {
  const counted: FileCoverage[] = [];
  for (let at = 0; at < files.length; at += TEXTS_AT_ONCE) {
    const some = files.slice(at, at + TEXTS_AT_ONCE).map(async (file) => {
      const text = file.skipMark === undefined ? undefined : await textOf(file.path, roots);
      return text === undefined ? file : dropSkipped(file, skippedLines(text, file.skipMark as string));
    });
    counted.push(...(await Promise.all(some)));
  }
  return counted;
}

/** Lines from one comment that begins with the mark to the next, both included; the last one may have no other. */
function skippedLines(text: string, mark: string): (line: number) => boolean {
  const skipped = new Set<number>();
  let isInside = false;
  for (const [index, line] of text.split('\n').entries()) {
    const comment = /^\s*#\s*(\S+)/.exec(line)?.[1];
    const isMark = comment?.startsWith(mark) === true;
    if (isInside || isMark) skipped.add(index + 1);
    if (isMark) isInside = !isInside;
  }
  return (line) => skipped.has(line);
}

function dropSkipped(file: FileCoverage, isSkipped: (line: number) => boolean): FileCoverage {
  const { lines, branches } = file;
  const counts = ([line]: LineHits | PlaceHits): boolean => !isSkipped(line);
  return {
    ...file,
    ...(lines === undefined ? {} : { lines: packLines([...unpackLines(lines)].filter(counts)) }),
    ...(branches === undefined ? {} : { branches: packPlaces([...unpackPlaces(branches)].filter(counts)) }),
  };
}
