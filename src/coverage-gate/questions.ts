import type { RepoPath } from '../core/files.ts';
import type { Baseline } from './baseline.ts';
import type { ChangedMeasure } from './changed.ts';
import { type FilesTest, fileDemands } from './demands.ts';
import { type Question, type Rest, sumOf } from './judgments.ts';
import type { CoveragePolicy, Demand, Metric } from './policy.ts';
import { ratchetQuestions } from './ratchet.ts';
import { type FileShares, shareIn } from './shares.ts';
import type { Share } from './thresholds.ts';
import { excuse, type Waivers } from './waivers.ts';

/** All that the judgments are made of. */
export interface Case {
  readonly policy: CoveragePolicy;
  /** Of every file that was measured, in order. */
  readonly shares: ReadonlyMap<RepoPath, FileShares>;
  /** Undefined where the policy does not ask for changed lines. */
  readonly changed: ChangedMeasure | undefined;
  /** Undefined where nothing is held to one, or none is there. */
  readonly baseline: Baseline | undefined;
  readonly waivers: Waivers;
  readonly filesTest: FilesTest;
}

/** All that the policy asks: project first, then its changed lines, groups, files in order, and the ratchet. */
export function* questionsOf(one: Case): Generator<Question> {
  const { policy, baseline, filesTest } = one;
  yield* questionsAbout({ type: 'project' }, () => true, policy, one);
  for (const group of policy.groups) {
    const has = filesTest(group.files);
    yield* questionsAbout({ type: 'group', name: group.files.join(', '), has }, has, group, one);
  }
  yield* fileQuestions(one);
  const { ratchet: tolerance } = policy;
  if (tolerance !== undefined && baseline !== undefined) yield* ratchetQuestions({ ...one, baseline, tolerance });
}

/** Of several files as if they were one. What they come to as a whole cannot be waived: lines of waived files are part of it. */
function* questionsAbout(
  subject: Question['subject'],
  isMeant: (path: RepoPath) => boolean,
  { floors, changed: threshold }: Demand,
  { shares, changed, waivers }: Case,
): Generator<Question> {
  for (const [metric, floor] of floors) {
    const share = sumOf(sharesAmong(shares, metric, isMeant));
    yield { subject, rule: 'floor', metric, threshold: floor, share };
  }
  if (threshold === undefined || changed === undefined) return;
  const touched = [...changed.files].filter(([path]) => isMeant(path));
  const share = sumOf(touched.map(([, one]) => one));
  yield { subject, rule: 'changed', metric: 'lines', threshold, share, rest: withoutWaived(touched, waivers) };
}

/** Of the files that know the metric. */
function* sharesAmong(
  shares: ReadonlyMap<RepoPath, FileShares>,
  metric: Metric,
  isMeant: (path: RepoPath) => boolean,
): Generator<Share> {
  for (const [path, file] of shares) {
    const share = isMeant(path) ? shareIn(file, metric) : undefined;
    if (share !== undefined) yield share;
  }
}

/** Files of which all changed lines are covered stay: there is nothing to excuse. */
function withoutWaived(files: readonly (readonly [RepoPath, Share])[], { waiverFor }: Waivers): Rest {
  const isWaived = ([path, { covered, total }]: readonly [RepoPath, Share]) =>
    covered < total && waiverFor(path) !== undefined;
  return {
    share: sumOf(files.filter((file) => !isWaived(file)).map(([, share]) => share)),
    waived: files.filter(isWaived).map(([path]) => path),
  };
}

function* fileQuestions({ policy, shares, changed, waivers, filesTest }: Case): Generator<Question> {
  if (policy.perFile.length === 0) return;
  const demandOf = fileDemands(policy.perFile, filesTest);
  for (const path of pathsOf(shares, changed)) {
    const { floors, changed: threshold } = demandOf(path);
    const file = shares.get(path);
    const subject = { type: 'file', name: path } as const;
    const rest = excuse(path, waivers);
    for (const [metric, floor] of floors) {
      const share = shareIn(file, metric);
      // A file without such an item has nothing that could be covered better.
      if (share !== undefined && share.total > 0)
        yield { subject, rule: 'floor', metric, threshold: floor, share, rest };
    }
    const share = changed?.files.get(path);
    if (threshold !== undefined && share !== undefined) {
      yield { subject, rule: 'changed', metric: 'lines', threshold, share, rest };
    }
  }
}

/** In order: changed files may be such that no report knows. */
function pathsOf(shares: Case['shares'], changed: ChangedMeasure | undefined): Iterable<RepoPath> {
  const others = [...(changed?.files.keys() ?? [])].filter((path) => !shares.has(path));
  return others.length === 0 ? shares.keys() : [...shares.keys(), ...others].sort();
}
