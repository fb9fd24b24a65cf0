import type { BadSample } from '../core/contracts/gates.ts';
import type { LineHits } from '../core/coverage.ts';
import { packLines, packPlaces } from '../core/coverage-pack.ts';
import type { RepoPath } from '../core/files.ts';
import { joinPath } from '../core/inputs.ts';

/** More than any policy lets be uncovered. */
const LINES = 100_000;

/** A new file of which nothing ran. */
export function badSample(root: RepoPath): BadSample {
  const path = joinPath(root, 'bad-sample.ts');
  const hits = Array.from({ length: LINES }, (_, index): LineHits => [index + 1, 0]);
  const places = packPlaces(hits);
  const file = { path, lines: packLines(hits), branches: places, functions: places, statements: places };
  const report = { format: 'bad-sample', roots: [], files: [file] };
  return {
    evidence: {
      evidence: [{ task: 'bad-sample', status: 'measured', reports: [report], partial: false }],
      scans: [],
    },
    changed: new Map([[path, hits.map(([line]) => line)]]),
    files: new Map([[path, 'bad();\n'.repeat(LINES)]]),
  };
}
