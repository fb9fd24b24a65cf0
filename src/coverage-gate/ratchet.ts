import type { RepoPath } from '../core/files.ts';
import type { Baseline } from './baseline.ts';
import { NOTHING, type Question, type Rest, sumOf } from './judgments.ts';
import { type FileShares, shareIn } from './shares.ts';
import { meets, noWorseThan, type Percent, type Share } from './thresholds.ts';
import { excuse, type Waivers } from './waivers.ts';

/** What is compared. */
export interface Comparison {
  readonly shares: ReadonlyMap<RepoPath, FileShares>;
  readonly baseline: Baseline;
  /** By so many percentage points a share may be lower. */
  readonly tolerance: Percent;
  readonly waivers: Waivers;
}

/** Asks of the whole, and of every file that was there and is there, not to be worse than it was. */
export function* ratchetQuestions(compared: Comparison): Generator<Question> {
  const { shares, baseline, tolerance, waivers } = compared;
  const now = linesOf(shares);
  const asked = { rule: 'ratchet', metric: 'lines' } as const;
  if (baseline.total.total > 0) {
    const threshold = noWorseThan(baseline.total, tolerance);
    const rest = asIfUntouched(now, compared);
    yield { ...asked, subject: { type: 'project' }, threshold, share: sumOf(now.values()), rest, needsAll: true };
  }
  for (const [path, share] of now) {
    const was = baseline.files.get(path) ?? NOTHING;
    // What had no line has nothing to be worse than.
    if (was.total === 0) continue;
    const threshold = noWorseThan(was, tolerance);
    yield { ...asked, subject: { type: 'file', name: path }, threshold, share, rest: excuse(path, waivers) };
  }
}

/** The whole, had the files that are waived and worse stayed as they were, and had those of them that are new not come. */
function asIfUntouched(now: ReadonlyMap<RepoPath, Share>, { baseline, tolerance, waivers }: Comparison): Rest {
  const waived: RepoPath[] = [];
  const shares = [...now].map(([path, share]) => {
    if (share.covered === share.total || waivers.waiverFor(path) === undefined) return share;
    const was = baseline.files.get(path) ?? NOTHING;
    if (was.total > 0 && meets(share, noWorseThan(was, tolerance))) return share;
    waived.push(path);
    return was;
  });
  return { share: sumOf(shares), waived };
}

/** What is to be written down: every share the better of the two, files that are measured no more left out. */
export function raisedBaseline(before: Baseline | undefined, shares: Comparison['shares']): Baseline {
  const now = linesOf(shares);
  return {
    total: better(before?.total, sumOf(now.values())),
    files: new Map([...now].map(([path, share]) => [path, better(before?.files.get(path), share)])),
  };
}

/** The higher of two shares, and of equal ones that of which less is uncovered. What has no line has no share. */
function better(before: Share | undefined, now: Share): Share {
  if (before === undefined || before.total === 0) return now;
  const difference = BigInt(now.covered) * BigInt(before.total) - BigInt(before.covered) * BigInt(now.total);
  if (difference !== 0n) return difference > 0n ? now : before;
  return now.total - now.covered <= before.total - before.covered ? now : before;
}

/** Files that have a line. */
function linesOf(shares: Comparison['shares']): ReadonlyMap<RepoPath, Share> {
  const now = new Map<RepoPath, Share>();
  for (const [path, file] of shares) {
    const share = shareIn(file, 'lines');
    if (share !== undefined && share.total > 0) now.set(path, share);
  }
  return now;
}
