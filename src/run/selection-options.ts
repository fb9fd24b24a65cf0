import type { LocalSelection } from './capture.ts';

/** Digits of an id that tell commits apart in repositories of any size, and that fit on a line twice. */
const SHORT = 12;

/** Options of `run` that choose the same files again, for those who are told how to. Named files are relative to where they were named. */
export function selectionOptions(selection: LocalSelection): readonly string[] {
  switch (selection.type) {
    case 'worktree':
      return [];
    case 'files':
      return ['--files', ...selection.files];
    case 'staged':
    case 'all':
      return [`--${selection.type}`];
  }
}

/** The same for a commit that is judged by what it changed since its bases: since the first, which is more. Without one all of it is. */
export function commitOptions({
  commit,
  bases: [base],
}: {
  readonly commit: string;
  readonly bases: readonly string[];
}): readonly string[] {
  return base === undefined ? ['--all'] : ['--from', base.slice(0, SHORT), '--to', commit.slice(0, SHORT)];
}
