import type { UnknownFile } from '../core/contracts/hosting.ts';
import type { RepoPath } from '../core/files.ts';
import type { Fate } from './change.ts';
import { folderOf } from './tree.ts';

/** What there is to say beside the fact that a target is missing. */
export interface Circumstance {
  /** What the change under check did to it. */
  readonly fate?: Fate | undefined;
  /** What was probably meant. */
  readonly suggestion?: string | undefined;
  /** Set where it is on disk, and git does not have it. */
  readonly unknown?: UnknownFile | undefined;
}

/** Text of a document for a message: on one line, and not longer than a person reads. */
export function quote(text: string): string {
  const line = text.replace(/[\s\p{Cc}]+/gu, ' ');
  return `\`${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}\``;
}

const LONGEST = 200;

/** How the missing thing ended, and what to write instead. */
export function explain(missing: string, { fate, suggestion, unknown }: Circumstance): string {
  if (unknown?.ignoredBy !== undefined) return `${missing} is on disk and ignored by ${quote(unknown.ignoredBy)}`;
  if (unknown !== undefined) return `${missing} is on disk and not known to git: \`git add\` it`;
  if (fate?.type === 'renamed') return `this change renames ${missing} to ${quote(fate.to)}`;
  const fact = fate === undefined ? `there is no ${missing}` : `this change deletes ${missing}`;
  return suggestion === undefined ? fact : `${fact}; did you mean ${quote(suggestion)}?`;
}

/** A path as a link in a document writes it, for people to copy. */
export function linkTo(path: RepoPath, document: RepoPath): string {
  const from = folderOf(document) === '' ? [] : folderOf(document).split('/');
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1;
  const steps = [...from.slice(shared).map(() => '..'), ...to.slice(shared).map(encode)];
  // A name with a colon would be taken for the address of another site.
  return steps[0]?.includes(':') ? `./${steps.join('/')}` : steps.join('/');
}

/** Only what would end or change the link; letters of all scripts can stand as they are. */
function encode(name: string): string {
  return name
    .replace(/[\s%#?<>\\]/g, encodeURIComponent)
    .replaceAll('(', '%28')
    .replaceAll(')', '%29');
}

/** What is probably wrong with a destination that is the path of no file, judged by its form. */
export function formHint(destination: string): string | undefined {
  if (/^[\w.+-]+@[\w-]+\.[\w.-]+$/.test(destination)) return `a mail address needs ${quote(`mailto:${destination}`)}`;
  if (/^www\./i.test(destination)) return `the address of a site needs ${quote(`https://${destination}`)}`;
  if (/^[([].*:\/\//s.test(destination)) return 'behind `[label]:` the destination stands alone, without brackets';
  return undefined;
}
