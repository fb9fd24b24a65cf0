import type { RepoPath } from '../core/files.ts';
import type { Finding } from '../core/outcome.ts';
import type { Suppression } from '../documents/suppressions.ts';
import type { Documents } from './documents.ts';
import { parseTarget } from './target.ts';

/** What comments in documents say not to judge. */
export interface Suppressions {
  /** Whether a comment is about a line, which is then one that is needed. */
  covers(document: RepoPath, line: number): boolean;
  /** Comments that give no reason, and those that nothing needed so far. */
  complaints(): readonly Finding[];
}

/** The name that comments call this check by. */
const CHECK = 'doc-links';

/** Collects the comments of all documents. */
export function openSuppressions(documents: Documents): Suppressions {
  const all = new Map<RepoPath, readonly Suppression[]>();
  for (const [path, { suppressions }] of documents) {
    const ours = suppressions.filter(({ check }) => check === CHECK);
    if (ours.length > 0) all.set(path, ours);
  }
  const needed = new Set<Suppression>();
  return {
    covers(document, line) {
      const about = all.get(document)?.filter((one) => one.about === line) ?? [];
      for (const one of about) needed.add(one);
      return about.length > 0;
    },
    complaints: () =>
      [...all].flatMap(([file, comments]) =>
        comments.flatMap((one) => {
          if (one.reason === '') return complaint(file, one, `gives no reason: write \`${CHECK}: why\``);
          const isIdle = !needed.has(one) && !mayBeOutside(documents, file, one.about);
          return isIdle ? complaint(file, one, `suppresses nothing: no link of line ${one.about} is told`) : [];
        }),
      ),
  };
}

function complaint(file: RepoPath, { line, column }: Suppression, what: string): Finding {
  return { severity: 'warning', message: `the comment ${what}`, file, line, column, rule: 'suppression' };
}

/** Whether a link of a line leads to another site: a slower check may need the comment. */
function mayBeOutside(documents: Documents, file: RepoPath, line: number): boolean {
  const links = documents.get(file)?.links ?? [];
  return links.some((link) => link.line === line && parseTarget(link.destination).type === 'elsewhere');
}
