import type { CoverageReport, FileCoverage, LineHits, PlaceHits } from '../core/coverage.ts';
import { packLines, packPlaces } from '../core/coverage-pack.ts';
import { unpackLines, unpackPlaces } from '../core/coverage-unpack.ts';

/**
 * The reports without what comments of the sources leave out. `textOf`: the text of the file that a path of a report means,
 * undefined where it means none.
 */
export async function withoutSkipped(
  reports: readonly CoverageReport[],
  textOf: (path: string, roots: readonly string[]) => Promise<string | undefined>,
): Promise<readonly CoverageReport[]> {
  return Promise.all(
    reports.map(async (report) => {
      if (report.files.every(({ skipMark }) => skipMark === undefined)) return report;
      const files = report.files.map(async (file) => {
        const text = file.skipMark === undefined ? undefined : await textOf(file.path, report.roots);
        return text === undefined ? file : dropSkipped(file, skippedLines(text, file.skipMark as string));
      });
      return { ...report, files: await Promise.all(files) };
    }),
  );
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
