import { LatticeError } from '../core/errors.ts';
import { readCircumstances } from '../git/circumstances.ts';
import { mergeBase, resolveCommit } from '../git/commits/find.ts';
import type { GitPlace } from '../git/git.ts';
import type { Repository } from '../git/repository.ts';
import type { Subject } from './subject.ts';

/** Two commits by their names: what the second changed since it parted from the first. */
export interface Range {
  readonly from: string;
  readonly to: string;
}

/** The range that `A..B` means, either end `HEAD` where it is left out; undefined for a text that is none. See gitrevisions(7). */
export function parseRange(text: string): Range | undefined {
  const match = /^(.*?)\.{2,3}(?!\.)(.*)$/s.exec(text);
  return match === null ? undefined : { from: match[1] || 'HEAD', to: match[2] || 'HEAD' };
}

/** The commit that a range ends with. Rejects with `LatticeError` for a name of none, and for two that have nothing in common. */
export async function rangeSubject(
  { from, to }: Range,
  { place, repository }: { readonly place: GitPlace; readonly repository: Repository },
): Promise<Subject> {
  const commit = await resolveCommit(place, to);
  const base = await mergeBase(place, await resolveCommit(place, from), commit);
  const { branch } = to === 'HEAD' ? readCircumstances(repository) : {};
  if (base !== undefined) return { commit, bases: [base], branches: branch === undefined ? [] : [branch] };
  const message = `\`${from}\` and \`${to}\` have no common ancestor here`;
  throw new LatticeError('usage', message, 'Fetch the missing history: git fetch --unshallow');
}
