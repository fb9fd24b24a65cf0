import { realpathSync } from 'node:fs';
import process from 'node:process';
import type { CoverageFormat } from '../../src/core/contracts/coverage.ts';
import { decodeReport } from '../../src/core/coverage/decode.ts';
import { coverageText } from '../../src/core/coverage/text.ts';
import type { RepoPath } from '../../src/core/files.ts';
import clover from '../../src/coverage/clover.ts';
import cobertura from '../../src/coverage/cobertura.ts';
import lcov from '../../src/coverage/lcov.ts';
import { type ChangedMeasure, measureChanged } from '../../src/coverage-gate/changed.ts';
import { expectationTest } from '../../src/coverage-gate/expected.ts';
import { measure } from '../../src/coverage-gate/measure.ts';
import { readPolicy } from '../../src/coverage-gate/policy.ts';
import { changedLinesSince } from '../../src/git/commits/changed-lines.ts';
import { comparedBase } from '../../src/git/commits/merge-base.ts';
import { readBlobs } from '../../src/git/objects/hash-files.ts';
import { captureCommit } from '../../src/git/snapshot.ts';
import { readChunks } from '../../src/work/read-chunks.ts';

/** What `diff-cover --format json` says, of which this is looked at. */
export interface DiffCover {
  readonly src_stats: Readonly<
    Record<RepoPath, { readonly violation_lines: readonly number[]; readonly covered_lines?: readonly number[] }>
  >;
}

/** What came of comparing the two. */
export interface Compared {
  /** Changed lines that both measure. */
  readonly lines: number;
  readonly differences: readonly string[];
  /** Differences that docs/coverage.md explains: files that the report does not know, whose lines count as uncovered here. */
  readonly notMeasured: readonly RepoPath[];
}

/** Where the gate takes changed lines of HEAD for covered or uncovered and diff-cover does not, or the other way round. */
export async function compareWithDiffCover(
  repository: string,
  report: string,
  base: string,
  theirs: DiffCover,
): Promise<Compared> {
  const ours = await changedLinesOf(repository, report, base);
  const paths = [...new Set([...ours.files.keys(), ...Object.keys(theirs.src_stats)])].sort();
  const told = paths
    .filter((path) => !ours.notMeasured.includes(path))
    .map((path) => {
      const { violation_lines: missed = [], covered_lines: hit = [] } = theirs.src_stats[path] ?? {};
      const their = `${hit.length} covered, uncovered: ${missed.join(' ')}`;
      const our = `${ours.files.get(path)?.covered ?? 0} covered, uncovered: ${(ours.uncovered.get(path) ?? []).join(' ')}`;
      return {
        lines: hit.length + missed.length,
        text: their === our ? [] : [`${path}: ${our}; diff-cover: ${their}`],
      };
    });
  return {
    lines: told.reduce((sum, { lines }) => sum + lines, 0),
    differences: told.flatMap(({ text }) => text),
    notMeasured: ours.notMeasured,
  };
}

async function changedLinesOf(repository: string, report: string, base: string): Promise<ChangedMeasure> {
  const directory = realpathSync(repository);
  const place = { cwd: directory, env: process.env };
  const { snapshot } = await captureCommit(place, 'HEAD', []);
  const read = async (path: RepoPath): Promise<string> => {
    const id = snapshot.tree.get(path)?.id ?? '';
    return Buffer.from((await readBlobs(place, [id])).get(id) ?? []).toString();
  };
  const context = { root: '', directory, snapshot, read };
  const formats = new Map<string, CoverageFormat>(Object.entries({ clover, cobertura, lcov }));
  const decoded = decodeReport(
    coverageText(() => readChunks(report)),
    formats,
  );
  if (decoded.status === 'problem') throw new Error(`${report}: ${decoded.problem}`);
  const measurement = await measure([decoded.report], readPolicy({}), context, () => false);
  const judged = { type: 'commit', commit: 'HEAD' } as const;
  const hints = { remote: 'origin', pullRequestBase: undefined };
  const compared = await comparedBase(place, undefined, base, hints);
  const { lines } = await changedLinesSince(place, judged, compared);
  const isExpected = expectationTest({ root: '', include: undefined, measured: measurement.files.keys() });
  const counts = (path: RepoPath) => snapshot.tree.has(path);
  return measureChanged({ changed: lines, files: measurement.files, counts, isExpected, strict: false, read });
}
