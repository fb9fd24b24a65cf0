import type { CommitRecord, RunRecord, Skip } from '../core/record.ts';
import { counted } from './amounts.ts';
import { oneLine, safeName } from './harmless.ts';
import { type Page, type Sign, signed } from './page.ts';

/** Digits of an id that a person recognizes. */
const SHORT = 7;

const SIGNS: Readonly<Record<CommitRecord['state'], Sign>> = {
  proven: 'passed',
  skipped: 'skipped',
  unproven: 'warning',
};

/** A line for each commit of a range that was verified. */
export function commitLines({ commits = [] }: RunRecord, page: Page): readonly string[] {
  return commits.flatMap(({ id, state, subject, committer, skips }) => {
    const left = skips.length === 0 ? '' : ` (${skips.map((skip) => skipText(skip, committer)).join('; ')})`;
    return signed(SIGNS[state], id.slice(0, SHORT), `${state.padEnd(8)}  ${oneLine(subject)}${left}`, page);
  });
}

/** What a range came to of which nothing had to be checked; undefined where the record is not of a range. */
export function provenText({ commits }: RunRecord): string | undefined {
  if (commits === undefined) return undefined;
  return commits.length === 0 ? 'no commits in this range' : `${counted(commits.length, 'commit')} proven`;
}

function skipText({ task, reason }: Skip, committer: string): string {
  return `\`${safeName(task)}\` left out by ${oneLine(committer)}${reason === '' ? '' : `: ${oneLine(reason)}`}`;
}
