/** What git itself begins the message of a merge with, and what hosts write when they merge. */
const MERGE = /^Merge (?:(?:remote-tracking )?branch(?:es)?|tags?|commits?) '|^Merge pull request #\d/;
/** What `git revert` writes, of a revert too. */
const REVERT = /^(?:Revert|Reapply) "/;
/** What `git commit --fixup` and `--squash` write: gone after `git rebase --autosquash`. */
const FIXUP = /^(?:fixup|squash|amend)! /;

/** Whether the first line was written by git, or is on its way out: such messages follow no convention. */
export function isExempt(title: string): boolean {
  return MERGE.test(title) || REVERT.test(title) || FIXUP.test(title);
}
