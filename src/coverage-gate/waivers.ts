import { isOver } from '../core/excuse.ts';
import type { RepoPath } from '../core/files.ts';
import type { FilesTest } from './demands.ts';
import { NOTHING, type Rest } from './judgments.ts';
import type { Waiver } from './policy.ts';

/** The waivers of a policy, as of a day. */
export interface Waivers {
  /** The first one that holds for a file. */
  readonly waiverFor: (path: RepoPath) => Waiver | undefined;
  readonly open: readonly Waiver[];
  /** Those whose last day is over. */
  readonly over: readonly Waiver[];
}

/** `today`: a day, UTC, such as `2026-11-22`. */
export function waiversOf(waivers: readonly Waiver[], today: string, filesTest: FilesTest): Waivers {
  const open = waivers.filter((waiver) => !isOver(waiver, today));
  const tests = open.map((waiver) => ({ waiver, isMeant: filesTest(waiver.files) }));
  return {
    waiverFor: (path) => tests.find(({ isMeant }) => isMeant(path))?.waiver,
    open,
    over: waivers.filter((waiver) => isOver(waiver, today)),
  };
}

/** What is left of a file's own judgment: a waived file is excused as a whole, any other of nothing. */
export function excuse(path: RepoPath, { waiverFor }: Waivers): Rest | undefined {
  return waiverFor(path) && { share: NOTHING, waived: [path] };
}
