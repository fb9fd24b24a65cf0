import type { RepoPath } from '../core/files.ts';
import type { ChangedMeasure } from './changed.ts';
import type { Held } from './held.ts';
import type { Judgment } from './judgments.ts';
import type { Measurement } from './merge.ts';
import type { FileShares } from './shares.ts';
import type { Sources } from './sources.ts';
import type { Waivers } from './waivers.ts';

/** All that the lines and findings are made of. */
export interface Told {
  readonly judgments: readonly Judgment[];
  readonly measurement: Measurement;
  readonly shares: ReadonlyMap<RepoPath, FileShares>;
  readonly changed: ChangedMeasure | undefined;
  /** `unjudged`: part of the tests says nothing about it. */
  readonly ratchet: Held | 'off' | 'unjudged';
  readonly waivers: Waivers;
  readonly sources: Sources;
  /** What the changed lines were compared with, as in "origin/main, 4f2c1e9". */
  readonly since: string | undefined;
  /** Why not everything was measured. */
  readonly gap: string | undefined;
}

/** Whether a judgment is about a file, among others or alone. */
export function isAbout({ subject }: Pick<Judgment, 'subject'>, path: RepoPath): boolean {
  if (subject.type === 'group') return subject.has(path);
  return subject.type === 'project' || subject.name === path;
}

/** Changed lines that refuse, by file: those of waived files do not. */
export function refusingLines({
  judgments,
  changed,
  waivers,
}: Omit<Told, 'sources'>): ReadonlyMap<RepoPath, readonly number[]> {
  const failed = judgments.filter(({ rule, status }) => rule === 'changed' && status === 'failed');
  const lines = [...(changed?.uncovered ?? [])].filter(
    ([path]) => waivers.waiverFor(path) === undefined && failed.some((one) => isAbout(one, path)),
  );
  return new Map(lines);
}
