import type { CoverageFormat } from '../../src/core/contracts/coverage.ts';
import { packLines, packPlaces } from '../../src/core/coverage/pack.ts';
import type { FileCoverage, LineHits, PlaceHits } from '../../src/core/coverage/report.ts';
import { type CoverageText, coverageText } from '../../src/core/coverage/text.ts';
import { unpackLines, unpackPlaces } from '../../src/core/coverage/unpack.ts';

/** What a report says of a file, unpacked. */
export interface ReadFile extends Omit<FileCoverage, 'lines' | 'branches' | 'functions' | 'statements'> {
  readonly lines?: readonly LineHits[];
  readonly branches?: readonly PlaceHits[];
  readonly functions?: readonly PlaceHits[];
  readonly statements?: readonly PlaceHits[];
}

/** The text as it comes from a file, in chunks that end anywhere. */
export function asText(text: string, size = 65_536): CoverageText {
  return coverageText(function* () {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  });
}

/** Reads a report whole. Whatever its pieces are, it says the same. */
export function readReport(format: CoverageFormat, text: string) {
  const { roots, files } = format.parse(asText(text, 7));
  return { roots, files: files.map(unpacked) };
}

/** A file as entries make it, from lists. */
export function packed({ lines, branches, functions, statements, ...rest }: ReadFile): FileCoverage {
  return {
    ...rest,
    ...(lines === undefined ? {} : { lines: packLines(lines) }),
    ...(branches === undefined ? {} : { branches: packPlaces(branches) }),
    ...(functions === undefined ? {} : { functions: packPlaces(functions) }),
    ...(statements === undefined ? {} : { statements: packPlaces(statements) }),
  };
}

function unpacked({ lines, branches, functions, statements, ...rest }: FileCoverage): ReadFile {
  return {
    ...rest,
    ...(lines === undefined ? {} : { lines: [...unpackLines(lines)] }),
    ...(branches === undefined ? {} : { branches: [...unpackPlaces(branches)] }),
    ...(functions === undefined ? {} : { functions: [...unpackPlaces(functions)] }),
    ...(statements === undefined ? {} : { statements: [...unpackPlaces(statements)] }),
  };
}

/** Covered and total. */
export function count(places: readonly PlaceHits[] | undefined): readonly [number, number] | undefined {
  if (places === undefined) return undefined;
  const weigh = (list: readonly PlaceHits[]) => list.reduce((sum, [, , , weight = 1]) => sum + weight, 0);
  return [weigh(places.filter(([, hits]) => hits > 0)), weigh(places)];
}
