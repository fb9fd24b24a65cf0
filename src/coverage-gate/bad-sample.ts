import type { BadSample } from '../core/contracts/gates.ts';
import { packLines, packPlaces } from '../core/coverage/pack.ts';
import type { LineHits } from '../core/coverage/report.ts';
import type { RepoPath } from '../core/files.ts';
import { joinPath } from '../core/inputs.ts';
import { baselinePath, baselineText } from './baseline.ts';
import { examplePath } from './example-path.ts';
import { sumOf } from './judgments.ts';
import type { CoveragePolicy } from './policy.ts';

/** More than any policy lets be uncovered. */
const LINES = 100_000;

/** New files of which nothing ran, though all of it did before: one anywhere, and one wherever the policy asks something. */
export function badSample({ groups, perFile }: CoveragePolicy, root: RepoPath): BadSample {
  const globs = [...groups, ...perFile].flatMap(({ files }) => files?.slice(0, 1) ?? []);
  const paths = [...new Set(['bad-sample.ts', ...globs.map(examplePath)])].map((path) => joinPath(root, path));
  const hits = Array.from({ length: LINES }, (_, index): LineHits => [index + 1, 0]);
  const [lines, places] = [packLines(hits), packPlaces(hits)];
  const files = paths.map((path) => ({ path, lines, branches: places, functions: places, statements: places }));
  const whole = new Map(paths.map((path) => [path, { covered: LINES, total: LINES }]));
  const report = { format: 'bad-sample', roots: [], files };
  return {
    evidence: {
      evidence: [{ task: 'bad-sample', status: 'measured', reports: [report], partial: false }],
      scans: [],
    },
    changed: new Map(paths.map((path) => [path, hits.map(([line]) => line)])),
    files: new Map(paths.map((path) => [path, 'bad();\n'.repeat(LINES)])),
    before: new Map([[baselinePath(root), baselineText({ total: sumOf(whole.values()), files: whole }, root)]]),
  };
}
